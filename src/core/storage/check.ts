import { rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";

/** Work that reads a whole database: done on a thread of its own, with a connection of its own. */
export interface FileTask {
	file: string;
	key: Buffer;
	/** Where to write a copy; left out, the file is only checked. */
	copyTo?: string;
}

/**
 * Reads the whole file for damage, or copies it whole and reads the copy. `true`: sound, `false`: damaged, `null`: could not be told or not be written.
 * `worker` is the path of the built `check-worker`; left out, the work is done on this thread.
 */
export async function checkInBackground(task: FileTask, worker?: string): Promise<boolean | null> {
	if (!worker) return task.copyTo ? copyWhole(task.file, task.key, task.copyTo) : quickCheck(task.file, task.key);
	return new Promise((resolve) => {
		const thread = new Worker(worker, { workerData: { ...task, key: task.key.toString("hex") } });
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

/** A whole copy by `VACUUM INTO`, encrypted with the same key, never a copy of live files. A bad copy is not left behind. */
export function copyWhole(file: string, key: Buffer, copyTo: string): boolean | null {
	rmSync(copyTo, { force: true });
	const sound = withReader(file, key, (sqlite) => {
		sqlite.prepare("VACUUM INTO ?").run(copyTo);
		return quickCheck(copyTo, key) === true;
	});
	if (sound !== true) rmSync(copyTo, { force: true });
	return sound;
}

function withReader(file: string, key: Buffer, work: (sqlite: Database.Database) => boolean): boolean | null {
	let sqlite: Database.Database | undefined;
	try {
		sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
		sqlite.pragma("cipher = 'chacha20'");
		sqlite.pragma(`key = "x'${key.toString("hex")}'"`);
		return work(sqlite);
	} catch (error) {
		const code = error instanceof Database.SqliteError ? error.code : "";
		return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB" ? false : null;
	} finally {
		sqlite?.close();
	}
}
