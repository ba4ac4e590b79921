import { setImmediate } from "node:timers/promises";
import type { Acting } from "../api/acting.ts";
import { ok, type Result } from "../ground/index.ts";
import type { UndoOutlook } from "./api.ts";
import { findBatch } from "./batch-record.ts";
import { targetRevision } from "./target-revision.ts";

const atOnce = 500;

/** How much of an import could be taken back, and how much somebody has changed or deleted since. */
export async function undoOutlook(acting: Acting, id: string): Promise<Result<UndoOutlook>> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	const { kind, seq } = found.value;
	const outlook: UndoOutlook = { reversed: 0, kept: 0, failed: 0 };
	const rows = acting.store.prepare<{
		row: number;
		target: string | null;
		revision: number | null;
		found_revision: number | null;
		undone: string | null;
	}>(
		`SELECT row, target, revision, found_revision, undone FROM import_row WHERE batch = ? AND outcome IN ('new', 'updated')
		 AND (undone IS NULL OR undone = 'failed') AND row < ? ORDER BY row DESC LIMIT ${atOnce}`,
	);
	// Where each case or worker would stand once the rows behind were taken back, as `unwriteRows` goes.
	const stands = new Map<string | null, number | null>();
	let before = Number.MAX_SAFE_INTEGER;
	for (;;) {
		const some = rows.all(seq, before);
		for (const { row, target, revision, found_revision, undone } of some) {
			before = row;
			const stand = stands.has(target) ? stands.get(target) : targetRevision(acting, kind, target);
			const isAsWritten = stand === revision && undone === null;
			stands.set(target, (isAsWritten ? found_revision : stand) ?? null);
			outlook[isAsWritten ? "reversed" : undone === null ? "kept" : "failed"] += 1;
		}
		if (some.length < atOnce) return ok(outlook);
		await setImmediate();
	}
}
