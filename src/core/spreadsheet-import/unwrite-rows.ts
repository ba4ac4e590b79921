import type { Acting } from "../api/acting.ts";
import type { BatchRecord, RowRecord } from "./batch-record.ts";
import { inChunks, type Steps } from "./in-chunks.ts";
import { RowTally } from "./row-tally.ts";
import { targetRevision } from "./target-revision.ts";
import { unwriteCase } from "./write-case.ts";
import { unwriteWorker } from "./write-worker.ts";

const written = "batch = ? AND outcome IN ('new', 'updated') AND undone IS NULL";

/** Takes back what the rows of a batch wrote, the last row first. False where it was cancelled. */
export function unwriteRows(acting: Acting, batch: BatchRecord, total: number, steps: Steps): Promise<boolean> {
	const tally = new RowTally(acting.store, batch.seq);
	let before = Number.MAX_SAFE_INTEGER;
	return inChunks(
		acting,
		batch,
		{
			total,
			topics: batch.kind === "cases" ? ["cases", "numbers", "consent"] : ["workers", "numbers"],
			next(quiet) {
				// One at a time: undoing a row can change what is known of the one before it.
				const row = acting.store
					.prepare<RowRecord>(`SELECT * FROM import_row WHERE ${written} AND row < ? ORDER BY row DESC LIMIT 1`)
					.get(batch.seq, before);
				if (!row) return 0;
				before = row.row;
				tally.moved(row, { ...row, undone: unwriteRow(quiet, batch, row) });
				return 1;
			},
			settle: () => tally.write(),
		},
		steps,
	);
}

function unwriteRow(acting: Acting, batch: BatchRecord, row: RowRecord): string {
	const undone = takeBack(acting, batch, row);
	acting.store.prepare("UPDATE import_row SET undone = ? WHERE batch = ? AND row = ?").run(undone, batch.seq, row.row);
	return undone;
}

function takeBack(
	acting: Acting,
	batch: BatchRecord,
	row: RowRecord,
): "reversed" | "deleted" | "changed-since" | "failed" {
	const { store } = acting;
	const stands = targetRevision(acting, batch.kind, row.target);
	if (stands === null) return "deleted";
	if (stands !== row.revision) return "changed-since";
	// What its verbs did before one of them refused is taken back with it.
	const back = store.piece(() => (batch.kind === "cases" ? unwriteCase(acting, row) : unwriteWorker(acting, row)));
	if (!back.ok) return "failed";
	// Nobody was there before a row that made somebody; to look for one in the whole sheet would take its square.
	if (row.found_revision === null) return "reversed";
	// An earlier row of the same sheet that wrote the same case is next: what changed it since was only this undo.
	store
		.prepare("UPDATE import_row SET revision = ? WHERE batch = ? AND target = ? AND revision = ? AND row < ?")
		.run(back.value, batch.seq, row.target, row.found_revision, row.row);
	return "reversed";
}
