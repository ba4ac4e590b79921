import { setImmediate } from "node:timers/promises";
import type { Acting } from "../api/acting.ts";
import type { Topic } from "../api/index.ts";
import { fail, type Result } from "../ground/index.ts";
import type { ImportState } from "./api.ts";
import type { BatchRecord } from "./batch-record.ts";
import { type ImportDeps, quietly } from "./deps.ts";
import { isAlive } from "./is-alive.ts";
import { Pace } from "./pace.ts";

/** A chunk ends after this: with its commit the thread is held for less than 50 ms. */
export const chunkMs = 20;
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
	let done = 0;
	let told = clock.upMs();
	const pace = new Pace(clock, jobOf(batch.id), work.total);
	const tell = () => {
		store.announce(pace.at(done));
		store.announce({ type: "changed", topics: ["imports", ...work.topics] });
	};
	store.announce(pace.at(0));
	for (;;) {
		if (signal?.aborted) return false;
		const count = store.write(() => {
			const began = clock.upMs();
			let rows = 0;
			for (;;) {
				const more = work.next(quiet);
				rows += more;
				if (more === 0 || clock.upMs() - began >= chunkMs) break;
			}
			store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(clock.nowMs(), batch.seq);
			return rows;
		});
		done += count;
		if (count === 0) break;
		if (clock.upMs() - told >= tellMs) {
			told = clock.upMs();
			tell();
		}
		await setImmediate();
	}
	tell();
	return true;
}

export function jobOf(batchId: string): string {
	return `import ${batchId}`;
}
