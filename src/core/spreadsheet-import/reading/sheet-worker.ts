import { parentPort, workerData } from "node:worker_threads";
import { readInWorker, type WorkerTask } from "./worker-side.ts";

// Files of strangers are read on a thread of their own, with a heap of its own, which may die of them.
if (parentPort) void readInWorker(parentPort, workerData as WorkerTask);
