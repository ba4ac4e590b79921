import type { Store } from "../storage/index.ts";
import type { NumberState } from "./api.ts";

/** An entry of a number: who holds it, in which project, how far. */
export interface Holder {
	kind: "case" | "worker";
	id: string;
	projectId: string;
	state: NumberState;
}

export interface HolderRow {
	owner_kind: "case" | "worker";
	owner_id: string;
	project_id: string;
	two_way: number;
	pending: number;
}

/** Everyone who holds these digits, in any project; who holds it two-way first, then the oldest. */
export function holdersOf(store: Store, digits: string): Holder[] {
	return store
		.prepare<HolderRow>(
			"SELECT owner_kind, owner_id, project_id, two_way, pending FROM phone_entry WHERE digits = ? ORDER BY two_way DESC, pending DESC, id",
		)
		.all(digits)
		.map(asHolder);
}

/** Does anybody hold these digits but the contact of this id? */
export function isHeldByOthers(store: Store, digits: string, id: string): boolean {
	return (
		store.prepare("SELECT 1 FROM phone_entry WHERE digits = ? AND owner_id <> ? LIMIT 1").get(digits, id) !== undefined
	);
}

/** Does this case qualify for two-way and wait for somebody else to let its number go? */
export function waitsForNumber(store: Store, caseId: string): boolean {
	return (
		store
			.prepare("SELECT 1 FROM phone_entry WHERE owner_kind = 'case' AND owner_id = ? AND waits_for_two_way = 1")
			.get(caseId) !== undefined
	);
}

/** Who has reserved the number (two-way, or pending), if anyone. */
export function reserverOf(store: Store, digits: string): Holder | null {
	const first = holdersOf(store, digits)[0];
	return first && first.state !== "one-way" ? first : null;
}

export function asHolder(row: HolderRow): Holder {
	return {
		kind: row.owner_kind,
		id: row.owner_id,
		projectId: row.project_id,
		state: row.two_way ? "two-way" : row.pending ? "pending" : "one-way",
	};
}
