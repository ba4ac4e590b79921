import { DateTime } from "luxon";
import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { OptOut, StopReview } from "./api.ts";
import { followerOf } from "./opt-out-followers.ts";
import { optOutOf, setOptOut } from "./opt-outs.ts";

/** The longest that a text which a reasonable person takes for a stop may wait (47 CFR 64.1200(a)(10)). */
const mostBusinessDays = 10;

/** Does a text of this number wait for staff to say whether it meant STOP? */
export function isUnderReview(store: Store, digits: string): boolean {
	return (
		store.prepare("SELECT 1 FROM stop_review WHERE digits = ? AND settled_at IS NULL LIMIT 1").get(digits) !== undefined
	);
}

/** Does this very text wait for staff? */
export function awaitsReview(store: Store, messageId: string): boolean {
	return (
		store.prepare("SELECT 1 FROM stop_review WHERE message_id = ? AND settled_at IS NULL").get(messageId) !== undefined
	);
}

/** The text that has waited longest for staff to say what it meant, in the whole office. */
export function oldestReview(store: Store): { digits: string; openedAt: string } | null {
	const row = store
		.prepare<{ digits: string; opened_at: string }>(
			"SELECT digits, opened_at FROM stop_review WHERE settled_at IS NULL ORDER BY id LIMIT 1",
		)
		.get();
	return row ? { digits: row.digits, openedAt: row.opened_at } : null;
}

/** How many texts wait for staff to say what they meant, in the whole office. */
export function countReviews(store: Store): number {
	return store.prepare<{ n: number }>("SELECT COUNT(*) n FROM stop_review WHERE settled_at IS NULL").get()?.n ?? 0;
}

/** All texts that wait, with how long: in the whole office, since a stop holds in every project. */
export function openReviews(acting: Acting): StopReview[] {
	return acting.store
		.prepare<{ message_id: string; digits: string; opened_at: string }>(
			"SELECT message_id, digits, opened_at FROM stop_review WHERE settled_at IS NULL ORDER BY id",
		)
		.all()
		.map((row) => {
			const businessDays = businessDaysSince(acting, row.opened_at);
			return {
				messageId: row.message_id,
				digits: row.digits,
				openedAt: row.opened_at,
				businessDays,
				overdue: businessDays >= mostBusinessDays,
			};
		});
}

/** A text may have meant STOP: nothing goes to that number until staff have said so or not. */
export function openReview(acting: Acting, digits: string, messageId: string): void {
	acting.store
		.prepare("INSERT OR IGNORE INTO stop_review (digits, message_id, opened_at) VALUES (?, ?, ?)")
		.run(digits, messageId, instant(acting.clock));
	acting.store.announce({ type: "changed", topics: ["consent"] });
}

/** Staff say what a text meant. Problem `review-not-found` where it was settled already, by a later STOP or START or by somebody else. */
export function settleReview(acting: Acting, messageId: string, as: "stop" | "not-a-stop"): Result<OptOut> {
	const { store } = acting;
	return store.write(() => {
		const row = store
			.prepare<{ digits: string }>("SELECT digits FROM stop_review WHERE message_id = ? AND settled_at IS NULL")
			.get(messageId);
		if (!row) return fail("review-not-found");
		store
			.prepare("UPDATE stop_review SET settled_at = ?, settled_as = ? WHERE message_id = ?")
			.run(instant(acting.clock), as, messageId);
		if (as === "stop") setOptOut(acting, row.digits, true);
		else if (!isUnderReview(store, row.digits)) followerOf(store)?.released(row.digits);
		recordAudit(acting, { action: "review.settled", subject: { kind: "message", id: messageId }, details: { as } });
		store.announce({ type: "changed", topics: ["consent", "inbox", "messages", "cases"] });
		return ok(optOutOf(store, row.digits));
	});
}

/** Mondays to Fridays that have begun since, in the project's time zone; holidays are not known and count. */
function businessDaysSince({ clock, project }: Acting, openedAt: string): number {
	const today = DateTime.fromMillis(clock.nowMs(), { zone: project.timeZone }).startOf("day");
	let day = DateTime.fromISO(openedAt, { zone: project.timeZone }).startOf("day");
	let count = 0;
	// A year is far beyond every alarm; a clock that was set wrong must not be counted through.
	for (let walked = 0; day < today && walked < 366; walked++) {
		day = day.plus({ days: 1 });
		if (day.weekday <= 5) count++;
	}
	return count;
}
