import type { Acting } from "../api/acting.ts";
import { fail, isAlive, type Result } from "../ground/index.ts";
import type { ImportState } from "./api.ts";
import type { BatchRecord } from "./batch-record.ts";
import type { ImportDeps } from "./deps.ts";

/** Longer silence than this is no work, whatever has the number of the process by now. */
const silentMs = 60_000;

/** Is somebody, here or in another process, working on it? After a crash nobody is. */
export function isAtWork(deps: ImportDeps, acting: Acting, batch: BatchRecord): boolean {
	if (batch.worked_by === null) return false;
	if (batch.worked_by === process.pid) return deps.running.has(batch.id);
	return acting.clock.nowMs() - batch.worked_ms < silentMs && isAlive(batch.worked_by);
}

/** Claims a batch for this process and brings it into a state. Problem `import-at-work`. */
export function claimBatch(
	deps: ImportDeps,
	acting: Acting,
	batch: BatchRecord,
	state: ImportState,
): Result<undefined> {
	return acting.store.write(() => {
		const now = acting.store.prepare<BatchRecord>("SELECT * FROM import_batch WHERE seq = ?").get(batch.seq);
		if (now && isAtWork(deps, acting, now)) return fail("import-at-work");
		acting.store
			.prepare("UPDATE import_batch SET state = ?, worked_by = ?, worked_ms = ? WHERE seq = ?")
			.run(state, process.pid, acting.clock.nowMs(), batch.seq);
		return { ok: true as const, value: undefined };
	});
}

/** May somebody decide, correct and apply? */
export function isOpen({ state }: BatchRecord): boolean {
	return state === "checked" || state === "stopped" || state === "done";
}
