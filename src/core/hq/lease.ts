import { hostname } from "node:os";
import { isAlive, newId } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";

interface LeaseRow {
	owner: string;
	pid: number;
	host: string;
	beat: number;
}

/**
 * The right to talk to HQ, which one process in the office has at a time. It is held for a round, so that a command and the desktop take turns. One
 * whose process is gone is taken for dead, and so is one whose counter stands still for `looksToDeath` looks of whoever waits: after a power cut
 * the number of its process may be another program's. No clock is believed, and a computer that slept has not looked.
 */
export interface Lease {
	/** One look, and it is ours where nobody lives who has it. */
	take(): boolean;
	/** Moves the counter. */
	beat(): void;
	/** Whether the database says that it is ours. */
	isOurs(): boolean;
	giveBack(): void;
}

/** Some time: whoever has it and writes may have to wait for somebody's long transaction. */
export const looksToDeath = 200;

const select = "SELECT owner, pid, host, beat FROM hq_lease WHERE id = 1";

export function makeLease(store: Store): Lease {
	const me = newId();
	let seen = { owner: "", beat: 0, looks: 0 };
	const isDead = ({ owner, pid, host, beat }: LeaseRow): boolean => {
		const looks = seen.owner === owner && seen.beat === beat ? seen.looks + 1 : 1;
		seen = { owner, beat, looks };
		return host !== hostname() || !isAlive(pid) || looks > looksToDeath;
	};
	return {
		take() {
			const before = store.prepare<LeaseRow>(select).get();
			if (before && before.owner !== me && !isDead(before)) return false;
			return store.write(() => {
				const now = store.prepare<LeaseRow>(select).get();
				// Somebody else was quicker, or it lives after all.
				if (now?.owner !== before?.owner || now?.beat !== before?.beat) return false;
				store
					.prepare("INSERT OR REPLACE INTO hq_lease (id, owner, pid, host, beat) VALUES (1, ?, ?, ?, 1)")
					.run(me, process.pid, hostname());
				return true;
			});
		},
		beat() {
			store.prepare("UPDATE hq_lease SET beat = beat + 1 WHERE id = 1 AND owner = ?").run(me);
		},
		isOurs: () => store.prepare<LeaseRow>(select).get()?.owner === me,
		giveBack() {
			store.prepare("DELETE FROM hq_lease WHERE id = 1 AND owner = ?").run(me);
		},
	};
}

/** Whether a round is under way in a process that lives. */
export function leaseIsHeld(store: Store): boolean {
	const row = store.prepare<LeaseRow>(select).get();
	return row !== undefined && row.host === hostname() && isAlive(row.pid);
}
