import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import type { ImportUndone } from "./api.ts";
import { type BatchRecord, findBatch } from "./batch-record.ts";
import { tallyOf } from "./batch-tally.ts";
import type { ImportDeps } from "./deps.ts";
import { workOff } from "./work-off.ts";
import { claimBatch } from "./work-on-batch.ts";

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
		const worked = await workOff(deps, { ...acting, signal: control.signal }, batch, { job: "undo", total });
		if (!worked.ok) return worked;
		whole = worked.value;
	} finally {
		acting.signal?.removeEventListener("abort", cancel);
		deps.running.delete(id);
		if (store.isOpen()) settle(acting, batch, whole);
	}
	return whole ? ok(undoneOf(acting, batch)) : fail("cancelled");
}

function undoneOf(acting: Acting, batch: BatchRecord): ImportUndone {
	const { reversed, failed } = tallyOf(acting, batch.seq).undone;
	const kept = acting.store
		.prepare<{ id: string; why: string }>(
			"SELECT DISTINCT target id, undone why FROM import_row INDEXED BY import_row_kept WHERE batch = ? AND undone IN ('changed-since', 'deleted') ORDER BY row",
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
