import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { OptOut } from "./api.ts";
import { followerOf, journalOf } from "./opt-out-followers.ts";

interface Row {
	digits: string;
	opted_out: number;
	may_start_again: number;
	last_out_at: string | null;
	last_in_at: string | null;
}

/** Has this number's owner texted STOP? By number, in the whole office: not by contact or project (commcare-behaviour §2.3). */
export function isOptedOut(store: Store, digits: string): boolean {
	return (
		store.prepare<{ opted_out: number }>("SELECT opted_out FROM opt_out WHERE digits = ?").get(digits)?.opted_out === 1
	);
}

/** Numbers that stopped or started at that instant or later. */
export function optOutsSince(store: Store, at: string): string[] {
	return store
		.prepare<{ digits: string }>(
			"SELECT digits FROM opt_out WHERE MAX(COALESCE(last_out_at, ''), COALESCE(last_in_at, '')) >= ?",
		)
		.all(at)
		.map((row) => row.digits);
}

export function optOutOf(store: Store, digits: string): OptOut {
	const row = store.prepare<Row>("SELECT * FROM opt_out WHERE digits = ?").get(digits);
	return {
		digits,
		optedOut: row?.opted_out === 1,
		lastOutAt: row?.last_out_at ?? null,
		lastInAt: row?.last_in_at ?? null,
		mayStartAgain: row?.may_start_again !== 0,
	};
}

/** Puts a STOP or a START in force, in the caller's transaction and in the journal beside the database. The earlier times are kept. */
export function setOptOut(acting: Acting, digits: string, optedOut: boolean, mayStartAgain = true): void {
	const { store } = acting;
	const at = instant(acting.clock);
	store
		.prepare(
			`INSERT INTO opt_out (digits, opted_out, may_start_again, last_out_at, last_in_at, last_project_id)
			 VALUES (:digits, :out, :mayStart, :outAt, :inAt, :project)
			 ON CONFLICT (digits) DO UPDATE SET opted_out = excluded.opted_out, may_start_again = excluded.may_start_again,
			   last_out_at = COALESCE(excluded.last_out_at, last_out_at), last_in_at = COALESCE(excluded.last_in_at, last_in_at),
			   last_project_id = excluded.last_project_id`,
		)
		.run({
			digits,
			out: optedOut ? 1 : 0,
			mayStart: mayStartAgain ? 1 : 0,
			outAt: optedOut ? at : null,
			inAt: optedOut ? null : at,
			project: acting.project.id,
		});
	store
		.prepare("UPDATE stop_review SET settled_at = ?, settled_as = ? WHERE digits = ? AND settled_at IS NULL")
		.run(at, optedOut ? "stop" : "start", digits);
	journalOf(store)?.append({ digits, optedOut, at, ...(mayStartAgain ? {} : { mayStartAgain }) });
	followerOf(store)?.released(digits);
	store.announce({ type: "changed", topics: ["consent"] });
}

/** Staff put down a stop that reached them in another way than by text. With `mayStartAgain` false a START is not taken either. */
export function stopByStaff(acting: Acting, digits: string, mayStartAgain: boolean): OptOut {
	return acting.store.write(() => {
		setOptOut(acting, digits, true, mayStartAgain);
		recordAudit(acting, { action: "stop.recorded", details: { number: digits, mayStartAgain } });
		acting.store.announce({ type: "changed", topics: ["consent", "cases"] });
		return optOutOf(acting.store, digits);
	});
}
