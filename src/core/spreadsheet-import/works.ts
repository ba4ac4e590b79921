import type { Acting } from "../api/acting.ts";

/** Often enough for whoever believes nobody after a minute of silence. */
const beatMs = 15_000;

/** What this process is doing with its batches: it can be stopped, and other processes hear that it goes on. */
export class Works {
	readonly #running = new Map<string, { project: string; control: AbortController }>();

	has(batch: string): boolean {
		return this.#running.has(batch);
	}

	/**
	 * Does something with a batch, under a signal that `stop` aborts as well. As long as it lasts, also while it waits for its turn, for a backup or for a
	 * slow file, the batch says that somebody is at it.
	 */
	async during<T>(acting: Acting, batch: string, work: (acting: Acting) => Promise<T>): Promise<T> {
		const control = new AbortController();
		const signal = acting.signal ? AbortSignal.any([control.signal, acting.signal]) : control.signal;
		this.#running.set(batch, { project: acting.project.id, control });
		const beating = setInterval(() => beat(acting, batch), beatMs);
		try {
			return await work({ ...acting, signal });
		} finally {
			clearInterval(beating);
			this.#running.delete(batch);
		}
	}

	/** Whether there was something of the project to be stopped. */
	stop({ project }: Acting, batch: string): boolean {
		const running = this.#running.get(batch);
		if (running?.project !== project.id) return false;
		running.control.abort();
		return true;
	}

	stopAll(): void {
		for (const { control } of this.#running.values()) control.abort();
	}
}

function beat({ store, clock, log }: Acting, batch: string): void {
	if (!store.isOpen()) return;
	try {
		store.write(() => store.prepare("UPDATE import_batch SET worked_ms = ? WHERE id = ?").run(clock.nowMs(), batch));
	} catch (error) {
		log.warn(`an import could not say that it goes on: ${error instanceof Error ? error.message : String(error)}`);
	}
}
