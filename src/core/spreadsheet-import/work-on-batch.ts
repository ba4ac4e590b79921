import type { Acting } from "../api/acting.ts";
import type { Topic } from "../api/index.ts";
import { tidyBySteps } from "../contacts/index.ts";
import { fail, type Result } from "../ground/index.ts";
import type { ImportState } from "./api.ts";
import type { BatchRecord } from "./batch-record.ts";
import { type ImportDeps, quietly } from "./deps.ts";
import { isAlive } from "./is-alive.ts";
import { Pace } from "./pace.ts";
import { Stride } from "./stride.ts";

const tellMs = 1_000;
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

export interface ChunkWork {
	/** Rows to do, for the progress. */
	total: number;
	/** Does the next piece inside the transaction; returns how many rows, 0 when there are none left. */
	next(quiet: Acting): number;
	topics: Topic[];
}

/**
 * Works through rows in short transactions, each with its checkpoint, until there are none or somebody cancels. The thread is free between
 * them. Returns false where it was cancelled.
 */
export async function inChunks(
	deps: ImportDeps,
	acting: Acting,
	batch: BatchRecord,
	work: ChunkWork,
): Promise<boolean> {
	const { store, clock } = acting;
	const quiet = quietly(acting);
	const signal = deps.running.get(batch.id)?.signal;
	const pace = new Pace(clock, jobOf(batch.id), work.total);
	const stride = new Stride(clock);
	let done = 0;
	let told = clock.upMs();
	const tell = () => {
		store.announce(pace.at(done));
		store.announce({ type: "changed", topics: ["imports", ...work.topics] });
	};
	const chunk = () => {
		let rows = 0;
		do {
			const more = work.next(quiet);
			if (more === 0) break;
			rows += more;
		} while (stride.goesOn());
		store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(clock.nowMs(), batch.seq);
		return rows;
	};
	store.announce(pace.at(0));
	const long = store.longWork();
	const search = tidyBySteps(store);
	try {
		for (;;) {
			// Before the first as well: what has been waited for until here came in a turn of the loop that has room for one step only.
			await long.rest();
			if (signal?.aborted) return false;
			stride.begin();
			// It takes from the time of the rows: both hold the thread in one go.
			if (done > 0) long.write(search.step);
			const rows = long.write(chunk);
			stride.end();
			if (rows === 0) break;
			done += rows;
			if (clock.upMs() - told >= tellMs) {
				told = clock.upMs();
				tell();
			}
		}
	} finally {
		if (store.isOpen()) search.end();
		await long.end();
	}
	tell();
	return true;
}

export function jobOf(batchId: string): string {
	return `import ${batchId}`;
}
