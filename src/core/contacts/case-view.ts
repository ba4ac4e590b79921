import type { Acting } from "../api/acting.ts";
import { consentState, isOptedOut, whyNotMessage } from "../consent/index.ts";
import type { ContactRef } from "../phone-numbers/api.ts";
import { entryDigits, reserverOf } from "../phone-numbers/index.ts";
import type { CaseView } from "./api.ts";
import { type CaseRecord, isNo, isYes, phoneProperty, propertiesOf, verifiedProperty } from "./case-record.ts";
import { contactRef } from "./contact-ref.ts";
import { whyDoubtful } from "./doubtful-value.ts";

/** A case as every host shows it, with what follows from it: number state, who is in the way, may it be texted. */
export function caseView(acting: Acting, record: CaseRecord): CaseView {
	const properties = propertiesOf(record);
	const digits = entryDigits({ phone: record.phone, active: record.closed_at === null });
	const inUseBy = digits && record.number_state !== "two-way" ? otherHolder(acting, digits, record.id) : null;
	return {
		id: record.id,
		project: acting.project.name,
		type: record.case_type,
		name: record.name,
		externalId: record.external_id,
		owner: record.owner,
		closed: record.closed_at !== null,
		openedAt: record.opened_at,
		modifiedAt: record.modified_at,
		properties: Object.fromEntries(properties),
		number: { digits, state: record.number_state, inUseBy },
		optedOut: digits !== null && isOptedOut(acting.store, digits),
		consent: consentState(acting, record.id),
		warnings: warningsOf(acting, record, properties, inUseBy),
		mayText: mayText(acting, record),
		revision: record.revision,
	};
}

/** May this case be texted now, and if not, why: the code that a send would be refused with. */
export function mayText(acting: Acting, record: CaseRecord): { allowed: boolean; code: string | null } {
	const code = whyNotText(acting, record);
	return { allowed: code === null, code };
}

export function whyNotText(acting: Acting, record: CaseRecord): string | null {
	if (record.closed_at !== null || record.deleted_at !== null) return "CONTACT_IS_INACTIVE";
	const digits = entryDigits({ phone: record.phone, active: true });
	if (digits === null || digits.length <= 3) return "NO_PHONE_NUMBER";
	return whyNotMessage(acting, { digits, kind: "case", caseId: record.id, verified: record.consented === 1 });
}

function otherHolder(acting: Acting, digits: string, caseId: string): ContactRef | null {
	const holder = reserverOf(acting.store, digits);
	return !holder || (holder.kind === "case" && holder.id === caseId) ? null : contactRef(acting, holder);
}

function warningsOf(
	acting: Acting,
	record: CaseRecord,
	properties: Map<string, string>,
	inUseBy: ContactRef | null,
): string[] {
	const warnings: string[] = [];
	const phone = properties.get(phoneProperty) ?? "";
	const digits = entryDigits({ phone, active: true });
	if (phone !== "" && (digits === null || digits.startsWith("0") || digits.length < 8 || digits.length > 15))
		warnings.push("unusable-number");
	if (inUseBy && record.consented === 1) warnings.push("number-in-use");
	const flag = properties.get(verifiedProperty);
	if (!isYes(flag) && !isNo(flag)) warnings.push("unrecognised-verified-value");
	for (const name of ["time_zone", "language_code", "commcare_email_address"]) {
		const doubt = whyDoubtful(acting, name, properties.get(name) ?? "");
		if (doubt !== null) warnings.push(doubt);
	}
	return warnings;
}
