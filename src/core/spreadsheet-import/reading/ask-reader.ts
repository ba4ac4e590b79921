import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fail, ok, type Problem, type Result } from "../../ground/index.ts";
import type { BookInfo, SheetRow } from "./cell.ts";
import { allowance, smallFileBytes } from "./limits.ts";
import type { PackedLot } from "./lot.ts";
import { readerAsChild } from "./reader.ts";
import type { ReadingTask } from "./reader-side.ts";

export type Answer = { book?: BookInfo; first?: SheetRow[]; rows?: number; filled?: number[] };

/** Takes some rows, with the numbers in them where they were wished for. */
export type TakeLot = (lot: PackedLot) => void | Promise<void>;

/**
 * Has a file read by a process of its own. It may run out of memory, hang or die of the file: that is an answer (`file-too-heavy`, `file-too-slow`,
 * `file-crashed`) and harms nothing else. Every problem names the file.
 */
export function askReader(task: ReadingTask, onLot: TakeLot, signal?: AbortSignal): Promise<Result<Answer>> {
	return new Promise((resolve, reject) => {
		const file = task.wishes.name ?? basename(task.file);
		const named = (problem: Problem): Result<Answer> =>
			fail(problem.code, { ...problem, details: { ...problem.details, file } });
		if (signal?.aborted) return resolve(fail("cancelled"));
		const fileBytes = statSync(task.file, { throwIfNoEntry: false })?.size ?? 0;
		const { heapMb, silenceMs } = allowance(fileBytes);
		const { start = readerAsChild(join(import.meta.dirname, "../sheet-worker.ts")), ...wishes } = task.wishes;
		const reader = start(heapMb);
		let silence: NodeJS.Timeout | undefined;
		let settled = false;
		let queue = Promise.resolve();
		const settle = (end: () => void) => {
			if (settled) return;
			settled = true;
			clearTimeout(silence);
			signal?.removeEventListener("abort", onAbort);
			// The caller goes on when nothing of the reading is left, neither the process nor its memory.
			void reader.end().then(end);
		};
		const answer = (result: Result<Answer>) => settle(() => resolve(result));
		const onAbort = () => answer(fail("cancelled"));
		const listen = () => {
			clearTimeout(silence);
			silence = setTimeout(() => answer(named({ code: "file-too-slow" })), silenceMs);
		};

		signal?.addEventListener("abort", onAbort, { once: true });
		listen();
		reader.onMessage((message) => {
			clearTimeout(silence);
			if ("problem" in message) return answer(named(message.problem));
			if ("bug" in message) return settle(() => reject(new Error(message.bug)));
			if ("book" in message) return answer(ok(message));
			if ("done" in message) {
				void queue.then(() => answer(ok(message.done)));
				return;
			}
			queue = queue.then(() => take(message));
		});
		const whyFull = fileBytes < smallFileBytes ? "file-damaged" : "file-too-heavy";
		reader.onEnd((isFull) => {
			void queue.then(() => answer(named({ code: isFull ? whyFull : "file-crashed" })));
		});
		reader.post({ ...task, wishes });

		async function take(lot: PackedLot): Promise<void> {
			if (settled) return;
			try {
				// Others want this thread between two messages, and between a message and the first work on it.
				await setImmediate();
				if (settled) return;
				await onLot(lot);
			} catch (error) {
				settle(() => reject(error instanceof Error ? error : new Error(String(error))));
				return;
			}
			if (settled) return;
			reader.post("taken");
			listen();
		}
	});
}
