import type { Acting } from "../api/acting.ts";
import { readFlat, withSets, writeFlat } from "./flat.ts";
import type { Verdict } from "./line/sort-answer.ts";
import { asSent } from "./on-the-way.ts";
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
	store.prepare("DELETE FROM hq_form WHERE id = ?").run(form.id);
	if (verdict.as === "done") {
		for (const item of items) noteThere(acting, item, form.owner);
		store.prepare("DELETE FROM hq_item WHERE id IN (SELECT value FROM json_each(?))").run(idsOf(form));
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

/** HQ holds what the change of a worker set, and the change is done with. Inside a transaction. */
export function arrived(acting: Acting, item: ItemRow): void {
	noteThere(acting, item, null);
	acting.store.prepare("DELETE FROM hq_item WHERE id = ?").run(item.id);
}

/** HQ's copy is known to hold what was sent. What is queued beyond it stays, and where nothing is, it is written once. */
function noteThere({ store }: Acting, item: ItemRow, owner: string | null): void {
	const known = store
		.prepare<{ there: string | null; queued: string | null }>(
			"SELECT there, coalesce(queued, there) queued FROM hq_contact WHERE number = ?",
		)
		.get(item.contact);
	const sets = asSent(item, owner);
	const there = writeFlat(withSets(readFlat(known?.there ?? null), sets));
	const isAll = known?.queued === item.sets;
	store
		.prepare("UPDATE hq_contact SET there = :there, queued = nullif(:queued, :there) WHERE number = :contact")
		.run({ there, queued: isAll ? there : (known?.queued ?? null), contact: item.contact });
}
