import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, expect, test } from "vitest";
import { kinds, mutated, seeded, wholeFile } from "../testing/mutated-sheets.ts";
import { allowance } from "./limits.ts";

/** Fewer where the machine is shared with other tests; the figure of the requirement is 5,000 of each kind. */
const files = Number(process.env.OUTPOST_MUTATED_SHEETS ?? 60);
const seed = 20261126;

type Read = { cells: string[][] } | { refused: string } | { thrown: string };
const { heapMb, silenceMs } = allowance(0);
let thread: Worker | null = null;
afterAll(() => thread?.terminate());

/** Reads as the product does, with its memory and its time; what takes more is ended, as there. */
function read(bytes: Buffer): Promise<Read> {
	thread ??= new Worker(join(import.meta.dirname, "../testing/read-here.ts"), {
		execArgv: [],
		stderr: true,
		resourceLimits: { maxOldGenerationSizeMb: heapMb },
	});
	const reader = thread;
	return new Promise((resolve) => {
		const done = (answer: Read, ended: boolean) => {
			clearTimeout(timer);
			for (const [event, heard] of Object.entries(ears)) reader.off(event, heard);
			if (ended) {
				thread = null;
				void reader.terminate();
			}
			resolve(answer);
		};
		const timer = setTimeout(() => done({ refused: "file-too-slow" }, true), silenceMs);
		const ears = {
			message: (answer: Read) => done(answer, false),
			error: (error: NodeJS.ErrnoException) =>
				done(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? { refused: "memory" } : { thrown: String(error.stack) }, true),
			exit: () => done({ thrown: "the thread ended" }, true),
		};
		for (const [event, heard] of Object.entries(ears)) reader.on(event, heard);
		reader.postMessage(bytes);
	});
}

test.each(kinds)(
	`%s: ${files} mutated files (seed ${seed}) are read or refused, within ${silenceMs} ms`,
	{ timeout: 60_000 + files * 500 },
	async (kind) => {
		const whole = wholeFile(kind);
		const original = await read(whole);
		expect("cells" in original && original.cells.length).toBeGreaterThan(30);
		const random = seeded(seed);
		const counts: Record<string, number> = {};
		const wrong: string[] = [];
		for (let n = 0; n < files; n++) {
			const answer = await read(mutated(kind, whole, random));
			const what = "cells" in answer ? "read" : "refused" in answer ? answer.refused : "thrown";
			counts[what] = (counts[what] ?? 0) + 1;
			if ("thrown" in answer) wrong.push(`file ${n}: ${answer.thrown}`);
			// Each part of a zip has its checksum: what is read at all is what was written. Other kinds have none to tell by.
			const proven = kind === "xlsx" || kind === "xlsb" || kind === "ods";
			if (proven && "cells" in answer && JSON.stringify(answer) !== JSON.stringify(original))
				wrong.push(`file ${n}: other cells`);
		}
		console.info(`${kind}: ${JSON.stringify(counts)}`);
		expect(wrong).toEqual([]);
	},
);
