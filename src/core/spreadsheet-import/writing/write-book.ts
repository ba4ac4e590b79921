import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { WrittenFile } from "../api.ts";
import type { FileShelf } from "../file-shelf.ts";
import type { BookPlan, OutRow } from "./book-plan.ts";
import type { FromWriter, ToWriter, WriteTask } from "./writer-side.ts";

const writerHeapMb = 400;

export interface BookWriter {
	shelf: FileShelf;
	sheetWorker?: string;
}

/** Rows of one sheet, some at a time: nothing is asked of the database longer than for these. */
export type Pages = Iterable<{ sheet: number; rows: OutRow[] }>;

/**
 * Writes a file on a thread of its own and keeps it on the shelf for whoever asked. `pages` come sheet by sheet and are only asked for when those
 * before are written. Problems: `cancelled`, `disk-full`, of a workbook `workbook-cell-too-long` and `workbook-sheet-full`.
 */
export async function writeBook(
	{ shelf, sheetWorker }: BookWriter,
	staffId: string | null,
	name: string,
	book: BookPlan,
	pages: Pages,
	signal?: AbortSignal,
): Promise<Result<WrittenFile>> {
	const place = shelf.place(name, staffId);
	const task: WriteTask = { job: "write", file: place.path, seal: place.seal, book };
	const thread = new Worker(sheetWorker ?? join(import.meta.dirname, "../sheet-worker.ts"), {
		workerData: task,
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: writerHeapMb },
	});
	const answers = answersOf(thread);
	let rows = 0;
	let bytes: number | null = null;
	try {
		const tell = async (message: ToWriter) => {
			thread.postMessage(message);
			return answers();
		};
		for (const page of pages) {
			if (signal?.aborted) return fail("cancelled");
			const answer = await tell(page);
			if ("refused" in answer) return { ok: false, problem: answer.refused };
			rows += page.rows.length;
		}
		const answer = await tell({ end: true });
		if ("refused" in answer) return { ok: false, problem: answer.refused };
		if ("written" in answer) bytes = answer.written;
		return ok({ file: place.token, name: place.name, bytes: bytes ?? 0, rows });
	} finally {
		await thread.terminate();
		if (bytes === null) shelf.drop(place.token);
	}
}

/** One answer a message; a thread that died is a bug and throws. */
function answersOf(thread: Worker): () => Promise<FromWriter> {
	const heard: FromWriter[] = [];
	let dead: Error | null = null;
	let wake = () => {};
	const ended = (error: Error) => {
		dead ??= error;
		wake();
	};
	thread.on("message", (message: FromWriter) => {
		if ("bug" in message) return ended(new Error(message.bug));
		heard.push(message);
		wake();
	});
	thread.on("error", ended);
	thread.on("exit", () => ended(new Error("the thread that writes a file ended")));
	return async () => {
		for (;;) {
			const next = heard.shift();
			if (next) return next;
			if (dead) throw dead;
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
	};
}
