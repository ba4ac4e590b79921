import type { Store } from "../storage/index.ts";
import type { CaseRecord } from "./case-record.ts";

/** Counts a new case for the home page and the list. Call in the transaction that wrote it; later changes are counted by the database itself. */
export function countIn(
	store: Store,
	made: Pick<CaseRecord, "project_id" | "closed_at" | "consented" | "number_state" | "opened_at">,
): void {
	const open = made.closed_at === null ? 1 : 0;
	const day = made.opened_at.slice(0, 10);
	const counts = [open, 1 - open, made.consented, made.number_state === "two-way" ? 1 : 0];
	const counted = store
		.prepare(
			`UPDATE case_count SET open = open + ?, closed = closed + ?, consented = consented + ?, two_way = two_way + ?
			 WHERE project_id = ?`,
		)
		.run(...counts, made.project_id);
	if (counted.changes === 0)
		store
			.prepare("INSERT INTO case_count (open, closed, consented, two_way, project_id) VALUES (?, ?, ?, ?, ?)")
			.run(...counts, made.project_id);
	const registered = store
		.prepare(
			"UPDATE registration_day SET registered = registered + 1, consented = consented + ? WHERE project_id = ? AND day = ?",
		)
		.run(made.consented, made.project_id, day);
	if (registered.changes === 0)
		store
			.prepare("INSERT INTO registration_day (registered, consented, project_id, day) VALUES (1, ?, ?, ?)")
			.run(made.consented, made.project_id, day);
}
