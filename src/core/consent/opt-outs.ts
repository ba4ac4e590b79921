import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { OptOut } from "./api.ts";
import type { OptOutJournal } from "./opt-out-journal.ts";

interface Row {
	digits: string;
	opted_out: number;
	last_out_at: string | null;
	last_in_at: string | null;
}

const journals = new WeakMap<Store, OptOutJournal>();

/** Every change of this store's opt-outs is also written to that journal, before it is committed. */
export function keepJournal(store: Store, journal: OptOutJournal): void {
	journals.set(store, journal);
}

/** Has this number's owner texted STOP? By number, in the whole office: not by contact or project (commcare-behaviour §2.3). */
export function isOptedOut(store: Store, digits: string): boolean {
	return (
		store.prepare<{ opted_out: number }>("SELECT opted_out FROM opt_out WHERE digits = ?").get(digits)?.opted_out === 1
	);
}

export function optOutOf(store: Store, digits: string): OptOut {
	const row = store.prepare<Row>("SELECT * FROM opt_out WHERE digits = ?").get(digits);
	return {
		digits,
		optedOut: row?.opted_out === 1,
		lastOutAt: row?.last_out_at ?? null,
		lastInAt: row?.last_in_at ?? null,
	};
}

/** Puts a STOP or a START in force, in the caller's transaction and in the journal beside the database. */
export function setOptOut(acting: Acting, digits: string, optedOut: boolean): void {
	const at = instant(acting.clock);
	acting.store
		.prepare(
			`INSERT INTO opt_out (digits, opted_out, last_out_at, last_in_at, last_project_id) VALUES (:digits, :out, :outAt, :inAt, :project)
			 ON CONFLICT (digits) DO UPDATE SET opted_out = excluded.opted_out, last_out_at = COALESCE(excluded.last_out_at, last_out_at),
			   last_in_at = COALESCE(excluded.last_in_at, last_in_at), last_project_id = excluded.last_project_id`,
		)
		.run({
			digits,
			out: optedOut ? 1 : 0,
			outAt: optedOut ? at : null,
			inAt: optedOut ? null : at,
			project: acting.project.id,
		});
	acting.store
		.prepare("UPDATE stop_review SET settled_at = ?, settled_as = ? WHERE digits = ? AND settled_at IS NULL")
		.run(at, optedOut ? "stop" : "start", digits);
	journals.get(acting.store)?.append({ digits, optedOut, at });
	acting.store.announce({ type: "changed", topics: ["consent"] });
}

/** Does a text of this number wait for staff to say whether it meant STOP? */
export function isUnderReview(store: Store, digits: string): boolean {
	return (
		store.prepare("SELECT 1 FROM stop_review WHERE digits = ? AND settled_at IS NULL LIMIT 1").get(digits) !== undefined
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

/** Does this very text wait for staff? */
export function awaitsReview(store: Store, messageId: string): boolean {
	return (
		store.prepare("SELECT 1 FROM stop_review WHERE message_id = ? AND settled_at IS NULL").get(messageId) !== undefined
	);
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
		recordAudit(acting, { action: "review.settled", subject: { kind: "message", id: messageId }, details: { as } });
		store.announce({ type: "changed", topics: ["consent", "inbox", "messages", "cases"] });
		return ok(optOutOf(store, row.digits));
	});
}

export function openReview(acting: Acting, digits: string, messageId: string): void {
	acting.store
		.prepare("INSERT OR IGNORE INTO stop_review (digits, message_id, opened_at) VALUES (?, ?, ?)")
		.run(digits, messageId, instant(acting.clock));
	acting.store.announce({ type: "changed", topics: ["consent"] });
}
