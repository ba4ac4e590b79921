import type { Acting } from "../api/acting.ts";
import { fail, isAlive, ok, type Result } from "../ground/index.ts";
import type { ImportBatch, ImportState } from "./api.ts";
import { type BatchRecord, batchView, findBatch } from "./batch-record.ts";
import type { ImportDeps } from "./deps.ts";

/** Longer silence than this is no work, whatever has the number of the process by now. */
const silentMs = 60_000;

/** Is somebody, here or in another process, working on it? After a crash nobody is. */
export function isAtWork(deps: Pick<ImportDeps, "works">, acting: Acting, batch: BatchRecord): boolean {
	if (batch.worked_by === null) return false;
	if (batch.worked_by === process.pid) return deps.works.has(batch.id);
	return acting.clock.nowMs() - batch.worked_ms < silentMs && isAlive(batch.worked_by);
}

export interface BatchWork {
	/** As long as it lasts. */
	state: ImportState;
	/** Does it; the value says whether to its end. */
	rows(acting: Acting): Promise<Result<boolean>>;
	/** Puts down what came of it, inside the transaction that gives the batch free. */
	settle(whole: boolean): void;
}

/** Works on the rows of a batch that nobody else is at; whatever ends it, the batch is free again. Problems `import-at-work`, `cancelled`, those of the work. */
export async function workOnBatch(
	deps: ImportDeps,
	acting: Acting,
	batch: BatchRecord,
	{ state, rows, settle }: BatchWork,
): Promise<Result<ImportBatch>> {
	const { store } = acting;
	const claimed = claimBatch(deps, acting, batch, state);
	if (!claimed.ok) return claimed;
	let whole = false;
	try {
		const worked = await deps.works.during(acting, batch.id, rows);
		if (!worked.ok) return worked;
		whole = worked.value;
	} finally {
		if (store.isOpen())
			store.write(() => {
				store.prepare("UPDATE import_batch SET worked_by = NULL WHERE seq = ?").run(batch.seq);
				settle(whole);
				store.announce({ type: "changed", topics: ["imports"] });
			});
	}
	if (!whole) return fail("cancelled");
	const after = findBatch(acting, batch.id);
	return after.ok ? ok(batchView(acting, after.value)) : after;
}

/** Claims a batch for this process and brings it into a state. Problem `import-at-work`. */
function claimBatch(deps: ImportDeps, acting: Acting, batch: BatchRecord, state: ImportState): Result<undefined> {
	return acting.store.write(() => {
		const now = acting.store.prepare<BatchRecord>("SELECT * FROM import_batch WHERE seq = ?").get(batch.seq);
		if (now && isAtWork(deps, acting, now)) return fail("import-at-work");
		acting.store
			.prepare("UPDATE import_batch SET state = ?, worked_by = ?, worked_ms = ? WHERE seq = ?")
			.run(state, process.pid, acting.clock.nowMs(), batch.seq);
		return ok();
	});
}

/** May somebody decide, correct and apply? */
export function isOpen({ state }: BatchRecord): boolean {
	return state === "checked" || state === "stopped" || state === "done";
}
