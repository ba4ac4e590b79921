import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FormLanes } from "./form-lanes.ts";
import type { HqPlace } from "./open-line.ts";
import type { Verdict } from "./sort-answer.ts";

export type ToThread = "stop" | "go on" | { nth: number; body: string | Uint8Array };
export interface FromThread {
	nth: number;
	verdict: Verdict | "unsent";
	/** Of the line, so far. */
	bytes: number;
	driftMs: number | null;
}

/** Handed over at once: what the lanes need while a transaction lasts. */
const most = 32;
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/**
 * Lanes on a thread of their own, so that they go on while this one writes down what became of forms. `program`: the built `form-worker`. Where the
 * thread ends by itself, whoever sends is told by an error.
 */
export function formThread(place: HqPlace, program: string): FormLanes {
	const thread = new Worker(pathToFileURL(program), { workerData: place, execArgv: [], resourceLimits });
	const sent = new Map<
		number,
		{ resolve(verdict: Verdict | "unsent"): void; reject(error: Error): void; bytes: number }
	>();
	let [nth, bytes, handedOver] = [0, 0, 0];
	let driftMs: number | null = null;
	let ended: Error | null = null;
	const end = (why: Error) => {
		ended ??= why;
		for (const { reject } of sent.values()) reject(ended);
		sent.clear();
	};
	thread.on("message", (said: FromThread) => {
		const form = sent.get(said.nth);
		sent.delete(said.nth);
		handedOver -= form?.bytes ?? 0;
		bytes = said.bytes;
		driftMs = said.driftMs;
		form?.resolve(said.verdict);
	});
	thread.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
	thread.on("exit", () => end(new Error("the thread that sends forms ended by itself")));
	const say = (message: ToThread) => thread.postMessage(message);
	return {
		send: (body) =>
			new Promise((resolve, reject) => {
				if (ended) return reject(ended);
				sent.set(nth, { resolve, reject, bytes: body.length });
				handedOver += body.length;
				say({ nth: nth++, body });
			}),
		stop: () => say("stop"),
		goOn: () => say("go on"),
		most,
		// What was handed over will have gone, or is taken off again.
		bytes: () => bytes + handedOver,
		driftMs: () => driftMs,
		close() {
			sent.clear();
			void thread.terminate();
		},
	};
}
