import { hostname } from "node:os";
import { isAlive } from "../../ground/index.ts";
import { type Lease, leaseHolder, makeLease, type Store } from "../../storage/index.ts";

const table = "gateway_lease";

/**
 * The right to run the gateways. An owner whose counter stands still for `leaseMs` of the onlooker's own steady clock, or whose process is gone, is
 * taken for dead. No wall clock is believed.
 */
export function gatewayLease(store: Store, upMs: () => number, leaseMs: number): Lease {
	let seen: { owner: string; beat: number; sinceMs: number } | null = null;
	return makeLease(store, table, ({ owner, beat, host, pid }) => {
		if (host === hostname() && pid !== process.pid && !isAlive(pid)) return true;
		if (!seen || seen.owner !== owner || seen.beat !== beat) {
			seen = { owner, beat, sinceMs: upMs() };
			return false;
		}
		return upMs() - seen.sinceMs >= leaseMs;
	});
}

/** Whether some process seems to run the gateways; a dead one on this machine does not count. */
export function leaseIsHeld(store: Store): boolean {
	const row = leaseHolder(store, table);
	return row !== undefined && (row.host !== hostname() || isAlive(row.pid));
}
