import type { Acting } from "../../api/acting.ts";
import { instant } from "../../ground/index.ts";
import { entryDigits, isHeldByOthers } from "../../phone-numbers/index.ts";
import { type CaseRecord, findCase, propertiesOf } from "../case-record.ts";
import { caseView } from "../case-view.ts";
import { foldText } from "../fold-text.ts";
import type { PossibleDuplicate } from "./api.ts";

/** A phone that a whole village shares says nothing about who is who. */
const mostPairs = 10;

/**
 * Notes which open cases of the project may be the same person as this one. `number`: everybody with the same number, for somebody who registered
 * without a name; `name-and-number`: those with the same name as well, since families share phones. Call inside the transaction that wrote the case.
 */
export function noteDuplicates(acting: Acting, record: CaseRecord, why: PossibleDuplicate["why"]): void {
	const { store } = acting;
	const digits = entryDigits({ phone: record.phone, active: record.closed_at === null });
	// Mostly nobody else has the number, which its entries say soonest.
	if (digits === null || !isHeldByOthers(store, digits, record.id)) return;
	const name = foldText(record.name);
	const others = store
		.prepare<{ id: string; name: string; seq: number }>(
			`SELECT id, name, seq FROM contact_case INDEXED BY contact_case_phone WHERE phone = ? AND phone <> '' AND project_id = ? AND id <> ? AND deleted_at IS NULL AND closed_at IS NULL
			 ORDER BY seq LIMIT ?`,
		)
		.all(record.phone, acting.project.id, record.id, mostPairs);
	for (const other of others) {
		const same = foldText(other.name) === name && name !== "unknown";
		if (why === "name-and-number" && !same) continue;
		const [older, newer] = other.seq < record.seq ? [other.id, record.id] : [record.id, other.id];
		store
			.prepare(
				`INSERT OR IGNORE INTO possible_duplicate (project_id, older_id, newer_id, why, found_at) VALUES (?, ?, ?, ?, ?)`,
			)
			.run(acting.project.id, older, newer, same ? "name-and-number" : "number", instant(acting.clock));
	}
}

/** Pairs that nobody has decided about and that still share their number, oldest first. */
export function listDuplicates(acting: Acting, limit: number): PossibleDuplicate[] {
	const found: PossibleDuplicate[] = [];
	for (const row of acting.store
		.prepare<{ id: number; older_id: string; newer_id: string; why: PossibleDuplicate["why"]; found_at: string }>(
			"SELECT * FROM possible_duplicate WHERE project_id = ? AND settled_as IS NULL ORDER BY id",
		)
		.all(acting.project.id)) {
		const [one, other] = [findCase(acting, row.older_id), findCase(acting, row.newer_id)];
		if (!one.ok || !other.ok || one.value.closed_at !== null || other.value.closed_at !== null) continue;
		if (one.value.phone !== other.value.phone) continue;
		found.push({
			id: String(row.id),
			why: row.why,
			foundAt: row.found_at,
			one: caseView(acting, one.value),
			other: caseView(acting, other.value),
			differs: differences(one.value, other.value),
		});
		if (found.length >= limit) break;
	}
	return found;
}

function differences(one: CaseRecord, other: CaseRecord): string[] {
	const own = (
		[
			["name", one.name, other.name],
			["type", one.case_type, other.case_type],
			["owner", one.owner, other.owner],
			["externalId", one.external_id, other.external_id],
		] as const
	).flatMap(([name, a, b]) => (a === b ? [] : [name]));
	const [a, b] = [propertiesOf(one), propertiesOf(other)];
	const names = [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
	return [...own, ...names];
}
