import type { Acting } from "../../api/acting.ts";
import type { MessageRecord, Purpose } from "../message-record.ts";

/** Automatic answers one number may get in an hour (reliability H2). */
const repliesAnHour = 3;
/** A confirmation of STOP or START later than this after the network took the text is not sent (reliability I3). */
const confirmWithinMs = 5 * 60_000;
const hourMs = 60 * 60_000;

/**
 * May the office answer this text by itself? Never to letters or short codes, so that two machines don't talk to each other; not more
 * than three times an hour; a STOP or START is confirmed once a day, soon or not at all.
 */
export function mayReply(acting: Acting, incoming: MessageRecord, purpose: Purpose): boolean {
	const peer = incoming.peer ?? "";
	if (!/^\d{7,15}$/.test(peer)) return false;
	const now = acting.clock.nowMs();
	if (purpose === "opt-out" || purpose === "opt-in") {
		if (Math.abs(now - Date.parse(incoming.network_at ?? incoming.created_at)) > confirmWithinMs) return false;
		if (sentSince(acting, peer, now - 24 * hourMs, [purpose]) > 0) return false;
		if (purpose === "opt-out") return true;
	}
	return sentSince(acting, peer, now - hourMs, ["opt-out", "opt-in", "reply", "verification"]) < repliesAnHour;
}

function sentSince({ store }: Acting, peer: string, sinceMs: number, purposes: Purpose[]): number {
	const since = new Date(sinceMs).toISOString();
	const row = store
		.prepare<{ n: number }>(
			`SELECT COUNT(*) n FROM message WHERE peer = ? AND direction = 'out' AND created_at > ? AND purpose IN (${purposes.map(() => "?").join(", ")})`,
		)
		.get(peer, since, ...purposes);
	return row?.n ?? 0;
}
