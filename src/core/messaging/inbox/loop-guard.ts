import type { Acting } from "../../api/acting.ts";
import type { MessageRecord, Purpose } from "../message-record.ts";
import { isTooLateToConfirm } from "../outbox/confirmation.ts";

/** Automatic answers one number may get in an hour (reliability H2). */
const repliesAnHour = 3;
/** Automatic answers in a day to a number that nobody holds: only registering by text answers them at all (reliability H2). */
const answersToStrangersADay = 3;
const hourMs = 60 * 60_000;

const automatic: Purpose[] = ["opt-out", "opt-in", "registration", "reply", "verification"];

/**
 * May the office answer this text by itself? Never to letters or short codes, so that two machines don't talk to each other; not more
 * than three times an hour; a STOP or START is confirmed once a day, soon or not at all.
 */
export function mayReply(acting: Acting, incoming: MessageRecord, purpose: Purpose): boolean {
	const peer = incoming.peer ?? "";
	if (!/^\d{7,15}$/.test(peer)) return false;
	const now = acting.clock.nowMs();
	if (purpose === "opt-out" || purpose === "opt-in") {
		if (isTooLateToConfirm(acting, incoming)) return false;
		if (sentSince(acting, peer, now - 24 * hourMs, [purpose]) > 0) return false;
		if (purpose === "opt-out") return true;
	}
	if (purpose === "registration" && sentSince(acting, peer, now - 24 * hourMs, [purpose]) >= answersToStrangersADay)
		return false;
	return sentSince(acting, peer, now - hourMs, automatic) < repliesAnHour;
}

/** What staff had sent to verify a number is no answer. */
function sentSince({ store }: Acting, peer: string, sinceMs: number, purposes: Purpose[]): number {
	const since = new Date(sinceMs).toISOString();
	const row = store
		.prepare<{ n: number }>(
			`SELECT COUNT(*) n FROM message WHERE peer = ? AND direction = 'out' AND created_at > ? AND purpose IN (${purposes.map(() => "?").join(", ")})
			 AND (purpose <> 'verification' OR answers_id IS NOT NULL)`,
		)
		.get(peer, since, ...purposes);
	return row?.n ?? 0;
}
