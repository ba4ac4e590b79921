import { join } from "node:path";
import { createInterface } from "node:readline";
import { openLogFile } from "../core/api/log-file.ts";
import { carryOffice, type SyncOffice } from "../core/outpost.ts";

/** What the desktop's process of this kind has instead of standard input. */
interface ParentPort {
	once(event: "message", heard: (message: { data: unknown }) => void): void;
}

/** The office, key included, comes over the parent's own channel: a pipe, or a message of the desktop. Never an argument, never the environment. */
function handedOver(): Promise<SyncOffice> {
	const { parentPort } = process as unknown as { parentPort?: ParentPort };
	if (parentPort)
		return new Promise((resolve) => parentPort.once("message", (message) => resolve(message.data as SyncOffice)));
	return new Promise((resolve) => {
		const lines = createInterface({ input: process.stdin });
		lines.once("line", (line) => resolve(JSON.parse(line) as SyncOffice));
		// The pipe stays open as long as the parent lives.
		lines.once("close", () => process.exit(0));
	});
}

const office = await handedOver();
const log = openLogFile(office.dataDir);
const formWorker = join(
	import.meta.dirname,
	import.meta.filename.endsWith(".ts") ? "../core/hq/line/form-worker.ts" : "form-worker.js",
);
try {
	const carried = await carryOffice(office, { signal: new AbortController().signal, log, formWorker });
	if (!carried.ok) log.warn(`sync: ${carried.problem.code}`);
} catch (error) {
	// Nobody reads what it prints.
	log.error("the sync process ended unexpectedly", error);
}
process.exit(1);
