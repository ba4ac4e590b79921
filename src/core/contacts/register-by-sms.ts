import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { statementFor } from "../consent/index.ts";
import { newId } from "../ground/index.ts";
import { type CaseRecord, phoneProperty, verifiedProperty } from "./case-record.ts";
import { noteDuplicates } from "./duplicates/find-duplicates.ts";
import { putConsentOnRecord } from "./record-consent.ts";
import { saveCase } from "./save-case.ts";

/** What a text that asks to be registered makes, with the project's settings (commcare-behaviour §3.3). */
export interface CaseBySms {
	type: string;
	owner: string;
	/** Username under which it counts as submitted. */
	submitter: string;
	/** The sender's number, international. */
	digits: string;
	messageId: string;
}

/**
 * A person registers by text: a case named `unknown`, consenting by having asked, with the text as its proof record. Call inside the transaction
 * that handles the text. Somebody who is known by that number already is offered to staff as a possible duplicate.
 */
export function registerCaseBySms(acting: Acting, wish: CaseBySms): CaseRecord {
	const record = saveCase(
		acting,
		{
			id: newId(),
			type: wish.type,
			name: "unknown",
			externalId: null,
			owner: wish.owner,
			properties: new Map([
				[phoneProperty, wish.digits],
				[verifiedProperty, "1"],
			]),
			closedAt: null,
			clientKey: `sms:${wish.messageId}`,
		},
		null,
	);
	recordAudit(acting, {
		action: "case.registered",
		subject: { kind: "case", id: record.id },
		details: { type: wish.type, by: "sms", submitter: wish.submitter },
	});
	const statement = statementFor(acting, acting.project.languages[0] ?? "en");
	putConsentOnRecord(acting, record, {
		answer: "yes",
		channel: "sms",
		statementId: statement.ok ? statement.value.id : undefined,
		source: wish.messageId,
	});
	noteDuplicates(acting, record, "number");
	return record;
}
