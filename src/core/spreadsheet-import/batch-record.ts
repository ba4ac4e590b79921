import type { Acting } from "../api/acting.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportBatch, ImportKind, ImportPlan, ImportRow, ImportState, RowProblem, Verdict } from "./api.ts";
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
	failure: string | null;
	revision: number | null;
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
	const { store } = acting;
	const plan = planOf(batch);
	const header = JSON.parse(batch.header) as string[];
	const mapped = new Set(plan.columns.map(({ column }) => column));
	const verdicts: Record<Verdict, number> = { new: 0, update: 0, same: 0, skipped: 0, decide: 0, refused: 0 };
	const written = { new: 0, updated: 0, failed: 0 };
	const undone = { reversed: 0, kept: 0, failed: 0 };
	const decided = decisionsOf(acting, batch);
	const toWrite = { new: decided.new, updated: decided.update };
	for (const group of store
		.prepare<{ verdict: Verdict; outcome: "new" | "updated" | "failed" | null; undone: string | null; n: number }>(
			"SELECT verdict, outcome, undone, COUNT(*) n FROM import_row WHERE batch = ? GROUP BY verdict, outcome, undone",
		)
		.all(batch.seq)) {
		verdicts[group.verdict] += group.n;
		if (group.outcome) written[group.outcome] += group.n;
		else if (group.verdict === "new") toWrite.new += group.n;
		else if (group.verdict === "update") toWrite.updated += group.n;
		if (group.undone)
			undone[group.undone === "reversed" ? "reversed" : group.undone === "failed" ? "failed" : "kept"] += group.n;
	}
	const codes = store
		.prepare<{ code: string; warning: number | null; n: number }>(
			`SELECT json_extract(p.value, '$.code') code, json_extract(p.value, '$.warning') warning, COUNT(DISTINCT r.row) n
			 FROM import_row r, json_each(r.problems) p WHERE r.batch = ? AND r.problems IS NOT NULL GROUP BY code, warning ORDER BY n DESC`,
		)
		.all(batch.seq)
		.map(({ code, warning, n }) => ({ code, rows: n, warning: warning === 1 }));
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
		mapped: header.map((_, column) => mapped.has(column) || column === plan.idColumn),
		idColumn: plan.kind === "cases" ? plan.idColumn : null,
		rows: Object.values(verdicts).reduce((sum, n) => sum + n, 0),
		verdicts,
		toWrite,
		undecided: decided.undecided,
		leftOut: decided.skip,
		codes,
		written,
		undone,
		already: shownImports(importsOfFile(acting, batch.sha256).filter(({ seq }) => seq !== batch.seq)),
	};
}

/** Of the rows that somebody decides about and that are not written: those taken by what they become, those left out, those that still wait. */
function decisionsOf({ store }: Acting, batch: BatchRecord) {
	const decided = { new: 0, update: 0, skip: 0, undecided: 0 };
	for (const { decision, would, n } of store
		.prepare<{ decision: "take" | "skip" | null; would: "new" | "update" | null; n: number }>(
			"SELECT decision, would, COUNT(*) n FROM import_row WHERE batch = ? AND verdict = 'decide' AND outcome IS NULL GROUP BY decision, would",
		)
		.all(batch.seq))
		decided[decision === "take" ? (would ?? "new") : (decision ?? "undecided")] += n;
	return decided;
}

export function problemsOf(row: RowRecord): RowProblem[] {
	return row.problems === null ? [] : (JSON.parse(row.problems) as RowProblem[]);
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
		failure: row.failure,
		undone: row.undone,
	};
}
