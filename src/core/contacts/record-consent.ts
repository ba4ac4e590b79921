import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { recordAudit } from "../audit/index.ts";
import type { ConsentChannel, ConsentEvent, ConsentWay } from "../consent/api.ts";
import { appendConsentEvent, consentEvent, consentState, statementFor } from "../consent/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { entryDigits } from "../phone-numbers/index.ts";
import { type CaseRecord, findCase, verifiedProperty } from "./case-record.ts";
import { draftOf, saveCase } from "./save-case.ts";

/**
 * Records the answer of a registered person, with the wording shown, and sets or clears the flag. `source`: the message it came with.
 * Problem `case-not-found`.
 */
export function recordConsent(
	acting: Acting,
	input: ParsedInputOf<"consent.record">,
	source: string | null = null,
): Result<ConsentEvent> {
	const found = findCase(acting, input.caseId);
	if (!found.ok) return found;
	return acting.store.write(() => {
		const draft = draftOf(found.value);
		if (input.consent.answer === "yes") draft.properties.set(verifiedProperty, "1");
		else draft.properties.delete(verifiedProperty);
		const statement = statementFor(
			acting,
			draft.properties.get("language_code") ?? acting.project.languages[0] ?? "en",
		);
		if (!statement.ok) return statement;
		const record = saveCase(acting, draft, found.value);
		const id = putConsentOnRecord(acting, record, {
			...input.consent,
			statementId: input.consent.statementId ?? statement.value.id,
			source,
		});
		return ok(consentEvent(acting, id));
	});
}

/** Takes a consent back: as easy as giving it. The flag goes, the record stays. Problems `case-not-found`, `nothing-to-withdraw`. */
export function withdrawConsent(acting: Acting, input: ParsedInputOf<"consent.withdraw">): Result<ConsentEvent> {
	const found = findCase(acting, input.caseId);
	if (!found.ok) return found;
	const state = consentState(acting, input.caseId).state;
	if (state !== "given" && found.value.consented === 0) return fail("nothing-to-withdraw");
	return acting.store.write(() => {
		const draft = draftOf(found.value);
		draft.properties.delete(verifiedProperty);
		const record = saveCase(acting, draft, found.value);
		const id = append(acting, record, {
			kind: "withdrawn",
			channel: input.channel,
			statementId: null,
			witness: input.note ?? null,
		});
		return ok(consentEvent(acting, id));
	});
}

/** The proof record of an answer given while a case is written; returns its id. Call inside that transaction. */
export function putConsentOnRecord(
	acting: Acting,
	record: CaseRecord,
	consent: {
		answer: "yes" | "no";
		channel: ConsentChannel;
		statementId?: string;
		witness?: string;
		how?: ConsentWay;
		/** File and row, or message id. */
		source?: string | null;
	},
): string {
	return append(acting, record, {
		kind: consent.answer === "yes" ? "given" : "declined",
		channel: consent.channel,
		statementId: consent.statementId ?? null,
		witness: consent.witness || null,
		how: consent.how,
		source: consent.source ?? null,
	});
}

/** The flag was cleared by hand or by another road: that is a withdrawal on record too. */
export function putWithdrawalOnRecord(acting: Acting, record: CaseRecord, channel: ConsentChannel): void {
	append(acting, record, { kind: "withdrawn", channel, statementId: null, witness: null });
}

function append(
	acting: Acting,
	record: CaseRecord,
	answer: {
		kind: "given" | "declined" | "withdrawn";
		channel: ConsentChannel;
		statementId: string | null;
		witness: string | null;
		how?: ConsentWay;
		source?: string | null;
	},
): string {
	const id = appendConsentEvent(acting, {
		caseId: record.id,
		digits: entryDigits({ phone: record.phone, active: true }),
		...answer,
		source: answer.source ?? null,
	});
	recordAudit(acting, {
		action: `consent.${answer.kind}`,
		subject: { kind: "case", id: record.id },
		details: { channel: answer.channel },
	});
	acting.store.announce({ type: "changed", topics: ["consent", "cases"], ids: [record.id] });
	return id;
}
