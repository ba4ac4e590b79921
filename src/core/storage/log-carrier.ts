import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { unlock } from "./unlock.ts";

/** Carries the write-ahead log into the database file on a thread of its own, so that nobody waits for the disk meanwhile. */
export class LogCarrier {
	readonly #thread: Worker;
	#waiting: ((carried: boolean) => void) | null = null;

	/** `worker`: the built `check-worker`. */
	constructor(worker: string, file: string, key: Buffer) {
		this.#thread = new Worker(worker, { workerData: { file, key: key.toString("hex"), carries: true }, execArgv: [] });
		this.#thread.unref();
		this.#thread.on("message", (carried: boolean) => this.#answer(carried));
		this.#thread.on("error", () => this.#answer(false));
		this.#thread.on("exit", () => this.#answer(false));
	}

	/** Whether everything was carried; what was not stays in the log, where it is as safe. One call at a time. */
	carry(): Promise<boolean> {
		return new Promise((resolve) => {
			this.#waiting = resolve;
			this.#thread.postMessage("carry");
		});
	}

	/** Carries what is there and closes. */
	async end(): Promise<void> {
		await this.carry();
		await this.#thread.terminate();
	}

	#answer(carried: boolean): void {
		this.#waiting?.(carried);
		this.#waiting = null;
	}
}

/** On that thread: a checkpoint that nobody has to wait for. Whether it got to the end of the log. */
export function openLogCarrying(file: string, key: Buffer): () => boolean {
	const sqlite = new Database(file, { fileMustExist: true, timeout: 0 });
	unlock(sqlite, key);
	sqlite.pragma("synchronous = FULL");
	return () => {
		const [done] = sqlite.pragma("wal_checkpoint(PASSIVE)") as { busy: number; log: number; checkpointed: number }[];
		return done !== undefined && done.busy === 0 && done.log === done.checkpointed;
	};
}
