import type { Acting } from "../../api/acting.ts";
import { isOptedOut } from "../../consent/index.ts";
import { findMessage, type MessageRecord } from "../message-record.ts";

/** A confirmation of STOP or START later than this after the network took the text is not sent (reliability I3). */
const confirmWithinMs = 5 * 60_000;

/** Is it too late to confirm a STOP or START that the network took then? Both ways: a clock that was set back proves nothing. */
export function isTooLateToConfirm(
	{ clock }: Pick<Acting, "clock">,
	asked: Pick<MessageRecord, "network_at" | "created_at">,
): boolean {
	return Math.abs(clock.nowMs() - Date.parse(asked.network_at ?? asked.created_at)) > confirmWithinMs;
}

/** May a confirmation that was queued still leave? Not when it waited too long for its modem, nor when the person has meanwhile said the opposite. */
export function whyNotConfirm(acting: Acting, confirmation: MessageRecord): string | null {
	if (isOptedOut(acting.store, confirmation.peer ?? "") !== (confirmation.purpose === "opt-out"))
		return "CONFIRMATION_OVERTAKEN";
	const asked = confirmation.answers_id === null ? undefined : findMessage(acting, confirmation.answers_id);
	return asked && isTooLateToConfirm(acting, asked) ? "CONFIRMATION_TOO_LATE" : null;
}
