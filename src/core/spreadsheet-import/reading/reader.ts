import { fork } from "node:child_process";
import type { FromReader, ReadingTask } from "./reader-side.ts";

/** A process that reads one file for the office. */
export interface Reader {
	post(message: ReadingTask | "taken"): void;
	onMessage(heard: (message: FromReader) => void): void;
	/** `isFull`: its memory was used up. */
	onEnd(heard: (isFull: boolean) => void): void;
	/** Ends it, whatever it does; resolves when nothing of it is left. */
	end(): Promise<void>;
}

/** Starts one whose heap may take so many megabytes. */
export type StartReader = (heapMb: number) => Reader;

/**
 * A reader as a child of Node. Not a thread: V8 ends the whole process where a file fills a thread's heap faster than the thread can be stopped.
 * It gets nothing of the office's environment that names the office. `file`: the built `sheet-worker`.
 */
export function readerAsChild(file: string): StartReader {
	return (heapMb) => {
		const child = fork(file, [], {
			execArgv: [`--max-old-space-size=${heapMb}`],
			serialization: "advanced",
			// A library complains there of what it meets in a file.
			stdio: ["ignore", "ignore", "ignore", "ipc"],
			env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OUTPOST|NODE)_/i.test(name))),
		});
		const ended = new Promise<boolean>((resolve) => {
			child.once("error", () => resolve(false));
			// How Node ends of a full heap, where there are signals and where there are none.
			child.once("exit", (code, signal) => resolve(signal === "SIGABRT" || code === 134));
		});
		return {
			// One that is gone is told of by its end.
			post: (message) => void child.send(message, () => {}),
			onMessage: (heard) => void child.on("message", (message) => heard(message as FromReader)),
			onEnd: (heard) => void ended.then(heard),
			async end() {
				child.kill("SIGKILL");
				await ended;
			},
		};
	};
}
