import type { Acting } from "../api/acting.ts";
import { findWorker, type ReceivedWorker, receiveWorker } from "../contacts/index.ts";
import { compareSides, lastThere, type Received, remember } from "./both-sides.ts";
import { requeue } from "./collect.ts";
import { differences, type Flat, readFlat } from "./flat.ts";
import type { HqUser } from "./hq-answers.ts";
import { copyOfOurs, ofContact } from "./ours.ts";
import { noteTaken } from "./taken-numbers.ts";
import { flatOfTheirWorker, shortUsername } from "./worker-flat.ts";

/**
 * Takes in HQ's copy of a mobile worker, known by its username: compared field by field as a case is, the numbers as one list. A change of ours
 * that may have reached HQ and stands there counts as arrived. Inside a transaction.
 */
export function receiveHqWorker(acting: Acting, user: HqUser): Received {
	const { store } = acting;
	const { flat, silent } = flatOfTheirWorker(user);
	const username = shortUsername(user.username);
	const found = findWorker(acting, username);
	noteTaken(
		acting,
		{ kind: "worker", hqId: user.id, name: username, ourId: found.ok ? found.value.id : null },
		(flat.get("@numbers") ?? "").split(" ").filter(Boolean),
	);
	if (!found.ok) {
		const made = receiveWorker(acting, asReceivedWorker(username, flat));
		if (!made) return "same";
		const contact = { kind: "worker", id: made.id } as const;
		remember(acting, { contact, hqId: user.id, flat, at: null });
		requeue(acting, contact);
		return "taken";
	}
	const contact = { kind: "worker", id: found.value.id } as const;
	// An account that was deleted there and made anew has another id.
	store
		.prepare(
			"UPDATE hq_contact SET hq_id = NULL WHERE project_id = ? AND kind = 'worker' AND hq_id = ? AND contact_id <> ?",
		)
		.run(acting.project.id, user.id, contact.id);
	const known = lastThere(acting, contact);
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
		leftAside: silent,
		take: (fields) => receiveWorker(acting, asReceivedWorker(username, fields)),
	});
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
