import type { Acting } from "../api/acting.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { type BatchRecord, batchView, findBatch } from "./batch-record.ts";
import type { ImportDeps } from "./deps.ts";
import { isAtWork } from "./work-on-batch.ts";

/** Drops what was checked and not applied; only its line in the history stays. Problems `import-not-found`, `import-not-open`, `import-at-work`. */
export function discardBatch(deps: ImportDeps, acting: Acting, id: string): Result<ImportBatch> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	if (found.value.state !== "checked") return fail("import-not-open");
	if (isAtWork(deps, acting, found.value)) return fail("import-at-work");
	return acting.store.write(() => {
		acting.store.prepare("DELETE FROM import_row WHERE batch = ?").run(found.value.seq);
		acting.store.prepare("UPDATE import_batch SET state = 'discarded' WHERE seq = ?").run(found.value.seq);
		acting.store.announce({ type: "changed", topics: ["imports"] });
		return ok(batchView(acting, { ...found.value, state: "discarded" }));
	});
}

/** A check that came to no end leaves nothing. */
export function dropBatch({ store }: Acting, batch: BatchRecord): void {
	store.write(() => {
		store.prepare("DELETE FROM import_row WHERE batch = ?").run(batch.seq);
		store.prepare("DELETE FROM import_batch WHERE seq = ?").run(batch.seq);
	});
}

/** Checks that a crash cut off. */
export function dropLeftOver(deps: ImportDeps, acting: Acting): void {
	for (const batch of acting.store
		.prepare<BatchRecord>("SELECT * FROM import_batch WHERE project_id = ? AND state = 'checking'")
		.all(acting.project.id))
		if (!isAtWork(deps, acting, batch)) dropBatch(acting, batch);
}
