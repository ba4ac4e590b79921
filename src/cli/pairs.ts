import { misuse, type Outcome } from "./outcome.ts";

export interface Pair {
	name: string;
	value: string;
}

/** `K=V` words as pairs; the value is everything behind the first `=`. Misuse: `not-a-pair`. */
export function pairsOf(words: readonly string[]): Outcome<Pair[]> {
	const pairs: Pair[] = [];
	for (const word of words) {
		const at = word.indexOf("=");
		if (at < 1) return misuse("not-a-pair", { word: word.slice(0, 80) });
		pairs.push({ name: word.slice(0, at).trim(), value: word.slice(at + 1) });
	}
	return { ok: true, value: pairs };
}

/** Names under which a case's own fields stand among its properties, as an export and the importer write them. */
const fields = new Map<string, CaseField>([
	["name", "name"],
	["case_name", "name"],
	["external_id", "externalId"],
	["owner_id", "owner"],
	["owner", "owner"],
	["case_type", "type"],
	["type", "type"],
]);
export type CaseField = "name" | "externalId" | "owner" | "type";

/** Sorts `K=V` pairs into fields of the case and its properties. */
export function caseFields(pairs: readonly Pair[]): { fields: Partial<Record<CaseField, string>>; properties: Pair[] } {
	const sorted: { fields: Partial<Record<CaseField, string>>; properties: Pair[] } = { fields: {}, properties: [] };
	for (const pair of pairs) {
		const field = fields.get(pair.name);
		if (field) sorted.fields[field] = pair.value;
		else sorted.properties.push(pair);
	}
	return sorted;
}
