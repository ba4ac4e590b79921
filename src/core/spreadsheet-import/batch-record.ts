import type { Acting } from "../api/acting.ts";
import { fail, ok, type Problem, type Result } from "../ground/index.ts";
import type { ImportBatch, ImportKind, ImportPlan, ImportRow, ImportState, RowProblem, Verdict } from "./api.ts";
import { codesOf, tallyOf } from "./batch-tally.ts";
import { unpackCells } from "./pack-cells.ts";
import { shownText } from "./reading/index.ts";

/** An import as it stands in the database. */
export interface BatchRecord {
	seq: number;
	id: string;
	project_id: string;
	kind: ImportKind;
	state: ImportState;
	file_name: string;
	sha256: string;
	plan: string;
	header: string;
	filled: string | null;
	worked_by: number | null;
	worked_ms: number;
	staff_id: string | null;
	staff_name: string | null;
	created_at: string;
	ended_at: string | null;
	undone_at: string | null;
	undone_by: string | null;
}

export interface RowRecord {
	row: number;
	cells: string;
	verdict: Verdict;
	would: "new" | "update" | null;
	decision: "take" | "skip" | null;
	problems: string | null;
	takes: string | null;
	target: string | null;
	outcome: "new" | "updated" | "failed" | null;
	/** JSON of a `Problem`. */
	failure: string | null;
	revision: number | null;
	found_revision: number | null;
	before: string | null;
	undone: string | null;
}

/** An import of the project. Problem `import-not-found`. */
export function findBatch(acting: Acting, id: string): Result<BatchRecord> {
	const row = acting.store
		.prepare<BatchRecord>("SELECT * FROM import_batch WHERE id = ? AND project_id = ?")
		.get(id, acting.project.id);
	return row ? ok(row) : fail("import-not-found", { field: "batch" });
}

export function planOf(batch: BatchRecord): ImportPlan {
	return JSON.parse(batch.plan) as ImportPlan;
}

/** Other imports of the same file and kind that were not taken back, newest first. */
export function importsOfFile(acting: Acting, sha256: string): BatchRecord[] {
	return acting.store
		.prepare<BatchRecord>(
			"SELECT * FROM import_batch WHERE project_id = ? AND sha256 = ? AND state IN ('applying', 'stopped', 'done') ORDER BY seq DESC",
		)
		.all(acting.project.id, sha256);
}

export function shownImports(batches: readonly BatchRecord[]): ImportBatch["already"] {
	return batches
		.filter(({ state }) => state === "done")
		.map((batch) => ({ batch: batch.id, at: batch.ended_at ?? batch.created_at, by: batch.staff_name }));
}

export function batchView(acting: Acting, batch: BatchRecord): ImportBatch {
	const plan = planOf(batch);
	const header = JSON.parse(batch.header) as string[];
	const mapped = new Set(plan.columns.map(({ column }) => column));
	const isMapped = (column: number) => mapped.has(column) || column === plan.idColumn;
	const titled = header.flatMap((title, column) => (title === "" ? [] : [column]));
	const held = new Set([...titled, ...(JSON.parse(batch.filled ?? "[]") as number[])]);
	return {
		id: batch.id,
		kind: batch.kind,
		state: batch.state,
		fileName: batch.file_name,
		type: plan.type,
		by: batch.staff_name,
		createdAt: batch.created_at,
		endedAt: batch.ended_at,
		undoneAt: batch.undone_at,
		undoneBy: batch.undone_by,
		header,
		mapped: header.map((_, column) => isMapped(column)),
		unmapped: [...held].filter((column) => !isMapped(column)).sort((one, other) => one - other),
		idColumn: plan.kind === "cases" ? plan.idColumn : null,
		...tallyOf(acting, batch.seq),
		codes: codesOf(acting, batch.seq),
		already: shownImports(importsOfFile(acting, batch.sha256).filter(({ seq }) => seq !== batch.seq)),
	};
}

export function problemsOf(row: Pick<RowRecord, "problems">): RowProblem[] {
	return row.problems === null ? [] : (JSON.parse(row.problems) as RowProblem[]);
}

/** Why a row could not be written. */
export function failureOf(row: RowRecord): Problem | null {
	return row.failure === null ? null : (JSON.parse(row.failure) as Problem);
}

export function rowView(row: RowRecord): ImportRow {
	return {
		row: row.row,
		cells: unpackCells(row.cells).map(shownText),
		verdict: row.verdict,
		would: row.would,
		decision: row.decision,
		problems: problemsOf(row),
		target: row.target,
		outcome: row.outcome,
		failure: failureOf(row),
		undone: row.undone,
	};
}
