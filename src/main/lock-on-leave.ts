import { powerMonitor } from "electron";
import type { Outpost, Seat } from "../core/outpost-types.ts";

/** Whoever closes the lid or locks the laptop has left the desk: what is signed in there is locked. */
export function setupLockOnLeave(outpost: Outpost, seat: Seat): void {
	const lock = () => void outpost.call("staff.lock", {}, seat);
	powerMonitor.on("suspend", lock);
	powerMonitor.on("lock-screen", lock);
	// macOS: another person's session comes to the front.
	powerMonitor.on("user-did-resign-active", lock);
}
