import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Queue, Unasked } from "./in-lanes.ts";
import type { Heard, HqPlace, Question } from "./open-line.ts";

export type ToLine = "stop" | { nth: number; question: Question };
export interface FromLine {
	nth: number;
	heard: Heard | Unasked;
	/** Of the line, so far. */
	bytes: number;
	driftMs: number | null;
}

/** Handed over at once: what the lanes need while a transaction lasts. */
const most = 32;
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/**
 * A line on a thread of its own, so that the lanes go on while this thread writes down what became of forms. `program`: the built `line-worker`.
 * Where the thread ends by itself, whoever asks is told by an error.
 */
export function openLineOnThread(place: HqPlace, program: string): Queue {
	const thread = new Worker(pathToFileURL(program), { workerData: place, execArgv: [], resourceLimits });
	const asked = new Map<number, { resolve(heard: Heard | Unasked): void; reject(error: Error): void; bytes: number }>();
	let [nth, bytes, handedOver] = [0, 0, 0];
	let driftMs: number | null = null;
	let ended: Error | null = null;
	const end = (why: Error) => {
		ended ??= why;
		for (const { reject } of asked.values()) reject(ended);
		asked.clear();
	};
	thread.on("message", (said: FromLine) => {
		const one = asked.get(said.nth);
		asked.delete(said.nth);
		handedOver -= one?.bytes ?? 0;
		bytes = said.bytes;
		driftMs = said.driftMs;
		one?.resolve(said.heard);
	});
	thread.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
	thread.on("exit", () => end(new Error("the thread of a line to HQ ended by itself")));
	return {
		ask: (question) =>
			new Promise((resolve, reject) => {
				if (ended) return reject(ended);
				const one = { resolve, reject, bytes: question.body?.length ?? 0 };
				asked.set(nth, one);
				handedOver += one.bytes;
				thread.postMessage({ nth: nth++, question } satisfies ToLine);
			}),
		stop: () => thread.postMessage("stop" satisfies ToLine),
		most,
		// What was handed over will have gone, or is counted once more.
		bytes: () => bytes + handedOver,
		driftMs: () => driftMs,
		close() {
			asked.clear();
			void thread.terminate();
		},
	};
}
