import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { unlock } from "./unlock.ts";

export interface CheckTask {
	file: string;
	key: Buffer;
	/** Path of the built `check-worker`; left out, the work is done on this thread. */
	worker?: string;
}

/** Reads the whole file for damage. `true`: sound, `false`: damaged, `null`: could not be told. */
export async function checkInBackground(task: CheckTask): Promise<boolean | null> {
	const { file, key, worker } = task;
	if (!worker) return quickCheck(file, key);
	return new Promise((resolve) => {
		const thread = new Worker(worker, { workerData: { file, key: key.toString("hex") }, execArgv: [] });
		thread.unref();
		thread.once("message", (sound: unknown) => resolve(typeof sound === "boolean" ? sound : null));
		thread.once("error", () => resolve(null));
		thread.once("exit", () => resolve(null));
	});
}

/** `PRAGMA quick_check` on a connection of its own that writes nothing. */
export function quickCheck(file: string, key: Buffer): boolean | null {
	return withReader(file, key, (sqlite) => sqlite.pragma("quick_check(1)", { simple: true }) === "ok");
}

function withReader(file: string, key: Buffer, work: (sqlite: Database.Database) => boolean): boolean | null {
	let sqlite: Database.Database | undefined;
	try {
		sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
		unlock(sqlite, key);
		return work(sqlite);
	} catch (error) {
		const code = error instanceof Database.SqliteError ? error.code : "";
		return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB" ? false : null;
	} finally {
		sqlite?.close();
	}
}
