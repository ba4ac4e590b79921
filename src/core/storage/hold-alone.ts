import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { fail, ok, type Result } from "../ground/index.ts";
import { storageProblem } from "./open-database.ts";
import { unlock } from "./unlock.ts";

/** Whoever else has it open for a moment only, such as a check, is waited for. */
const patienceMs = 2_000;

/**
 * Runs `work` while nobody else has the database open, with its log written into it and gone: then the file may be moved. A file that is
 * missing or can't be read is nobody's. Problem: `office-in-use`.
 */
export function holdAlone<T>(file: string, key: Buffer, work: () => T): Result<T> {
	let sqlite: Database.Database | undefined;
	if (existsSync(file)) {
		try {
			sqlite = new Database(file, { fileMustExist: true, timeout: patienceMs });
			unlock(sqlite, key);
			// Every connection to a database with a log holds a shared lock for its whole life; to leave the log behind there must be none but this.
			sqlite.pragma("locking_mode = EXCLUSIVE");
			sqlite.pragma("journal_mode = DELETE");
			sqlite.exec("BEGIN EXCLUSIVE");
		} catch (error) {
			sqlite?.close();
			sqlite = undefined;
			const known = storageProblem(error);
			const code = known && !known.ok ? known.problem.code : undefined;
			if (code === "database-busy") return fail("office-in-use");
			if (code !== "wrong-key-or-damaged" && code !== "database-missing") {
				if (known) return known;
				throw error;
			}
		}
	}
	try {
		// Windows moves no file that is open.
		if (process.platform === "win32") sqlite?.close();
		return ok(work());
	} finally {
		sqlite?.close();
	}
}
