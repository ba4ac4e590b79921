import type { Acting } from "../../api/acting.ts";
import type { TextToQueue } from "./queue-text.ts";

/** So often the same words may go to a number within ten minutes; the next waits for a person (reliability B10). */
const mostAlike = 2;
const withinMs = 10 * 60_000;
/** Texts with a guard of their own: one confirmation a day, three requests a day, and what a technician tries by hand. */
const exempt = new Set<TextToQueue["purpose"]>(["opt-out", "opt-in", "verification", "test"]);

/** The code a text is held with, or undefined. */
export function whyHold({ store, clock }: Acting, text: TextToQueue): string | undefined {
	if (exempt.has(text.purpose)) return undefined;
	const since = new Date(clock.nowMs() - withinMs).toISOString();
	const alike = store
		.prepare<{ n: number }>(
			"SELECT COUNT(*) n FROM message WHERE peer = ? AND direction = 'out' AND created_at > ? AND text = ? AND state <> 'failed'",
		)
		.get(text.to.digits, since, text.text);
	return (alike?.n ?? 0) >= mostAlike ? "third-same-text" : undefined;
}
