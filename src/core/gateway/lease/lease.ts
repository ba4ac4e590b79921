import { hostname } from "node:os";
import { isAlive, newId } from "../../ground/index.ts";
import type { Store } from "../../storage/index.ts";

interface LeaseRow {
	owner: string;
	pid: number;
	host: string;
	beat: number;
}

/**
 * The right to run the gateways, which one process in the office has at a time. The owner moves a counter; one whose counter stands
 * still for `leaseMs` of the onlooker's own steady clock, or whose process is gone, is taken for dead. No wall clock is believed.
 */
export interface Lease {
	/** Takes or renews it. True while it is ours. */
	hold(): boolean;
	/** Whether the database says it is ours; for use inside a transaction. */
	isOurs(): boolean;
	giveBack(): void;
}

const select = "SELECT owner, pid, host, beat FROM gateway_lease WHERE id = 1";

export function makeLease(store: Store, upMs: () => number, leaseMs: number): Lease {
	const me = newId();
	const here = hostname();
	let seen: { owner: string; beat: number; sinceMs: number } | null = null;

	const looksDead = (row: LeaseRow): boolean => {
		if (row.host === here && row.pid !== process.pid && !isAlive(row.pid)) return true;
		if (!seen || seen.owner !== row.owner || seen.beat !== row.beat) {
			seen = { owner: row.owner, beat: row.beat, sinceMs: upMs() };
			return false;
		}
		return upMs() - seen.sinceMs >= leaseMs;
	};

	return {
		hold() {
			const before = store.prepare<LeaseRow>(select).get();
			if (before && before.owner !== me && !looksDead(before)) return false;
			return store.write(() => {
				const now = store.prepare<LeaseRow>(select).get();
				// Somebody else was quicker, or the owner has moved after all.
				if (now?.owner !== before?.owner || now?.beat !== before?.beat) return false;
				store
					.prepare(
						`INSERT INTO gateway_lease (id, owner, pid, host, beat) VALUES (1, ?, ?, ?, 1)
						 ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, pid = excluded.pid, host = excluded.host, beat = beat + 1`,
					)
					.run(me, process.pid, here);
				return true;
			});
		},
		isOurs: () => store.prepare<LeaseRow>(select).get()?.owner === me,
		giveBack() {
			store.prepare("DELETE FROM gateway_lease WHERE id = 1 AND owner = ?").run(me);
		},
	};
}

/** Whether some process seems to run the gateways; a dead one on this machine does not count. */
export function leaseIsHeld(store: Store): boolean {
	const row = store.prepare<LeaseRow>(select).get();
	return row !== undefined && (row.host !== hostname() || isAlive(row.pid));
}
