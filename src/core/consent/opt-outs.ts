import type { Acting } from "../api/acting.ts";
import { instant } from "../ground/index.ts";
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

export function openReview(acting: Acting, digits: string, messageId: string): void {
	acting.store
		.prepare("INSERT OR IGNORE INTO stop_review (digits, message_id, opened_at) VALUES (?, ?, ?)")
		.run(digits, messageId, instant(acting.clock));
	acting.store.announce({ type: "changed", topics: ["consent"] });
}
