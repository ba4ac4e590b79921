import { parentPort, workerData } from "node:worker_threads";
import { readInWorker, type WorkerTask } from "./reading/worker-side.ts";
import type { WriteTask } from "./writing/writer-side.ts";

// Files of strangers are read on a thread of their own, with a heap of its own, which may die of them; workbooks are written on one too.
const task = workerData as WorkerTask | WriteTask;
if (parentPort) {
	if (task.job !== "write") void readInWorker(parentPort, task);
	else {
		const { writeInWorker } = await import("./writing/writer-side.ts");
		await writeInWorker(parentPort, task);
	}
}
