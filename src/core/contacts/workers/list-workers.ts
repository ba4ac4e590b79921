import type { Acting } from "../../api/acting.ts";
import type { ParsedInputOf } from "../../api/contract.ts";
import { numberStatus } from "../../phone-numbers/index.ts";
import type { Param } from "../../storage/index.ts";
import { searchTerms } from "../search-index.ts";
import type { WorkerView } from "./api.ts";
import { numbersOf, type WorkerRecord } from "./worker-record.ts";
import { workerView } from "./worker-view.ts";

/** Newest first; every word of the search stands in the username, a name or a number. `limit` 0: all. */
export function listWorkers(
	acting: Acting,
	input: ParsedInputOf<"workers.list">,
): { rows: WorkerView[]; next: string | null } {
	const { store, project } = acting;
	const terms = searchTerms(input.search);
	if (terms.length === 0 && input.search.trim() !== "") return { rows: [], next: null };
	const where = ["project_id = ?", ...terms.map(() => "instr(search, ?) > 0")];
	const params: Param[] = [project.id, ...terms];
	if (input.active !== undefined) {
		where.push("active = ?");
		params.push(input.active ? 1 : 0);
	}
	if (input.after) {
		where.push("seq < ?");
		params.push(Number(input.after) || 0);
	}
	const rows: WorkerRecord[] = [];
	const most = input.limit === 0 ? Number.POSITIVE_INFINITY : input.limit + 1;
	for (const row of store
		.prepare<WorkerRecord>(`SELECT * FROM worker WHERE ${where.join(" AND ")} ORDER BY seq DESC`)
		.iterate(...params)) {
		rows.push(row);
		// The state of a number is reckoned, not kept, so a filter by it is asked row by row, after the walk.
		if (input.status === undefined && rows.length >= most) break;
	}
	const wanted = rows.filter((row) => hasStatus(acting, row, input.status));
	const page = wanted.slice(0, input.limit === 0 ? wanted.length : input.limit);
	const last = page.at(-1);
	return {
		rows: page.map((row) => workerView(acting, row)),
		next: wanted.length > page.length && last ? String(last.seq) : null,
	};
}

export function countWorkers({ store, project }: Acting): { active: number; inactive: number } {
	const row = store
		.prepare<{ active: number; all: number }>(
			'SELECT COALESCE(SUM(active), 0) active, COUNT(*) "all" FROM worker WHERE project_id = ?',
		)
		.get(project.id) ?? { active: 0, all: 0 };
	return { active: row.active, inactive: row.all - row.active };
}

function hasStatus({ store }: Acting, worker: WorkerRecord, status: ParsedInputOf<"workers.list">["status"]): boolean {
	if (status === undefined) return true;
	const numbers = numbersOf(store, worker.id);
	return status === "none"
		? numbers.length === 0
		: numbers.some((digits) => numberStatus(store, worker.id, digits) === status);
}
