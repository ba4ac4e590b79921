import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant } from "../ground/index.ts";
import { openConflicts, requeue } from "./collect.ts";
import { type Flat, readFlat, shownField, writeFlat } from "./flat.ts";
import { merge } from "./merge.ts";
import type { Contact } from "./ours.ts";

export type Received = "same" | "taken" | "conflict" | "later";

/** HQ's copy of a contact beside what is known of it. */
export interface There {
	contact: Contact;
	hqId: string;
	flat: Flat;
	/** When it was changed there, as HQ says. */
	at: string | null;
}

/** HQ's copy as it was last known; null where it never was. */
export function lastThere({ store }: Acting, { kind, id }: Contact): Flat | null {
	const known = store
		.prepare<{ there: string | null }>("SELECT there FROM hq_contact WHERE kind = ? AND contact_id = ?")
		.get(kind, id);
	return readFlat(known?.there ?? null);
}

/** Keeps HQ's copy, for the next time it is compared. */
export function remember({ store, project }: Acting, { contact, hqId, flat }: There): void {
	store
		.prepare(
			`INSERT INTO hq_contact (kind, contact_id, project_id, hq_id, there) VALUES (:kind, :id, :project, :hqId, :there)
			 ON CONFLICT (kind, contact_id) DO UPDATE SET there = excluded.there, queued = coalesce(queued, there), hq_id = excluded.hq_id`,
		)
		.run({ ...contact, project: project.id, hqId, there: writeFlat(flat) });
}

/**
 * Compares HQ's copy with ours and with what both were: what only HQ changed is taken, what both changed waits for a person or until both are the
 * same, what only we changed goes on waiting to be sent. Inside a transaction.
 */
export function compareSides(
	acting: Acting,
	there: There,
	sides: { before: Flat | null; ours: Flat; leftAside: ReadonlySet<string>; take(fields: Flat): void },
): Received {
	const { contact, flat } = there;
	const open = new Set(openConflicts(acting, contact));
	const { take, conflicts } = merge(sides.before, sides.ours, flat, { leftAside: sides.leftAside, open });
	for (const field of open)
		if (!conflicts.includes(field) && !sides.leftAside.has(field))
			acting.store
				.prepare("DELETE FROM hq_conflict WHERE kind = ? AND contact_id = ? AND field = ?")
				.run(contact.kind, contact.id, field);
	for (const field of conflicts) noteConflict(acting, there, field, sides.before?.get(field) ?? "");
	if (take.size > 0) sides.take(take);
	remember(acting, there);
	requeue(acting, contact);
	const isFound = conflicts.some((field) => !open.has(field));
	return isFound ? "conflict" : take.size > 0 ? "taken" : "same";
}

function noteConflict(acting: Acting, { contact, flat, at }: There, field: string, before: string): void {
	const { store, project } = acting;
	const { kind, id } = contact;
	const known = store
		.prepare("SELECT 1 FROM hq_conflict WHERE kind = ? AND contact_id = ? AND field = ?")
		.get(kind, id, field);
	store
		.prepare(
			`INSERT INTO hq_conflict (project_id, kind, contact_id, field, before, there, found_at, there_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			 ON CONFLICT (kind, contact_id, field) DO UPDATE SET there = excluded.there, there_at = excluded.there_at`,
		)
		.run(project.id, kind, id, field, before, flat.get(field) ?? "", instant(acting.clock), at);
	if (!known)
		recordAudit(acting, {
			action: "hq.conflict-found",
			subject: contact,
			details: { field: shownField(field) },
		});
	store.announce({ type: "changed", topics: ["hq"] });
}
