import type { Acting } from "../api/acting.ts";
import type { ConsentState } from "../consent/api.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { NumberState } from "../phone-numbers/api.ts";

/** A case as it stands in the database. */
export interface CaseRecord {
	seq: number;
	id: string;
	project_id: string;
	case_type: string;
	name: string;
	external_id: string | null;
	owner: string | null;
	phone: string;
	consented: number;
	/** By the newest consent record; kept by the database itself. */
	consent_state: ConsentState;
	number_state: NumberState;
	/** JSON object of text. */
	properties: string;
	client_key: string | null;
	opened_at: string;
	modified_at: string;
	revision: number;
	closed_at: string | null;
	deleted_at: string | null;
}

/** Longest name and external id that HQ takes (commcare-behaviour §5.5). */
export const longestName = 255;

/** The pages' own property names. */
export const phoneProperty = "contact_phone_number";
export const verifiedProperty = "contact_phone_number_is_verified";

/** A case of the acting project. Problem `case-not-found`. */
export function findCase(acting: Acting, id: string): Result<CaseRecord> {
	const row = acting.store
		.prepare<CaseRecord>("SELECT * FROM contact_case WHERE id = ? AND project_id = ? AND deleted_at IS NULL")
		.get(id, acting.project.id);
	return row ? ok(row) : fail("case-not-found", { field: "id" });
}

/** What a list says of somebody's consent. A flag that came without a record, such as with data of HQ, counts as given. */
export function shownConsent(record: Pick<CaseRecord, "consented" | "consent_state">): ConsentState {
	return record.consented === 1 ? "given" : record.consent_state;
}

export function propertiesOf(record: Pick<CaseRecord, "properties">): Map<string, string> {
	const parsed: unknown = JSON.parse(record.properties);
	if (typeof parsed !== "object" || parsed === null) return new Map();
	return new Map(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}

/** Exactly `1` is yes; `0`, `no` and anything else is not (commcare-behaviour §1.3, a deliberate difference from HQ). */
export function isYes(value: string | undefined): boolean {
	return value?.trim() === "1";
}

/** Blank or `0`; anything else that is not yes either says neither to Outpost, and counts as verified on HQ. */
export function isNo(value: string | undefined): boolean {
	return ["", "0"].includes(value?.trim() ?? "");
}

const taken = new Set([
	"type",
	"closed",
	"parent_ref",
	"case_id",
	"case_type",
	"owner_id",
	"owner_name",
	"name",
	"external_id",
	"date_opened",
	"last_modified",
]);

/** Refuses names that HQ could not take as a case property: `bad-property-name`, `reserved-property-name`. */
export function checkPropertyNames(properties: readonly { name: string }[]): Result<undefined> {
	for (const { name } of properties) {
		if (!/^[A-Za-z][A-Za-z0-9_-]{0,254}$/.test(name))
			return fail("bad-property-name", { field: "properties", details: { name: name.slice(0, 60) } });
		if (taken.has(name)) return fail("reserved-property-name", { field: "properties", details: { name } });
	}
	return ok();
}

/** Signs that turn the direction of what follows: nobody means them in a name, and in a sentence they turn it round. */
const turningSigns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text as people meant it: control characters become spaces, signs of direction go; nothing else is touched. */
export function oneLine(text: string): string {
	return text
		.replace(turningSigns, "")
		.replace(/\p{Cc}+/gu, " ")
		.trim();
}
