import type { Acting } from "../api/acting.ts";
import { isOptedOut } from "../consent/index.ts";
import { type CaseRecord, checkPropertyNames, oneLine, propertiesOf } from "../contacts/index.ts";
import { entryDigits } from "../phone-numbers/index.ts";
import type { HqCase } from "./hq-answers.ts";
import { mirrorOf } from "./mirror.ts";

/**
 * A case as a flat list of texts, so that two copies can be compared field by field. What is no case property has an `@` in front; what is
 * empty is not there. Without `@owner` nothing is said of who owns it.
 */
export type Flat = Map<string, string>;

export const attributes = ["@type", "@name", "@owner", "@externalId", "@closed"] as const;

/** A field as screens name it. */
export function shownField(field: string): string {
	return field.replace(/^@/, "");
}

export function readFlat(json: string | null): Flat | null {
	return json === null ? null : new Map(Object.entries(JSON.parse(json) as Record<string, string>));
}

export function writeFlat(flat: Flat): string {
	return JSON.stringify(Object.fromEntries(flat));
}

/** A case of ours, with what HQ is to see of its number and consent. One that was deleted here counts as closed. */
export function flatOfOurs(acting: Acting, record: CaseRecord): Flat {
	const flat = kept([
		["@type", record.case_type],
		["@name", record.name],
		["@owner", record.owner ?? ""],
		["@externalId", record.external_id ?? ""],
		["@closed", record.closed_at || record.deleted_at ? "1" : "0"],
		...propertiesOf(record),
	]);
	const mirror = mirrorOf(acting);
	const digits = entryDigits({ phone: record.phone, active: true });
	if (mirror.optOut && digits) flat.set(mirror.optOut, isOptedOut(acting.store, digits) ? "1" : "0");
	if (mirror.consent) flat.set(mirror.consent, record.consent_state);
	if (mirror.verification) flat.set(mirror.verification, record.number_state);
	return flat;
}

/** A case of HQ; properties that could not stand on a case here are left aside. `ownerName` finds the name behind an id. */
export function flatOfTheirs(there: HqCase, ownerName: (id: string) => string): Flat {
	return kept([
		["@type", there.case_type],
		["@name", oneLine(there.case_name) || "unknown"],
		["@owner", there.owner_id ? ownerName(there.owner_id) : ""],
		["@externalId", there.external_id ?? ""],
		["@closed", there.closed ? "1" : "0"],
		...Object.entries(there.properties).filter(([name]) => checkPropertyNames([{ name }]).ok),
	]);
}

/** What has to be set to make `before` into `after`; an empty text where something went away. */
export function differences(before: Flat | null, after: Flat): Flat {
	const sets: Flat = new Map();
	for (const [field, value] of after) if ((before?.get(field) ?? "") !== value) sets.set(field, value);
	for (const field of before?.keys() ?? []) if (!after.has(field) && field !== "@owner") sets.set(field, "");
	return sets;
}

export function withSets(before: Flat | null, sets: Flat): Flat {
	return kept([...(before ?? []), ...sets]);
}

function kept(pairs: Iterable<readonly [string, string]>): Flat {
	const flat: Flat = new Map();
	for (const [field, value] of pairs) {
		if (value === "") flat.delete(field);
		else flat.set(field, value);
	}
	return flat;
}
