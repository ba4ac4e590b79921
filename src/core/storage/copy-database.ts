import { closeSync, existsSync, fsyncSync, openSync, rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { fail, ok, type Result } from "../ground/index.ts";
import { type CheckTask, quickCheck } from "./check.ts";
import { storageProblem } from "./open-database.ts";
import { unlock } from "./unlock.ts";

export interface CopyTask extends CheckTask {
	/** File to make; must not exist. Encrypted with the same key. */
	copyTo: string;
}

/**
 * Writes a whole copy of the database as it stands at one moment, while others go on writing, then reads the copy through and makes
 * it durable. On a thread of its own where `worker` is given. Problems: `copy-damaged`, `disk-full`, `disk-error`, `wrong-key-or-damaged` and
 * the others of the driver. After a problem no file is left.
 */
export async function copyInBackground(task: CopyTask): Promise<Result<undefined>> {
	if (!task.worker) return copyDatabase(task.file, task.key, task.copyTo);
	const copied = await new Promise<Result<undefined>>((resolve) => {
		const { file, copyTo } = task;
		const worker = new Worker(task.worker ?? "", {
			workerData: { file, copyTo, key: task.key.toString("hex") },
			execArgv: [],
		});
		worker.unref();
		worker.once("message", (result: Result<undefined>) => resolve(result));
		worker.once("error", () => resolve(fail("copy-damaged")));
		worker.once("exit", () => resolve(fail("copy-damaged")));
	});
	if (!copied.ok) remove(task.copyTo);
	return copied;
}

/** Copies by VACUUM INTO, never by copying the live files. */
export function copyDatabase(file: string, key: Buffer, copyTo: string): Result<undefined> {
	// Whatever lies there already is not ours to remove.
	if (existsSync(copyTo)) return fail("copy-damaged");
	let sqlite: Database.Database | undefined;
	try {
		sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 8_000 });
		unlock(sqlite, key);
		sqlite.prepare("VACUUM INTO ?").run(copyTo);
	} catch (error) {
		remove(copyTo);
		const problem = storageProblem(error);
		if (problem) return problem;
		throw error;
	} finally {
		sqlite?.close();
	}
	if (quickCheck(copyTo, key) !== true) {
		remove(copyTo);
		return fail("copy-damaged");
	}
	const handle = openSync(copyTo, "r+");
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	return ok();
}

function remove(file: string): void {
	for (const tail of ["", "-journal", "-wal", "-shm"]) rmSync(file + tail, { force: true });
}
