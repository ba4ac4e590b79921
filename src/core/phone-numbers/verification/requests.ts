import type { Acting } from "../../api/acting.ts";
import { instant } from "../../ground/index.ts";
import type { EntryOwner } from "../worker-entry.ts";

/** A resend sooner than this is refused: texts take their time, and a second question only confuses. */
export const resendAfterMs = 2 * 60_000;
/** Resends a day to one number, the first question not counted. */
export const resendsADay = 3;
const dayMs = 24 * 60 * 60_000;

interface Row {
	is_resend: number;
	message_id: string;
	asked_at: string;
	outcome: string | null;
}

/** How often a worker's number was asked. */
export interface Asked {
	/** First and last question of the try that is open; null where none is. */
	firstAt: string | null;
	lastAt: string | null;
	/** The newest question's text, also of an earlier try. */
	messageId: string | null;
	/** In the last 24 hours. */
	today: number;
	resendsLeft: number;
	/** Milliseconds to wait before a resend; 0: none. */
	waitMs: number;
}

/**
 * A laptop whose clock was set back finds questions in its future: those of up to a day still count for the day, and none makes anybody
 * wait.
 */
export function askedOf({ store, clock }: Acting, owner: Pick<EntryOwner, "id">, digits: string): Asked {
	const now = clock.nowMs();
	const rows = store
		.prepare<Row>(
			"SELECT is_resend, message_id, asked_at, outcome FROM verification_request WHERE owner_id = ? AND digits = ? ORDER BY id",
		)
		.all(owner.id, digits);
	const open = rows.filter((row) => row.outcome === null).map((row) => Date.parse(row.asked_at));
	const recent = rows.filter((row) => Math.abs(now - Date.parse(row.asked_at)) < dayMs);
	const resends = recent.filter((row) => row.is_resend).length;
	const since = now - (open.at(-1) ?? Number.NEGATIVE_INFINITY);
	return {
		firstAt: open.length > 0 ? new Date(Math.min(...open)).toISOString() : null,
		lastAt: open.length > 0 ? new Date(Math.max(...open)).toISOString() : null,
		messageId: rows.at(-1)?.message_id ?? null,
		today: recent.length,
		resendsLeft: Math.max(0, Math.min(resendsADay - resends, resendsADay + 1 - recent.length)),
		waitMs: since >= 0 && since < resendAfterMs ? resendAfterMs - since : 0,
	};
}

export function noteRequest(
	acting: Acting,
	request: { owner: EntryOwner; digits: string; isResend: boolean; messageId: string },
): void {
	acting.store
		.prepare(
			"INSERT INTO verification_request (project_id, owner_id, digits, is_resend, message_id, asked_at) VALUES (?, ?, ?, ?, ?, ?)",
		)
		.run(
			request.owner.projectId,
			request.owner.id,
			request.digits,
			request.isResend ? 1 : 0,
			request.messageId,
			instant(acting.clock),
		);
	acting.store.prepare("DELETE FROM verification_miss WHERE digits = ?").run(request.digits);
}
