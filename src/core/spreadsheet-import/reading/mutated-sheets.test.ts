import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { seeded } from "../../../testing/seeded.ts";
import { kinds, mutated, wholeFile } from "../testing/mutated-sheets.ts";
import { allowance } from "./limits.ts";

/** Fewer where the machine is shared with other tests; the figure of the requirement is 5,000 of each kind. */
const files = Number(process.env.OUTPOST_MUTATED_SHEETS ?? 60);
const seed = 20261126;

type Read = { cells: string[][] } | { refused: string } | { thrown: string };
const { heapMb, silenceMs } = allowance(0);
let reader: ChildProcess | null = null;
afterAll(() => reader?.kill("SIGKILL"));

/** Reads as the product does, in a process of its own, with its memory and its time; what takes more is ended, as there. */
function read(bytes: Buffer): Promise<Read> {
	reader ??= fork(join(import.meta.dirname, "../testing/read-here.ts"), [], {
		execArgv: [`--max-old-space-size=${heapMb}`],
		serialization: "advanced",
		stdio: ["ignore", "ignore", "ignore", "ipc"],
	});
	const child = reader;
	return new Promise((resolve) => {
		const done = (answer: Read, ended: boolean) => {
			clearTimeout(timer);
			child.off("message", onMessage).off("exit", onExit);
			if (ended) {
				reader = null;
				child.kill("SIGKILL");
			}
			resolve(answer);
		};
		const timer = setTimeout(() => done({ refused: "file-too-slow" }, true), silenceMs);
		const onMessage = (answer: unknown) => done(answer as Read, false);
		const onExit = (code: number | null, signal: string | null) =>
			done(signal === "SIGABRT" || code === 134 ? { refused: "memory" } : { thrown: "the reader ended" }, true);
		child.on("message", onMessage).on("exit", onExit);
		child.send(bytes, () => {});
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
