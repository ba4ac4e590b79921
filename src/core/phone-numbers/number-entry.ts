import type { Acting } from "../api/acting.ts";
import { instant } from "../ground/index.ts";
import type { NumberState } from "./api.ts";
import { lenientDigits } from "./clean-number.ts";

/** What the number room must know of a contact to keep its entry right. */
export interface EntryFacts {
	kind: "case" | "worker";
	/** Id of the case, username of the worker. */
	id: string;
	projectId: string;
	/** As stored on the contact; may be anything. */
	phone: string;
	/** Open and not deleted, or an active worker. */
	active: boolean;
	/** `contact_phone_number_is_verified` is exactly 1. */
	verified: boolean;
	gatewayName: string | null;
	/** Rises with each change of the contact. */
	revision: number;
	/** Nobody has heard of the contact before: it has no entry yet. */
	isNew?: boolean;
}

/** A contact whose number state changed, for its room to show. */
export interface StateChange {
	kind: "case" | "worker";
	id: string;
	state: NumberState;
	/** True where somebody else's number was freed and came to this contact. */
	freed?: boolean;
}

export interface EntryRow {
	id: number;
	project_id: string;
	owner_kind: "case" | "worker";
	owner_id: string;
	digits: string;
	gateway_name: string | null;
	verified: number;
	pending: number;
	two_way: number;
	waits_for_two_way: number;
	contact_revision: number;
}

/** Digits a case can be texted at, or null: open, digits only after cleaning, not `0` (commcare-behaviour §1.3). */
export function entryDigits(facts: Pick<EntryFacts, "phone" | "active">): string | null {
	const digits = facts.active ? lenientDigits(facts.phone) : null;
	return digits === null || /^0+$/.test(digits) ? null : digits;
}

/**
 * Brings a case's one number entry in line with the case (commcare-behaviour §1.3, sync algorithm; same order). A number that is
 * freed goes to the oldest contact that waits for it. Call inside the transaction that changed the case.
 * Returns every contact whose state changed, this one included.
 */
export function syncCaseNumber(acting: Acting, facts: EntryFacts): StateChange[] {
	const { store } = acting;
	const owned = facts.isNew
		? []
		: store
				.prepare<EntryRow>("SELECT * FROM phone_entry WHERE owner_kind = ? AND owner_id = ?")
				.all(facts.kind, facts.id);
	let entry = owned.length === 1 ? owned[0] : undefined;
	const freed: string[] = [];
	const remove = (row: EntryRow) => {
		store.prepare("DELETE FROM phone_entry WHERE id = ?").run(row.id);
		if (row.two_way || row.pending) freed.push(row.digits);
	};
	if (owned.length > 1) for (const row of owned) remove(row);
	if (entry && entry.contact_revision >= facts.revision) return [];

	const digits = entryDigits(facts);
	const qualifies = facts.verified && digits !== null && digits.length > 3;
	if (entry && stands(entry, facts, digits, qualifies))
		return [{ kind: facts.kind, id: facts.id, state: qualifies ? "two-way" : "one-way" }];
	if (entry && entry.digits !== digits) {
		remove(entry);
		entry = undefined;
	}
	let state: NumberState = "none";
	if (digits !== null) {
		if (entry) {
			store
				.prepare("UPDATE phone_entry SET gateway_name = ?, contact_revision = ? WHERE id = ?")
				.run(facts.gatewayName, facts.revision, entry.id);
			state = qualifies ? takeTwoWay(acting, facts, digits) : stayOneWay(acting, facts, digits, entry, freed);
		} else state = addEntry(acting, facts, digits, qualifies);
	}
	const changes: StateChange[] = [{ kind: facts.kind, id: facts.id, state }];
	for (const number of freed) changes.push(...giveToOldestWaiting(acting, number));
	return changes;
}

/** Is the entry already as the case wants it? Most changes of a case are not about its number. */
function stands(entry: EntryRow, facts: EntryFacts, digits: string | null, qualifies: boolean): boolean {
	const { verified, pending, two_way, waits_for_two_way } = entry;
	const wanted = qualifies ? 1 : 0;
	return (
		entry.digits === digits &&
		entry.gateway_name === facts.gatewayName &&
		[verified, two_way].every((flag) => flag === wanted) &&
		pending + waits_for_two_way === 0
	);
}

function addEntry({ store, clock }: Acting, facts: EntryFacts, digits: string, qualifies: boolean): NumberState {
	const isTaken = qualifies && reservationOf(store, digits) !== undefined;
	const twoWay = qualifies && !isTaken ? 1 : 0;
	store
		.prepare(
			`INSERT INTO phone_entry (project_id, owner_kind, owner_id, digits, gateway_name, verified, two_way, waits_for_two_way, contact_revision, created_at)
			 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		)
		.run(
			facts.projectId,
			facts.kind,
			facts.id,
			digits,
			facts.gatewayName,
			twoWay,
			twoWay,
			isTaken ? 1 : 0,
			facts.revision,
			instant(clock),
		);
	return twoWay ? "two-way" : "one-way";
}

function takeTwoWay({ store }: Acting, facts: EntryFacts, digits: string): NumberState {
	const holder = reservationOf(store, digits);
	const mine = holder?.owner_kind === facts.kind && holder.owner_id === facts.id;
	const free = !holder || mine;
	store
		.prepare(
			"UPDATE phone_entry SET two_way = ?, verified = ?, pending = 0, waits_for_two_way = ? WHERE owner_kind = ? AND owner_id = ? AND digits = ?",
		)
		.run(free ? 1 : 0, free ? 1 : 0, free ? 0 : 1, facts.kind, facts.id, digits);
	return free ? "two-way" : "one-way";
}

function stayOneWay(
	{ store }: Acting,
	facts: EntryFacts,
	digits: string,
	before: EntryRow | undefined,
	freed: string[],
): NumberState {
	store
		.prepare(
			"UPDATE phone_entry SET two_way = 0, verified = 0, pending = 0, waits_for_two_way = 0 WHERE owner_kind = ? AND owner_id = ? AND digits = ?",
		)
		.run(facts.kind, facts.id, digits);
	if (before && (before.two_way || before.pending)) freed.push(digits);
	return "one-way";
}

/** On release, the oldest contact that qualifies and waits becomes two-way (commcare-behaviour §1.3, recommended). */
export function giveToOldestWaiting({ store }: Acting, digits: string): StateChange[] {
	if (reservationOf(store, digits)) return [];
	const next = store
		.prepare<EntryRow>("SELECT * FROM phone_entry WHERE digits = ? AND waits_for_two_way = 1 ORDER BY id LIMIT 1")
		.get(digits);
	if (!next) return [];
	store.prepare("UPDATE phone_entry SET two_way = 1, verified = 1, waits_for_two_way = 0 WHERE id = ?").run(next.id);
	return [{ kind: next.owner_kind, id: next.owner_id, state: "two-way", freed: true }];
}

export function reservationOf(store: Acting["store"], digits: string): EntryRow | undefined {
	return store
		.prepare<EntryRow>("SELECT * FROM phone_entry WHERE digits = ? AND (two_way = 1 OR pending = 1)")
		.get(digits);
}
