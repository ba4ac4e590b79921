import { parentPort, workerData } from "node:worker_threads";
import { quickCheck } from "./check.ts";
import { copyDatabase } from "./copy-database.ts";
import { openLogCarrying } from "./log-carrier.ts";

// Reading a large file through takes seconds, and a disk has its own time; on this thread nobody waits for either.
const { file, key, copyTo, carries } = workerData as { file: string; key: string; copyTo?: string; carries?: true };
const keyBytes = Buffer.from(key, "hex");
if (carries) {
	const carry = openLogCarrying(file, keyBytes);
	parentPort?.on("message", () => parentPort?.postMessage(carry()));
} else parentPort?.postMessage(copyTo ? copyDatabase(file, keyBytes, copyTo) : quickCheck(file, keyBytes));
