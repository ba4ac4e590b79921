import { hostname } from "node:os";
import { newId } from "../ground/index.ts";
import type { Store } from "./store.ts";

/** Who has it. `beat`: the counter that the owner moves. */
export interface LeaseRow {
	owner: string;
	pid: number;
	host: string;
	beat: number;
}

/** A right that one process of the office has at a time, kept in the one row of a table of its room. */
export interface Lease {
	/** Takes it where nobody lives who has it, or renews it. True while it is ours. */
	hold(): boolean;
	/** Moves the counter where it is ours, and takes nothing. */
	beat(): void;
	/** Whether the database says it is ours; for use inside a transaction too. */
	isOurs(): boolean;
	giveBack(): void;
}

type LeaseTable = `${string}_lease`;

export function leaseHolder(store: Store, table: LeaseTable): LeaseRow | undefined {
	return store.prepare<LeaseRow>(`SELECT owner, pid, host, beat FROM ${table} WHERE id = 1`).get();
}

/** `isDead`: what the room believes of whoever else has it, asked at each look. */
export function makeLease(store: Store, table: LeaseTable, isDead: (other: LeaseRow) => boolean): Lease {
	const me = newId();
	return {
		hold() {
			const before = leaseHolder(store, table);
			if (before && before.owner !== me && !isDead(before)) return false;
			return store.write(() => {
				const now = leaseHolder(store, table);
				// Somebody else was quicker, or the owner has moved after all.
				if (now?.owner !== before?.owner || now?.beat !== before?.beat) return false;
				store
					.prepare(
						`INSERT INTO ${table} (id, owner, pid, host, beat) VALUES (1, ?, ?, ?, 1)
						 ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, pid = excluded.pid, host = excluded.host, beat = beat + 1`,
					)
					.run(me, process.pid, hostname());
				return true;
			});
		},
		beat() {
			store.prepare(`UPDATE ${table} SET beat = beat + 1 WHERE id = 1 AND owner = ?`).run(me);
		},
		isOurs: () => leaseHolder(store, table)?.owner === me,
		giveBack() {
			store.prepare(`DELETE FROM ${table} WHERE id = 1 AND owner = ?`).run(me);
		},
	};
}
