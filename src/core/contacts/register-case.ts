import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { recordAudit } from "../audit/index.ts";
import type { ConsentChannel, ConsentWay } from "../consent/api.ts";
import { statementFor } from "../consent/index.ts";
import { fail, newIdInOrder, ok, type Result } from "../ground/index.ts";
import { parseNumber } from "../phone-numbers/index.ts";
import type { CaseView } from "./api.ts";
import {
	type CaseRecord,
	checkPropertyNames,
	isYes,
	longestName,
	oneLine,
	phoneProperty,
	verifiedProperty,
} from "./case-record.ts";
import { caseView } from "./case-view.ts";
import { noteDuplicates } from "./duplicates/find-duplicates.ts";
import { putConsentOnRecord } from "./record-consent.ts";
import { saveCase } from "./save-case.ts";

/** Name of a case without one, so that texts can still be sent (commcare-behaviour §1.3). */
const unnamed = "unknown";

/**
 * Registers a person as a case: number understood with the project's country, the consent answer put on record with the wording shown,
 * one transaction with the audit line. The same `clientKey` again gives the same case.
 * Problems: `name-too-long`, `external-id-too-long`, `bad-property-name`, `reserved-property-name`, those of `parseNumber`, `statement-not-found`.
 */
export function registerCase(acting: Acting, input: ParsedInputOf<"cases.register">): Result<CaseView> {
	const registered = registerRecord(acting, input);
	return registered.ok ? ok(caseView(acting, registered.value)) : registered;
}

/** What stands behind a flag that came with a sheet: who asked, when and how, and in which row it stands. */
export interface FlagProof {
	channel: ConsentChannel;
	witness?: string;
	how?: ConsentWay;
	source: string;
}

/** As `registerCase`, for whoever registers many and shows none. `proof` is put on record for a flag among the properties. */
export function registerRecord(
	acting: Acting,
	input: ParsedInputOf<"cases.register">,
	proof: FlagProof | null = null,
	/** The number where it was understood before; then `phone` is not looked at. */
	digits?: string,
): Result<CaseRecord> {
	const earlier = input.clientKey ? caseOfRequest(acting, input.clientKey) : undefined;
	if (earlier) return ok(earlier);

	const name = oneLine(input.name) || unnamed;
	if (name.length > longestName)
		return fail("name-too-long", { field: "name", details: { longest: longestName, length: name.length } });
	const externalId = oneLine(input.externalId ?? "");
	if (externalId.length > longestName)
		return fail("external-id-too-long", { field: "externalId", details: { longest: longestName } });
	const names = checkPropertyNames(input.properties);
	if (!names.ok) return names;
	const properties = new Map(
		input.properties.filter(({ value }) => value !== "").map(({ name: property, value }) => [property, value]),
	);
	const number = digits ? ok(digits) : readPhone(acting, input.phone || properties.get(phoneProperty) || "", input);
	if (!number.ok) return number;
	if (number.value) properties.set(phoneProperty, number.value);
	if (input.consent) properties.delete(verifiedProperty);
	if (input.consent?.answer === "yes") properties.set(verifiedProperty, "1");

	return acting.store.write(() => {
		const record = saveCase(
			acting,
			{
				id: newIdInOrder(acting.clock),
				type: oneLine(input.type),
				name,
				externalId: externalId || null,
				owner: input.owner || null,
				properties,
				closedAt: null,
				clientKey: input.clientKey ?? null,
			},
			null,
		);
		recordAudit(acting, {
			action: "case.registered",
			subject: { kind: "case", id: record.id },
			details: { type: record.case_type },
		});
		if (input.consent) {
			const statement = statementFor(acting, properties.get("language_code") ?? acting.project.languages[0] ?? "en");
			if (!statement.ok) return statement;
			putConsentOnRecord(acting, record, {
				...input.consent,
				statementId: input.consent.statementId ?? statement.value.id,
			});
		} else if (isYes(properties.get(verifiedProperty))) {
			putConsentOnRecord(acting, record, { answer: "yes", channel: "staff", ...proof });
		}
		noteDuplicates(acting, record, "name-and-number");
		return ok(record);
	});
}

/** Digits to store for a number as typed, `null` for none. A number that is possible but not assigned needs a person's word. */
export function readPhone(
	acting: Acting,
	raw: string,
	how: { country?: string; acceptDoubtful: boolean },
): Result<string | null> {
	if (raw.trim() === "") return ok(null);
	const parsed = parseNumber(raw, how.country || acting.project.country);
	if (parsed.digits === null) return fail(parsed.problem ?? "not-a-number", { field: "phone" });
	if (parsed.problem === "doubtful-number" && !how.acceptDoubtful)
		return fail("doubtful-number", { field: "phone", details: { shown: parsed.shown ?? "" } });
	return ok(parsed.digits);
}

function caseOfRequest(acting: Acting, clientKey: string): CaseRecord | undefined {
	return acting.store
		.prepare<CaseRecord>("SELECT * FROM contact_case WHERE project_id = ? AND client_key = ?")
		.get(acting.project.id, clientKey);
}
