import type { Acting } from "../api/acting.ts";
import type { Verdict } from "./line/sort-answer.ts";
import { countWaiting } from "./line-record.ts";
import { type Form, type ItemRow, park } from "./pack.ts";
import type { Round } from "./push.ts";

/** Failures of a form before it is put aside. */
export const mostErrors = 3;

/** As SQL takes it, in `json_each`. */
export function idsOf({ items }: Form): string {
	return JSON.stringify(items.map(({ id }) => id));
}

/** Writes down what became of a form. Inside a transaction. */
export function closeForm(round: Round, form: Form, verdict: Verdict): void {
	const { acting } = round;
	const { store } = acting;
	if (verdict.as === "error" && form.errors + 1 < mostErrors) {
		// Not again in this round.
		store.prepare("UPDATE hq_form SET errors = errors + 1 WHERE id = ?").run(form.id);
		return;
	}
	const { items } = form;
	// Another process took over meanwhile, and has settled it.
	if (store.prepare("DELETE FROM hq_form WHERE id = ?").run(form.id).changes === 0) return;
	if (verdict.as === "done") {
		noteThere(acting, idsOf(form), form.owner);
		store.prepare("DELETE FROM hq_item WHERE id IN (SELECT value FROM json_each(?))").run(idsOf(form));
		countWaiting(acting, -items.length);
		round.pushed += items.length;
	} else if (items.length > 1) {
		// HQ took nothing of it: each goes alone, and only the one that is at fault is put aside.
		store.prepare("UPDATE hq_item SET alone = 1 WHERE id IN (SELECT value FROM json_each(?))").run(idsOf(form));
	} else {
		const code = verdict.as === "refused" ? verdict.code : "hq-keeps-failing";
		for (const item of items) park(acting, item.id, code, { said: verdict.as === "refused" ? verdict.said : "500" });
		round.parked += items.length;
	}
}

/** A form was not taken, and it may not have been its fault: the next time the others go first. Inside a transaction. */
export function noteDoubt({ store }: Acting, { id }: Form): void {
	store.prepare(`UPDATE hq_form SET errors = min(errors + 1, ${mostErrors - 1}) WHERE id = ?`).run(id);
}

/** HQ holds what the change of a worker set, and the change is done with. Inside a transaction. */
export function arrived(acting: Acting, item: ItemRow): void {
	noteThere(acting, JSON.stringify([item.id]), null);
	if (acting.store.prepare("DELETE FROM hq_item WHERE id = ?").run(item.id).changes === 0) return;
	countWaiting(acting, -1);
}

/**
 * HQ's copies are known to hold what these changes set, of contacts that are each named once, and the owner whom a case was made with (`asSent`). What is
 * queued beyond that stays, and where nothing is, it is written once. An empty text, of what went away, is two quotes behind a colon in JSON and nowhere
 * else.
 */
function noteThere({ store }: Acting, items: string, owner: string | null): void {
	store
		.prepare(
			`UPDATE hq_contact SET there = now.there, queued = nullif(now.queued, now.there) FROM (
				SELECT number, json_patch(json_patch(there, made), sets) there, json_patch(made, queued) queued FROM (
					SELECT c.number, coalesce(c.there, '{}') there, c.queued, replace(i.sets, ':""', ':null') sets,
						iif(i.change = 'create' AND :owner IS NOT NULL, json_object('@owner', :owner), '{}') made
					FROM json_each(:items) n JOIN hq_item i ON i.id = n.value JOIN hq_contact c ON c.number = i.contact
				)
			) now WHERE hq_contact.number = now.number`,
		)
		.run({ items, owner });
}
