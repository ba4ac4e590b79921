import Database from "better-sqlite3";
import { maySleep, sleep } from "./sleep.ts";

/** How long somebody else's transaction is waited for. */
export const busyTimeoutMs = 8_000;

/**
 * How often it is looked whether it is over. SQLite by itself looks ever more seldom, up to a tenth of a second, and may miss every pause of somebody who
 * writes for long.
 */
const lookMs = 3;

/** The way to begin a transaction on a connection whose time to wait is `busyTimeoutMs` otherwise. */
export function beginning(sqlite: Database.Database): () => void {
	const begin = sqlite.prepare("BEGIN IMMEDIATE");
	const waitNot = sqlite.prepare("PRAGMA busy_timeout = 0");
	const wait = sqlite.prepare(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
	return () => {
		if (!maySleep) {
			begin.run();
			return;
		}
		waitNot.get();
		try {
			for (let looks = busyTimeoutMs / lookMs; ; looks--) {
				try {
					begin.run();
					return;
				} catch (error) {
					if (looks <= 0 || !isBusy(error)) throw error;
					sleep(lookMs);
				}
			}
		} finally {
			wait.get();
		}
	};
}

function isBusy(error: unknown): boolean {
	return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
