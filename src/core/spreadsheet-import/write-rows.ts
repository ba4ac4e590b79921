import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { ImportPlan } from "./api.ts";
import { type BatchRecord, planOf, type RowRecord } from "./batch-record.ts";
import { inChunks, type Steps } from "./in-chunks.ts";
import { type Written, writeCase } from "./write-case.ts";
import { writeWorker } from "./write-worker.ts";

const atOnce = 20;

const toWrite = `batch = ? AND outcome IS NULL AND (verdict IN ('new', 'update') OR (verdict = 'decide' AND decision = 'take'))`;

/** Writes the rows of a checked batch, from where it was left. False where it was cancelled. */
export function writeRows(acting: Acting, batch: BatchRecord, total: number, steps: Steps): Promise<boolean> {
	const plan = planOf(batch);
	let after = 0;
	let waiting: RowRecord[] = [];
	return inChunks(
		acting,
		batch,
		{
			total,
			topics: plan.kind === "cases" ? ["cases", "numbers", "consent"] : ["workers", "numbers"],
			next(quiet) {
				if (waiting.length === 0)
					waiting = acting.store
						.prepare<RowRecord>(`SELECT * FROM import_row WHERE ${toWrite} AND row > ? ORDER BY row LIMIT ${atOnce}`)
						.all(batch.seq, after);
				const row = waiting.shift();
				if (!row) return 0;
				after = row.row;
				writeRow(quiet, batch, plan, row);
				return 1;
			},
		},
		steps,
	);
}

function writeRow(acting: Acting, batch: BatchRecord, plan: ImportPlan, row: RowRecord): void {
	// What one row's verbs did before one of them refused is taken back with it.
	const written = acting.store.piece<Result<Written>>(() =>
		plan.kind === "cases" ? writeCase(acting, batch, plan, row) : writeWorker(acting, row),
	);
	const { outcome, target, revision, before }: Partial<Written> = written.ok ? written.value : {};
	acting.store
		.prepare(
			"UPDATE import_row SET outcome = ?, target = ?, revision = ?, before = ?, failure = ? WHERE batch = ? AND row = ?",
		)
		.run(
			outcome ?? "failed",
			target ?? row.target,
			revision ?? null,
			before ? JSON.stringify(before) : null,
			written.ok ? null : written.problem.code,
			batch.seq,
			row.row,
		);
}
