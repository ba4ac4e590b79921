import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { instant, type Log, makeLog, systemClock } from "../ground/index.ts";

export type { Log } from "../ground/index.ts";

const longestBytes = 2_000_000;

/**
 * The log of a data folder, `logs/outpost.log` with one older file beside it. Lines are redacted before they are written.
 * A folder that can't be written to loses the log, not the office.
 */
export function openLogFile(dataDir: string): Log {
	const folder = join(dataDir, "logs");
	const file = join(folder, "outpost.log");
	return makeLog(
		(line) => {
			try {
				mkdirSync(folder, { recursive: true, mode: 0o700 });
				if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > longestBytes) renameSync(file, `${file}.1`);
				appendFileSync(file, line, { mode: 0o600 });
			} catch {
				// A full or read-only disk shows itself in the database's own answers.
			}
		},
		() => instant(systemClock),
	);
}
