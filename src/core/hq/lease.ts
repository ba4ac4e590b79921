import { hostname } from "node:os";
import type { Store } from "../storage/index.ts";

/**
 * The right to talk to HQ, which one process in the office has at a time. It is held for a round, so that a command and the desktop take turns;
 * one whose process is gone is taken for dead, and no clock is believed.
 */
export function holdLease(store: Store, owner: string): boolean {
	return store.write(() => {
		const row = store
			.prepare<{ owner: string; pid: number; host: string }>("SELECT owner, pid, host FROM hq_lease WHERE id = 1")
			.get();
		if (row && row.owner !== owner && row.host === hostname() && isAlive(row.pid)) return false;
		store
			.prepare("INSERT OR REPLACE INTO hq_lease (id, owner, pid, host, beat) VALUES (1, ?, ?, ?, 1)")
			.run(owner, process.pid, hostname());
		return true;
	});
}

export function giveLeaseBack(store: Store, owner: string): void {
	store.prepare("DELETE FROM hq_lease WHERE id = 1 AND owner = ?").run(owner);
}

/** Whether a round is under way in a process that lives. */
export function leaseIsHeld(store: Store): boolean {
	const row = store.prepare<{ pid: number; host: string }>("SELECT pid, host FROM hq_lease WHERE id = 1").get();
	return row !== undefined && row.host === hostname() && isAlive(row.pid);
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it lives and belongs to somebody else.
		return (error as NodeJS.ErrnoException).code !== "ESRCH";
	}
}
