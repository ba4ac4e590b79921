import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { fail, ok, type Problem, type Result } from "../../ground/index.ts";
import type { BookInfo, KnownNumber, SheetRow } from "./cell.ts";
import { allowance, smallFileBytes } from "./limits.ts";
import type { FromWorker, WorkerTask } from "./worker-side.ts";

export type Answer = { book?: BookInfo; first?: SheetRow[]; rows?: number };

/** Takes some rows, and the numbers in them where they were wished for. */
export type TakeRows = (rows: SheetRow[], numbers: readonly KnownNumber[]) => void | Promise<void>;

/**
 * Has a file read on a thread of its own. The thread may run out of memory, hang or die of the file: that is an answer (`file-too-large`,
 * `file-too-slow`, `file-crashed`) and harms nothing else. Every problem names the file.
 */
export function askWorker(task: WorkerTask, onRows: TakeRows, signal?: AbortSignal): Promise<Result<Answer>> {
	return new Promise((resolve, reject) => {
		const file = task.wishes.name ?? basename(task.file);
		const named = (problem: Problem): Result<Answer> =>
			fail(problem.code, { ...problem, details: { ...problem.details, file } });
		if (signal?.aborted) return resolve(fail("cancelled"));
		const fileBytes = statSync(task.file, { throwIfNoEntry: false })?.size ?? 0;
		const { heapMb, silenceMs } = allowance(fileBytes);
		const thread = new Worker(task.wishes.worker ?? join(import.meta.dirname, "../sheet-worker.ts"), {
			workerData: task,
			execArgv: [],
			// A library complains there of what it meets in a file.
			stdout: true,
			stderr: true,
			resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8 },
		});
		let silence: NodeJS.Timeout | undefined;
		let settled = false;
		const settle = (end: () => void) => {
			if (settled) return;
			settled = true;
			clearTimeout(silence);
			signal?.removeEventListener("abort", onAbort);
			// The caller goes on when nothing of the reading is left, neither the thread nor its memory.
			void thread.terminate().then(end);
		};
		const answer = (result: Result<Answer>) => settle(() => resolve(result));
		const onAbort = () => answer(fail("cancelled"));
		const listen = () => {
			clearTimeout(silence);
			silence = setTimeout(() => answer(named({ code: "file-too-slow" })), silenceMs);
		};

		signal?.addEventListener("abort", onAbort, { once: true });
		listen();
		thread.on("message", (message: FromWorker) => {
			clearTimeout(silence);
			if ("problem" in message) return answer(named(message.problem));
			if ("bug" in message) return settle(() => reject(new Error(message.bug)));
			if ("book" in message) return answer(ok(message));
			if ("done" in message) {
				const { rows } = message.done;
				void queue.then(() => answer(ok({ rows })));
				return;
			}
			queue = queue.then(() => take(message.rows, message.numbers));
		});
		thread.on("error", (error: NodeJS.ErrnoException) =>
			answer(
				error.code === "ERR_WORKER_OUT_OF_MEMORY"
					? named(
							fileBytes < smallFileBytes
								? { code: "file-damaged" }
								: { code: "file-too-large", details: { most: heapMb } },
						)
					: named({ code: "file-crashed" }),
			),
		);
		thread.on("exit", () => {
			void queue.then(() => answer(named({ code: "file-crashed" })));
		});

		let queue = Promise.resolve();
		async function take(rows: SheetRow[], numbers: readonly KnownNumber[] = []): Promise<void> {
			if (settled) return;
			try {
				await onRows(rows, numbers);
				// Messages that wait are handed over one after the other; others want the thread in between.
				await setImmediate();
			} catch (error) {
				settle(() => reject(error instanceof Error ? error : new Error(String(error))));
				return;
			}
			if (settled) return;
			thread.postMessage("taken");
			listen();
		}
	});
}
