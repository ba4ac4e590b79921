import { setImmediate } from "node:timers/promises";
import type { Acting } from "../api/acting.ts";
import { findCase, findWorker } from "../contacts/index.ts";
import { ok, type Result } from "../ground/index.ts";
import type { UndoOutlook } from "./api.ts";
import { findBatch } from "./batch-record.ts";

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
		undone: string | null;
	}>(
		`SELECT row, target, revision, undone FROM import_row WHERE batch = ? AND outcome IN ('new', 'updated')
		 AND (undone IS NULL OR undone = 'failed') AND row < ? ORDER BY row DESC LIMIT ${atOnce}`,
	);
	// Of several rows that wrote the same case the last one tells for all.
	const told = new Map<string, "reversed" | "kept">();
	let before = Number.MAX_SAFE_INTEGER;
	for (;;) {
		const some = rows.all(seq, before);
		for (const { row, target, revision, undone } of some) {
			before = row;
			const key = target ?? "";
			const known = told.get(key) ?? (revisionOf(acting, kind, key) === revision ? "reversed" : "kept");
			told.set(key, known);
			outlook[undone === "failed" ? "failed" : known] += 1;
		}
		if (some.length < atOnce) return ok(outlook);
		await setImmediate();
	}
}

/** Null: it is not there any more. */
function revisionOf(acting: Acting, kind: "cases" | "workers", target: string): number | null {
	const found = kind === "cases" ? findCase(acting, target) : findWorker(acting, target);
	return found.ok ? found.value.revision : null;
}
