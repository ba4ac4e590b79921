import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { ImportPlan } from "./api.ts";
import { type BatchRecord, planOf, type RowRecord } from "./batch-record.ts";
import { inChunks, type Steps } from "./in-chunks.ts";
import { RowTally } from "./row-tally.ts";
import { type Written, writeCase } from "./write-case.ts";
import { writeWorker } from "./write-worker.ts";

const atOnce = 20;

const toWrite = `batch = ? AND outcome IS NULL AND (verdict IN ('new', 'update') OR (verdict = 'decide' AND decision = 'take'))`;

/** Writes the rows of a checked batch, from where it was left. False where it was cancelled. */
export function writeRows(acting: Acting, batch: BatchRecord, total: number, steps: Steps): Promise<boolean> {
	const plan = planOf(batch);
	const tally = new RowTally(acting.store, batch.seq);
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
				tally.moved(row, { ...row, outcome: writeRow(quiet, batch, plan, row) });
				return 1;
			},
			settle: () => tally.write(),
		},
		steps,
	);
}

function writeRow(acting: Acting, batch: BatchRecord, plan: ImportPlan, row: RowRecord): RowRecord["outcome"] {
	// What one row's verbs did before one of them refused is taken back with it.
	const written = acting.store.piece<Result<Written>>(() =>
		plan.kind === "cases" ? writeCase(acting, batch, plan, row) : writeWorker(acting, row),
	);
	const { target, revision, before }: Partial<Written> = written.ok ? written.value : {};
	const outcome = written.ok ? written.value.outcome : "failed";
	acting.store
		.prepare(
			"UPDATE import_row SET outcome = ?, target = ?, revision = ?, before = ?, failure = ? WHERE batch = ? AND row = ?",
		)
		.run(
			outcome,
			target ?? row.target,
			revision ?? null,
			before ? JSON.stringify(before) : null,
			written.ok ? null : written.problem.code,
			batch.seq,
			row.row,
		);
	return outcome;
}
