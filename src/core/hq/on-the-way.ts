import type { Acting } from "../api/acting.ts";
import { type Flat, readFlat } from "./flat.ts";
import type { Contact } from "./ours.ts";

/** Changes that are in a form which HQ has not answered, in SQL: their ids. Few, since forms are made shortly before they are sent. */
export const onTheWay = "SELECT n.value FROM hq_form f, json_each(f.items) n";

/** What a change sets once it is in a form: one that makes a case has an owner, whom HQ's copy will name. */
export function asSent({ change, sets }: { change: string; sets: string }, owner: string | null): Flat {
	const flat: Flat = readFlat(sets) ?? new Map();
	if (change === "create" && owner !== null && !flat.get("@owner")) flat.set("@owner", owner);
	return flat;
}

/** The cases of which something goes to HQ at this moment, by their ids here. */
export function casesOnTheWay({ store }: Pick<Acting, "store">): Set<string> {
	const rows = store
		.prepare<{ id: string }>(`SELECT contact_id id FROM hq_item WHERE kind = 'case' AND id IN (${onTheWay})`)
		.all();
	return new Set(rows.map(({ id }) => id));
}

/** What goes to HQ of a contact at this moment, in order. */
export function setsOnTheWay({ store }: Pick<Acting, "store">, { kind, id }: Contact): Flat[] {
	return store
		.prepare<{ change: string; sets: string; owner: string | null }>(
			`SELECT i.change, i.sets, f.owner FROM hq_form f, json_each(f.items) n JOIN hq_item i ON i.id = n.value
			 WHERE i.kind = ? AND i.contact_id = ? ORDER BY i.id`,
		)
		.all(kind, id)
		.map((item) => asSent(item, item.owner));
}
