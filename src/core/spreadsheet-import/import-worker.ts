import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { Acting } from "../api/acting.ts";
import { keepJournal, openJournal } from "../consent/index.ts";
import { type Log, systemClock } from "../ground/index.ts";
import { openDatabase, storageProblem } from "../storage/index.ts";
import { type BatchRecord, findBatch } from "./batch-record.ts";
import { rowsChecked } from "./check-rows.ts";
import type { FromThread, ThreadTask, ToThread } from "./import-thread.ts";
import type { Steps } from "./in-chunks.ts";
import { rowWorks } from "./work-off.ts";

/** Long enough that a commit weighs little, short enough that another process finds a gap. Whoever wants to write in the office ends it at once. */
const stepMs = 120;
const mergesAStep = 16;
/** What it reads again it finds in the system's own memory. */
const cacheKb = 8_000;

const say = (said: FromThread) => parentPort?.postMessage(said);
const log: Log = {
	info: (line) => say({ log: "info", line }),
	warn: (line) => say({ log: "warn", line }),
	error: (line, error) => say({ log: "error", line: error instanceof Error ? `${line}: ${error.stack}` : line }),
};
const cancelled = new AbortController();
/** Kept from the start: what is said before anybody listens would be lost. */
const heard: Exclude<ToThread, "cancel">[] = [];
let wake = () => {};
parentPort?.on("message", (message: ToThread) => {
	if (message === "cancel") cancelled.abort();
	else heard.push(message);
	wake();
});

try {
	await openAndWork(workerData as ThreadTask);
} catch (error) {
	const known = storageProblem(error);
	if (known && !known.ok) say({ problem: known.problem });
	else say({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
} finally {
	parentPort?.close();
}

async function openAndWork({ work, batch: id, file, key, migrationsDir, worker, shared, project, staff }: ThreadTask) {
	const dataKey = Buffer.from(key, "hex");
	const opened = openDatabase({ file, key: dataKey, migrationsDir, mayCreate: false, cacheKb, worker });
	if (!opened.ok) return say({ problem: opened.problem });
	const store = opened.value;
	try {
		keepJournal(store, openJournal(join(file, "..", "stops.journal"), dataKey));
		const steps = stepsUntil(store.borrow(shared));
		store.listen((event) => say({ event }));
		const acting: Acting = { store, clock: systemClock, log, project, staff, signal: cancelled.signal };
		const batch = findBatch(acting, id);
		if (!batch.ok) return say({ problem: batch.problem });
		const whole =
			work.job === "check"
				? await checkWhatComes(acting, batch.value, steps)
				: await rowWorks[work.job](acting, batch.value, work.total, steps);
		// The disk has all of it before the office says so, and nobody there waits for that.
		store.write(() => store.prepare("UPDATE import_batch SET worked_ms = ? WHERE id = ?").run(systemClock.nowMs(), id));
		say({ whole });
	} finally {
		store.close();
	}
}

async function checkWhatComes(acting: Acting, batch: BatchRecord, steps: Steps): Promise<boolean> {
	const checker = rowsChecked(acting, batch, steps);
	try {
		for (;;) {
			const next = heard.shift();
			if (next === "end") return true;
			if (next) {
				await checker.take(next);
				say("taken");
			} else
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
		}
	} finally {
		await checker.end();
	}
}

function stepsUntil(isWanted: () => boolean): Steps {
	let ends = 0;
	return {
		begin() {
			ends = systemClock.upMs() + stepMs;
		},
		goesOn: () => !isWanted() && systemClock.upMs() < ends,
		end() {},
		together: 10,
		merges: mergesAStep,
		stepsBetween: 2,
	};
}
