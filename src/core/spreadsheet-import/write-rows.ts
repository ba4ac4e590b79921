import type { Acting } from "../api/acting.ts";
import { ok, type Result } from "../ground/index.ts";
import type { ImportPlan } from "./api.ts";
import { type BatchRecord, planOf, type RowRecord } from "./batch-record.ts";
import { inChunks, type Steps } from "./in-chunks.ts";
import { RowTally } from "./row-tally.ts";
import { type Written, writeCase } from "./write-case.ts";
import { writeWorker } from "./write-worker.ts";

const readAtOnce = 20;

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
			next(quiet, most) {
				if (waiting.length === 0)
					waiting = acting.store
						.prepare<RowRecord>(
							`SELECT * FROM import_row WHERE ${toWrite} AND row > ? ORDER BY row LIMIT ${readAtOnce}`,
						)
						.all(batch.seq, after);
				const rows = waiting.splice(0, most);
				after = rows.at(-1)?.row ?? after;
				for (const [at, written] of writeTogether(quiet, batch, plan, rows).entries()) {
					const row = rows[at];
					if (row) tally.moved(row, { ...row, outcome: keepOutcome(quiet, batch, row, written) });
				}
				return rows.length;
			},
			settle: () => tally.write(),
		},
		steps,
	);
}

/**
 * What one row's verbs did before one of them refused is taken back with it. That they can be taken back costs each row a tenth of its time, so it is
 * kept for some together, and for each alone only where one of them is refused.
 */
function writeTogether(acting: Acting, batch: BatchRecord, plan: ImportPlan, rows: readonly RowRecord[]) {
	const write = (row: RowRecord): Result<Written> =>
		plan.kind === "cases" ? writeCase(acting, batch, plan, row) : writeWorker(acting, row);
	const written: Result<Written>[] = [];
	const together = acting.store.piece<Result<unknown>>(() => {
		for (const row of rows) {
			const one = write(row);
			if (!one.ok) return one;
			written.push(one);
		}
		return ok();
	});
	return together.ok ? written : rows.map((row) => acting.store.piece(() => write(row)));
}

function keepOutcome(
	acting: Acting,
	batch: BatchRecord,
	row: RowRecord,
	written: Result<Written>,
): RowRecord["outcome"] {
	const { target, revision, found, before }: Partial<Written> = written.ok ? written.value : {};
	const outcome = written.ok ? written.value.outcome : "failed";
	acting.store
		.prepare(
			`UPDATE import_row SET outcome = ?, target = ?, revision = ?, found_revision = ?, before = ?, failure = ?
			 WHERE batch = ? AND row = ?`,
		)
		.run(
			outcome,
			target ?? row.target,
			revision ?? null,
			found ?? null,
			before ? JSON.stringify(before) : null,
			written.ok ? null : JSON.stringify(written.problem),
			batch.seq,
			row.row,
		);
	return outcome;
}
