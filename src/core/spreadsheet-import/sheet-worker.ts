import { parentPort, workerData } from "node:worker_threads";
import { endWithOffice } from "./reading/end-with-office.ts";
import { type ReadingTask, readForOffice, type Way } from "./reading/reader-side.ts";
import type { WriteTask } from "./writing/writer-side.ts";

// Files of strangers are read in a process of their own, which may die of them; workbooks are written on a thread.
if (parentPort) {
	const { writeInWorker } = await import("./writing/writer-side.ts");
	await writeInWorker(parentPort, workerData as WriteTask);
} else {
	endWithOffice();
	const way = wayToOffice();
	let isAsked = false;
	way.on("message", (message) => {
		if (isAsked) return;
		isAsked = true;
		void readForOffice(way, message as ReadingTask);
	});
}

/** Of a child of Node, or of Electron's utility process, which has a port of its own kind. */
function wayToOffice(): Way {
	const { parentPort: port } = process as unknown as { parentPort?: ElectronPort };
	if (port) {
		return {
			postMessage: (message) => port.postMessage(message),
			on: (event, heard) => port.on(event, ({ data }) => heard(data)),
		};
	}
	// An office that is gone wants no answer.
	process.on("disconnect", () => process.exit());
	return {
		postMessage: (message) => process.send?.(message),
		on: (event, heard) => process.on(event, heard),
	};
}

interface ElectronPort {
	postMessage(message: unknown): void;
	on(event: "message", heard: (event: { data: unknown }) => void): unknown;
}
