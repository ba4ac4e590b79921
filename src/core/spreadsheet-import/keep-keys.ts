import type { Acting } from "../api/acting.ts";
import { type BatchRecord, planOf } from "./batch-record.ts";
import { hashesOf, type KeyedRow, keepKey } from "./row-keys.ts";
import { Stride } from "./stride.ts";

/** Rows that are read at once. */
const atOnce = 500;
/** More than a sheet can have (2^21), so that a key of 32 bits and its row fit into one exact number. */
const perKey = 2_097_152;
/** Put in order one after the other: all at once would hold the thread. */
const parts = 16;

/**
 * Keeps the keys of all rows of an import, once, when the first of them is corrected: most imports need none, and to keep them while rows are checked
 * would take half as long again. They are written in their own order, so that each page of the index is written once.
 */
export async function keepKeys({ store, clock }: Acting, batch: BatchRecord): Promise<void> {
	const kept = store.prepare<{ keyed: number }>("SELECT keyed FROM import_batch WHERE seq = ?").get(batch.seq);
	if (kept?.keyed) return;
	const long = store.longWork();
	const stride = new Stride(clock);
	try {
		for (const part of await gathered()) {
			const keys = Float64Array.from(part).sort();
			for (let at = 0; at < keys.length; ) {
				stride.begin();
				long.write(() => {
					do {
						const key = keys[at++] ?? 0;
						keepKey(store, batch.seq, Math.floor(key / perKey), key % perKey);
					} while (at < keys.length && stride.goesOn());
				});
				stride.end();
				await long.rest();
			}
		}
	} finally {
		await long.end();
	}
	store.write(() => store.prepare("UPDATE import_batch SET keyed = 1 WHERE seq = ?").run(batch.seq));

	async function gathered(): Promise<number[][]> {
		const plan = planOf(batch);
		const some = store.prepare<KeyedRow>(
			`SELECT row, cells, problems, takes, target FROM import_row WHERE batch = ? AND row > ? ORDER BY row LIMIT ${atOnce}`,
		);
		const all = Array.from({ length: parts }, (): number[] => []);
		for (let after = 0; ; ) {
			const rows = some.all(batch.seq, after);
			for (const row of rows)
				for (const hash of hashesOf(plan, row))
					all[Math.floor((hash * parts) / 2 ** 32)]?.push(hash * perKey + row.row);
			const last = rows.at(-1);
			if (!last) return all;
			after = last.row;
			await long.rest();
		}
	}
}
