import { hostname } from "node:os";
import { isAlive } from "../ground/index.ts";
import { type Lease, leaseHolder, makeLease, type Store } from "../storage/index.ts";

const table = "hq_lease";

/** Some time: whoever has it and writes may have to wait for somebody's long transaction. */
export const looksToDeath = 200;

/**
 * The right to talk to HQ. It is held for a round, so that a command and the desktop take turns. One whose process is gone is taken for dead, and so is
 * one whose counter stands still for `looksToDeath` looks of whoever waits: after a power cut the number of its process may be another program's. No
 * clock is believed, and a computer that slept has not looked.
 */
export function hqLease(store: Store): Lease {
	let seen = { owner: "", beat: 0, looks: 0 };
	return makeLease(store, table, ({ owner, beat, host, pid }) => {
		const looks = seen.owner === owner && seen.beat === beat ? seen.looks + 1 : 1;
		seen = { owner, beat, looks };
		return host !== hostname() || !isAlive(pid) || looks > looksToDeath;
	});
}

/** Whether a round is under way in a process that lives. */
export function leaseIsHeld(store: Store): boolean {
	const row = leaseHolder(store, table);
	return row !== undefined && row.host === hostname() && isAlive(row.pid);
}
