import type { Store } from "../storage/index.ts";

/** Where HQ keeps things of one kind by their ids, in the order they came. A `Map` is one that forgets. */
export interface Shelf<Thing> {
	get(id: string): Thing | undefined;
	has(id: string): boolean;
	set(id: string, thing: Thing): unknown;
	delete(id: string): boolean;
	keys(): Iterable<string>;
	values(): Iterable<Thing>;
	readonly size: number;
}

/** One that lies in the practice office's own database, so that practice goes on where it stood. */
export function storedShelf<Thing>(store: Store, kind: "case" | "user" | "form"): Shelf<Thing> {
	const read = (row: { body: string } | undefined) => (row ? (JSON.parse(row.body) as Thing) : undefined);
	const find = (id: string) =>
		store.prepare<{ body: string }>("SELECT body FROM practice_hq_record WHERE kind = ? AND id = ?").get(kind, id);
	const all = () =>
		store
			.prepare<{ id: string; body: string }>("SELECT id, body FROM practice_hq_record WHERE kind = ? ORDER BY rowid")
			.all(kind);
	return {
		get: (id) => read(find(id)),
		has: (id) => find(id) !== undefined,
		set: (id, thing) =>
			store
				.prepare(
					"INSERT INTO practice_hq_record (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
				)
				.run(kind, id, JSON.stringify(thing)),
		delete: (id) => store.prepare("DELETE FROM practice_hq_record WHERE kind = ? AND id = ?").run(kind, id).changes > 0,
		keys: () => all().map((row) => row.id),
		values: () => all().map((row) => JSON.parse(row.body) as Thing),
		get size() {
			return store.prepare<{ n: number }>("SELECT COUNT(*) n FROM practice_hq_record WHERE kind = ?").get(kind)?.n ?? 0;
		},
	};
}
