import { parentPort, workerData } from "node:worker_threads";
import { quickCheck } from "./check.ts";
import { copyDatabase } from "./copy-database.ts";

// Reading a large file through takes seconds; on this thread nobody waits for it.
const { file, key, copyTo } = workerData as { file: string; key: string; copyTo?: string };
const keyBytes = Buffer.from(key, "hex");
parentPort?.postMessage(copyTo ? copyDatabase(file, keyBytes, copyTo) : quickCheck(file, keyBytes));
