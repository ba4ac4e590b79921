import type { Acting } from "../api/acting.ts";
import type { Topic } from "../api/index.ts";
import { tidyBySteps } from "../contacts/index.ts";
import type { BatchRecord } from "./batch-record.ts";
import { quietly } from "./deps.ts";
import { Pace } from "./pace.ts";

const tellMs = 1_000;

export interface ChunkWork {
	/** Rows to do, for the progress. */
	total: number;
	/** Does the next rows inside the transaction, so many at most; returns how many, 0 when there are none left. */
	next(quiet: Acting, most: number): number;
	/** Before a transaction ends. */
	settle(): void;
	topics: Topic[];
}

/** How long a transaction may last, where it is written. */
export interface Steps {
	begin(): void;
	/** To be asked after some rows: is there time for more? */
	goesOn(): boolean;
	/** It is committed. */
	end(): void;
	/** Rows between two questions whether it goes on; left out, one. */
	together?: number;
	/** Pages of the search that are merged for each of them. */
	merges?: number;
	/** As `Store.longWork`. */
	stepsBetween?: number;
}

/**
 * Works through rows in short transactions, each with its checkpoint, until there are none or somebody cancels. The thread is free between
 * them. Returns false where it was cancelled.
 */
export async function inChunks(acting: Acting, batch: BatchRecord, work: ChunkWork, steps: Steps): Promise<boolean> {
	const { store, clock, signal } = acting;
	const quiet = quietly(acting);
	const pace = new Pace(clock, jobOf(batch.id), work.total);
	let done = 0;
	let told = clock.upMs();
	const tell = () => {
		store.announce(pace.at(done));
		store.announce({ type: "changed", topics: ["imports", ...work.topics] });
	};
	const chunk = () => {
		let rows = 0;
		do {
			const more = work.next(quiet, steps.together ?? 1);
			if (more === 0) break;
			rows += more;
		} while (steps.goesOn());
		work.settle();
		store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(clock.nowMs(), batch.seq);
		return rows;
	};
	store.announce(pace.at(0));
	const long = store.longWork(steps.stepsBetween);
	const search = tidyBySteps(store, steps.merges);
	try {
		for (;;) {
			// Before the first as well: what has been waited for until here came in a turn of the loop that has room for one step only.
			await long.rest();
			if (signal?.aborted) return false;
			steps.begin();
			// It takes from the time of the rows: both hold the thread in one go.
			if (done > 0) long.write(search.step);
			const rows = long.write(chunk);
			steps.end();
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
