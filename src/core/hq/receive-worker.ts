import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { findWorker, type ReceivedWorker, receiveWorker, type WorkerRecord, workerAnyhow } from "../contacts/index.ts";
import { compareSides, lastThere, type Received, remember } from "./both-sides.ts";
import { leaveUnsent, requeue } from "./collect.ts";
import { differences, type Flat, readFlat } from "./flat.ts";
import type { HqUser } from "./hq-answers.ts";
import { copyOfOurs, ofContact } from "./ours.ts";
import { noteTaken } from "./taken-numbers.ts";
import { flatOfTheirWorker, shortUsername } from "./worker-flat.ts";

/**
 * Whose account on HQ this is: the worker's of its username. Where nobody here has that, the one's whose account it was before: HQ gave it another
 * username, and the one here stays, since owners of cases, settings and sheets go by it.
 */
function workerOf(acting: Acting, user: HqUser): WorkerRecord | undefined {
	const found = findWorker(acting, shortUsername(user.username));
	if (found.ok) return found.value;
	const known = acting.store
		.prepare<{ contact_id: string }>(
			"SELECT contact_id FROM hq_contact WHERE project_id = ? AND kind = 'worker' AND hq_id = ?",
		)
		.get(acting.project.id, user.id);
	return known && workerAnyhow(acting, known.contact_id);
}

/** By which name the worker of this account owns cases here. */
export function nameHere(acting: Acting, user: HqUser): string {
	return workerOf(acting, user)?.username ?? shortUsername(user.username);
}

/**
 * Takes in HQ's copy of a mobile worker (`workerOf`): compared field by field as a case is, the numbers as one list. A change of ours
 * that may have reached HQ and stands there counts as arrived. Inside a transaction.
 */
export function receiveHqWorker(acting: Acting, user: HqUser): Received {
	const { store } = acting;
	const { flat, silent } = flatOfTheirWorker(user);
	const username = shortUsername(user.username);
	const worker = workerOf(acting, user);
	noteTaken(
		acting,
		{ kind: "worker", hqId: user.id, name: username, ourId: worker?.id ?? null },
		(flat.get("@numbers") ?? "").split(" ").filter(Boolean),
	);
	if (!worker) {
		const made = receiveWorker(acting, asReceivedWorker(username, flat));
		if (!made) return "same";
		const contact = { kind: "worker", id: made.id } as const;
		remember(acting, { contact, hqId: user.id, flat, at: null });
		requeue(acting, contact);
		return "taken";
	}
	const contact = { kind: "worker", id: worker.id } as const;
	// An account that was deleted there and made anew has another id.
	store
		.prepare(
			"UPDATE hq_contact SET hq_id = NULL WHERE project_id = ? AND kind = 'worker' AND hq_id = ? AND contact_id <> ?",
		)
		.run(acting.project.id, user.id, contact.id);
	const known = lastThere(acting, contact);
	if (worker.username !== username) noteOtherName(acting, worker, { there: username, before: known });
	for (const field of silent) if (known?.has(field)) flat.set(field, known.get(field) ?? "");
	const there = { contact, hqId: user.id, flat, at: null };
	const before = withArrived(acting, contact.id, known, flat);
	const ours = copyOfOurs(acting, contact)?.flat ?? new Map<string, string>();
	if (known && before && differences(known, flat).size === 0) {
		remember(acting, there);
		return "same";
	}
	return compareSides(acting, there, {
		before,
		ours,
		leftAside: new Set([...silent, "@username"]),
		take: (fields) => receiveWorker(acting, asReceivedWorker(worker.username, fields)),
	});
}

/** What the worker is called here is not HQ's to take, nor HQ's name ours; that they differ is put on record once. */
function noteOtherName(
	acting: Acting,
	{ id, username }: WorkerRecord,
	{ there, before }: { there: string; before: Flat | null },
): void {
	leaveUnsent(acting, { kind: "worker", id }, new Map([["@username", username]]));
	if (before?.get("@username") !== there)
		recordAudit(acting, { action: "worker.renamed-there", subject: { kind: "worker", id }, details: { there } });
}

/** HQ's username of this worker where it is another than here, else null. */
export function otherNameThere(acting: Acting, username: string): string | null {
	const found = findWorker(acting, username);
	const there = found.ok ? lastThere(acting, { kind: "worker", id: found.value.id })?.get("@username") : undefined;
	return !found.ok || there === undefined || there === found.value.username ? null : there;
}

/** HQ's copy as it was last known, with what was sent since and stands there as it was sent. */
function withArrived({ store }: Acting, id: string, known: Flat | null, there: Flat): Flat | null {
	let before = known;
	for (const { sets } of store
		.prepare<{ sets: string }>(`SELECT sets FROM hq_item WHERE ${ofContact} AND tries > 0 ORDER BY id`)
		.all("worker", id))
		for (const [field, value] of readFlat(sets) ?? [])
			if ((there.get(field) ?? "") === value) before = new Map(before ?? []).set(field, value);
	return before;
}

export function asReceivedWorker(username: string, flat: Flat): ReceivedWorker {
	return {
		username,
		firstName: flat.get("@firstName"),
		lastName: flat.get("@lastName"),
		email: flat.get("@email"),
		language: flat.get("@language"),
		numbers: flat.get("@numbers")?.split(" ").filter(Boolean),
	};
}
