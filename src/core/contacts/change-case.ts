import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { lenientDigits } from "../phone-numbers/index.ts";
import type { CaseView } from "./api.ts";
import {
	type CaseRecord,
	checkPropertyNames,
	findCase,
	isYes,
	longestName,
	oneLine,
	phoneProperty,
	verifiedProperty,
} from "./case-record.ts";
import { caseView } from "./case-view.ts";
import { putConsentOnRecord, putWithdrawalOnRecord } from "./record-consent.ts";
import { type FlagProof, readPhone } from "./register-case.ts";
import { draftOf, saveCase } from "./save-case.ts";

/**
 * Changes the named things of a case, and nothing else. `phone` is understood like at registration; a `contact_phone_number` among the
 * properties is only cleaned and kept even where no number can be made of it (the case then has none, and a warning).
 * Setting or clearing the verified flag by hand is a consent, or its withdrawal, recorded by the person signed in.
 * Problems: as `registerCase`, `case-not-found`, and `changed-meanwhile` where `revision` is given and older.
 */
export function changeCase(acting: Acting, input: ParsedInputOf<"cases.change">): Result<CaseView> {
	const changed = changeRecord(acting, input);
	return changed.ok ? ok(caseView(acting, changed.value)) : changed;
}

/** As `changeCase`, for whoever changes many and shows none. `proof` is put on record for a flag that is newly set. */
export function changeRecord(
	acting: Acting,
	input: ParsedInputOf<"cases.change">,
	proof: FlagProof | null = null,
): Result<CaseRecord> {
	const found = findCase(acting, input.id);
	if (!found.ok) return found;
	if (input.revision !== undefined && input.revision < found.value.revision) return fail("changed-meanwhile");
	const names = checkPropertyNames(input.properties);
	if (!names.ok) return names;
	const draft = draftOf(found.value);
	if (input.name !== undefined) draft.name = oneLine(input.name) || "unknown";
	if (input.type !== undefined) draft.type = oneLine(input.type);
	if (input.owner !== undefined) draft.owner = oneLine(input.owner) || null;
	if (input.externalId !== undefined) draft.externalId = oneLine(input.externalId) || null;
	if (draft.name.length > longestName)
		return fail("name-too-long", { field: "name", details: { longest: longestName, length: draft.name.length } });
	if ((draft.externalId?.length ?? 0) > longestName)
		return fail("external-id-too-long", { field: "externalId", details: { longest: longestName } });
	for (const { name, value } of input.properties) {
		const stored = name === phoneProperty ? (lenientDigits(value) ?? value) : value;
		if (stored === "") draft.properties.delete(name);
		else draft.properties.set(name, stored);
	}
	if (input.phone !== undefined) {
		const number = readPhone(acting, input.phone, input);
		if (!number.ok) return number;
		if (number.value === null) draft.properties.delete(phoneProperty);
		else draft.properties.set(phoneProperty, number.value);
	}

	return acting.store.write(() => {
		const record = saveCase(acting, draft, found.value);
		const fields = [
			...Object.keys(input).filter((key) => ["name", "type", "owner", "externalId", "phone"].includes(key)),
			...input.properties.map((p) => p.name),
		];
		recordAudit(acting, {
			action: "case.changed",
			subject: { kind: "case", id: record.id },
			details: { fields: fields.join(" ").slice(0, 120) },
		});
		const wasYes = found.value.consented === 1;
		const isNowYes = isYes(draft.properties.get(verifiedProperty));
		if (!wasYes && isNowYes) putConsentOnRecord(acting, record, { answer: "yes", channel: "staff", ...proof });
		if (wasYes && !isNowYes) putWithdrawalOnRecord(acting, record, "staff");
		return ok(record);
	});
}
