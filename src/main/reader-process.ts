import { utilityProcess } from "electron";
import type { StartReader } from "../core/outpost.ts";

/** What reads a spreadsheet inside the desktop, which can start no plain Node: its fuse is off. `file`: the built `out/core/sheet-worker.js`. */
export function readerAsUtility(file: string): StartReader {
	return (heapMb) => {
		const child = utilityProcess.fork(file, [], {
			serviceName: "Outpost reader",
			stdio: "ignore",
			execArgv: [`--max-old-space-size=${heapMb}`],
		});
		let isFull = false;
		// Electron tells of nothing here but V8's own end, which is a full heap.
		child.on("error", () => {
			isFull = true;
		});
		const ended = new Promise<boolean>((resolve) => child.once("exit", () => resolve(isFull)));
		return {
			post: (message) => child.postMessage(message),
			onMessage: (heard) => void child.on("message", heard),
			onEnd: (heard) => void ended.then(heard),
			async end() {
				child.kill();
				await ended;
			},
		};
	};
}
