import type { Acting } from "../api/acting.ts";
import { instant } from "../ground/index.ts";
import { giveToOldestWaiting, reservationOf, type StateChange } from "./number-entry.ts";

/** A mobile worker as the number room knows it. */
export interface EntryOwner {
	/** Id of the worker, not its username. */
	id: string;
	projectId: string;
}

const ofWorker = "owner_kind = 'worker' AND owner_id = ? AND digits = ?";

/** Gives a worker's number its one-way entry; one that is there stays as it is, verified or not (commcare-behaviour §1.4). */
export function addWorkerEntry(acting: Acting, owner: EntryOwner, digits: string): void {
	acting.store
		.prepare(
			`INSERT INTO phone_entry (project_id, owner_kind, owner_id, digits, contact_revision, created_at) VALUES (?, 'worker', ?, ?, 0, ?)
			 ON CONFLICT (owner_kind, owner_id, digits) DO NOTHING`,
		)
		.run(owner.projectId, owner.id, digits, instant(acting.clock));
}

/** Takes a worker's entry away, which frees the number at once. Returns whoever got it instead. */
export function removeWorkerEntry(acting: Acting, owner: EntryOwner, digits: string): StateChange[] {
	const before = reservationOf(acting.store, digits);
	acting.store.prepare(`DELETE FROM phone_entry WHERE ${ofWorker}`).run(owner.id, digits);
	giveUp(acting, owner, digits);
	const wasOwn = before?.owner_kind === "worker" && before.owner_id === owner.id;
	return wasOwn ? giveToOldestWaiting(acting, digits) : [];
}

/**
 * Reserves a worker's number while its answer is waited for. `in-use`: somebody else has reserved it. The index `one_reservation` stands
 * behind the question, so that a second process can't slip in between.
 */
export function reserveForVerification(
	{ store }: Acting,
	owner: EntryOwner,
	digits: string,
): "reserved" | "already-pending" | "already-verified" | "in-use" {
	const holder = reservationOf(store, digits);
	if (holder && (holder.owner_kind !== "worker" || holder.owner_id !== owner.id)) return "in-use";
	if (holder) return holder.two_way ? "already-verified" : "already-pending";
	store.prepare(`UPDATE phone_entry SET pending = 1 WHERE ${ofWorker}`).run(owner.id, digits);
	return "reserved";
}

/** The answer came: two-way and verified, and no longer pending. */
export function makeVerified({ store }: Acting, owner: EntryOwner, digits: string): void {
	store
		.prepare(`UPDATE phone_entry SET two_way = 1, verified = 1, pending = 0 WHERE ${ofWorker}`)
		.run(owner.id, digits);
}

/** A worker who registered by text holds the number two-way from the start. False where somebody else has reserved it; nothing is written then. */
export function addVerifiedEntry(acting: Acting, owner: EntryOwner, digits: string): boolean {
	if (reservationOf(acting.store, digits)) return false;
	addWorkerEntry(acting, owner, digits);
	makeVerified(acting, owner, digits);
	return true;
}

/** Whose answer a pending number waits for. */
export function pendingOwner(store: Acting["store"], digits: string): EntryOwner | null {
	const row = reservationOf(store, digits);
	return row?.pending && row.owner_kind === "worker" ? { id: row.owner_id, projectId: row.project_id } : null;
}

function giveUp({ store, clock }: Acting, owner: EntryOwner, digits: string): void {
	store
		.prepare(
			"UPDATE verification_request SET outcome = 'given-up', settled_at = ? WHERE owner_id = ? AND digits = ? AND outcome IS NULL",
		)
		.run(instant(clock), owner.id, digits);
}
