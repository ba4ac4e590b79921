import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import type { ImportUndone } from "./api.ts";
import { type BatchRecord, findBatch, type RowRecord } from "./batch-record.ts";
import { tallyOf } from "./batch-tally.ts";
import type { ImportDeps } from "./deps.ts";
import { claimBatch, inChunks } from "./work-on-batch.ts";
import { unwriteCase } from "./write-case.ts";
import { unwriteWorker } from "./write-worker.ts";

const written = "batch = ? AND outcome IN ('new', 'updated') AND undone IS NULL";

/** Takes an import back, last row first: reversed, kept since somebody changed it, could not. Problems as `imports.undo` says. */
export async function undoBatch(deps: ImportDeps, acting: Acting, id: string): Promise<Result<ImportUndone>> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	const batch = found.value;
	const { store } = acting;
	const counted = tallyOf(acting, batch.seq);
	const { reversed, kept, failed } = counted.undone;
	const total = counted.written.new + counted.written.updated - reversed - kept - failed;
	if (total === 0 || !["done", "stopped", "applying", "undoing"].includes(batch.state))
		return fail("import-nothing-to-undo");
	const claimed = claimBatch(deps, acting, batch, "undoing");
	if (!claimed.ok) return claimed;
	const control = new AbortController();
	deps.running.set(id, control);
	const cancel = () => control.abort();
	acting.signal?.addEventListener("abort", cancel, { once: true });
	let whole = false;
	try {
		let before = Number.MAX_SAFE_INTEGER;
		whole = await inChunks(deps, acting, batch, {
			total,
			topics: batch.kind === "cases" ? ["cases", "numbers", "consent"] : ["workers", "numbers"],
			next(quiet) {
				// One at a time: undoing a row can change what is known of the one before it.
				const row = store
					.prepare<RowRecord>(`SELECT * FROM import_row WHERE ${written} AND row < ? ORDER BY row DESC LIMIT 1`)
					.get(batch.seq, before);
				if (!row) return 0;
				before = row.row;
				undoRow(quiet, batch, row);
				return 1;
			},
		});
	} finally {
		acting.signal?.removeEventListener("abort", cancel);
		deps.running.delete(id);
		if (store.isOpen()) settle(acting, batch, whole);
	}
	return whole ? ok(undoneOf(acting, batch)) : fail("cancelled");
}

function undoRow(acting: Acting, batch: BatchRecord, row: RowRecord): void {
	const { store } = acting;
	const { kept, revision } = batch.kind === "cases" ? unwriteCase(acting, row) : unwriteWorker(acting, row);
	const undone = kept === null ? "reversed" : kept === "deleted" || kept === "changed-since" ? kept : "failed";
	// An earlier row of the same sheet that wrote the same case is next: what changed it since was only this undo.
	if (revision !== undefined && row.revision !== null)
		store
			.prepare("UPDATE import_row SET revision = ? WHERE batch = ? AND target = ? AND revision = ? AND row < ?")
			.run(revision, batch.seq, row.target, row.revision - 1, row.row);
	store.prepare("UPDATE import_row SET undone = ? WHERE batch = ? AND row = ?").run(undone, batch.seq, row.row);
}

function undoneOf(acting: Acting, batch: BatchRecord): ImportUndone {
	const { reversed, failed } = tallyOf(acting, batch.seq).undone;
	const kept = acting.store
		.prepare<{ id: string; why: string }>(
			"SELECT DISTINCT target id, undone why FROM import_row WHERE batch = ? AND undone IN ('changed-since', 'deleted') ORDER BY row",
		)
		.all(batch.seq);
	return { reversed, kept, failed };
}

function settle(acting: Acting, batch: BatchRecord, whole: boolean): void {
	const { store } = acting;
	store.write(() => {
		store
			.prepare("UPDATE import_batch SET state = ?, worked_by = NULL, undone_at = ?, undone_by = ? WHERE seq = ?")
			.run(whole ? "undone" : "undoing", instant(acting.clock), acting.staff?.name ?? null, batch.seq);
		recordAudit(acting, { action: "import.undone", subject: { kind: "import", id: batch.id }, details: { whole } });
		store.announce({ type: "changed", topics: ["imports"] });
	});
}
