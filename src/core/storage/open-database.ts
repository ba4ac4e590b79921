import { chmodSync } from "node:fs";
import Database from "better-sqlite3";
import { fail, ok, type Result } from "../ground/index.ts";
import { busyTimeoutMs } from "./begin.ts";
import { LogCarrier } from "./log-carrier.ts";
import { migrate } from "./migrate.ts";
import { makeStore, type Store } from "./store.ts";
import { unlock } from "./unlock.ts";

export interface DatabasePlace {
	file: string;
	/** 32 bytes. */
	key: Buffer;
	/** Folder of the SQL steps (`drizzle/`), handed in by the host since a bundle does not know where it lies. */
	migrationsDir: string;
	/** False: the file must exist already; a missing one is refused, never replaced by an empty one. */
	mayCreate: boolean;
	/** Pages kept in memory, in kilobytes; left out, `usualCacheKb`. */
	cacheKb?: number;
	/** Pages of the log after which this connection carries them over; left out, SQLite's own 1,000. */
	logPages?: number;
	/** Path of the built `check-worker`, for long works; left out, their log is carried over on this thread. */
	worker?: string;
}

/** What every connection must have, at every opening: better-sqlite3 falls back to NORMAL on reopening (reliability §1.1). */
const required = { journal_mode: "wal", synchronous: 2, foreign_keys: 1, temp_store: 2, secure_delete: 1 } as const;
const usualCacheKb = 32_000;

/**
 * Opens the office's one encrypted database, sets and verifies the pragmas and brings the schema up to date.
 * Problems: `database-missing`, `wrong-key-or-damaged`, `database-too-new`, `database-of-another-build`, `database-read-only`, `disk-full`, `database-busy`, `place-not-durable`.
 */
export function openDatabase(place: DatabasePlace): Result<Store> {
	let sqlite: Database.Database | undefined;
	try {
		sqlite = new Database(place.file, { fileMustExist: !place.mayCreate, timeout: busyTimeoutMs });
		// For its owner only; the files beside it take after it.
		if (place.mayCreate) chmodSync(place.file, 0o600);
		unlock(sqlite, place.key);
		sqlite.pragma("journal_mode = WAL");
		sqlite.pragma("synchronous = FULL");
		sqlite.pragma("foreign_keys = ON");
		sqlite.pragma("temp_store = MEMORY");
		sqlite.pragma("secure_delete = ON");
		sqlite.pragma(`cache_size = -${place.cacheKb ?? usualCacheKb}`);
		if (place.logPages !== undefined) sqlite.pragma(`wal_autocheckpoint = ${place.logPages}`);
		for (const [name, value] of Object.entries(required)) {
			if (sqlite.pragma(name, { simple: true }) !== value) {
				sqlite.close();
				return fail("place-not-durable", { details: { setting: name } });
			}
		}
		// A file of no length is what a power cut can leave; filling it would make an empty office of it.
		if (!place.mayCreate && sqlite.pragma("user_version", { simple: true }) === 0) {
			sqlite.close();
			return fail("wrong-key-or-damaged");
		}
		const migrated = migrate(sqlite, place.migrationsDir);
		if (!migrated.ok) {
			sqlite.close();
			return migrated;
		}
		const { worker, file, key } = place;
		return ok(makeStore(sqlite, worker === undefined ? undefined : () => new LogCarrier(worker, file, key)));
	} catch (error) {
		sqlite?.close();
		const problem = storageProblem(error);
		if (problem) return problem;
		throw error;
	}
}

const fileProblems: Record<string, string> = {
	ENOSPC: "disk-full",
	EDQUOT: "disk-full",
	EROFS: "database-read-only",
	EACCES: "database-read-only",
	EPERM: "database-read-only",
	EIO: "disk-error",
};

/** The expected failure behind an error of the driver or the file system, or undefined where it is a bug. */
export function storageProblem(error: unknown): Result<never> | undefined {
	const ofFile =
		error instanceof Error && "syscall" in error
			? fileProblems[String((error as NodeJS.ErrnoException).code)]
			: undefined;
	if (ofFile) return fail(ofFile);
	const code = error instanceof Database.SqliteError ? error.code : undefined;
	if (code === undefined) return undefined;
	if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) return fail("wrong-key-or-damaged");
	if (code.startsWith("SQLITE_CANTOPEN")) return fail("database-missing");
	if (code.startsWith("SQLITE_READONLY")) return fail("database-read-only");
	if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return fail("database-busy");
	if (code === "SQLITE_FULL") return fail("disk-full");
	if (code.startsWith("SQLITE_IOERR")) return fail("disk-error");
	return undefined;
}
