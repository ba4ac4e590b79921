import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Acting } from "../api/acting.ts";
import type { OutpostEvent } from "../api/events.ts";
import { ok, type Problem, type Result } from "../ground/index.ts";
import type { DatabasePlace } from "../storage/index.ts";
import type { BatchRecord } from "./batch-record.ts";
import type { RowChecker } from "./check-rows.ts";
import type { PackedLot } from "./reading/index.ts";

export type ThreadPlace = Pick<DatabasePlace, "file" | "key" | "migrationsDir" | "worker">;

/** What is to be done with the rows of a batch, and with how many. */
export interface RowWork {
	job: "apply" | "undo";
	total: number;
}

/** What the thread is given. */
export interface ThreadTask extends Omit<ThreadPlace, "key"> {
	work: RowWork | { job: "check" };
	batch: string;
	project: Acting["project"];
	staff: Acting["staff"];
	/** Hex; the rest of `ThreadPlace` as it is. */
	key: string;
	/** For `Store.borrow`. */
	shared: SharedArrayBuffer;
}

/** What it hears: that somebody cancelled; rows to check, one lot after the other, and that there are no more. */
export type ToThread = "cancel" | "end" | PackedLot;

/** What is heard of it; the last word is `whole`, `problem` or `bug`. */
export type FromThread =
	| { event: OutpostEvent }
	| { log: "info" | "warn" | "error"; line: string }
	| "taken"
	| { whole: boolean }
	| { problem: Problem }
	| { bug: string };

/** Larger, it holds what is garbage already. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/** The thread on which many rows are checked, written or taken back, through a connection of its own. One work at a time; others wait for it. */
export class ImportThread {
	readonly #place: ThreadPlace;
	readonly #program: string;
	#last: Promise<unknown> = Promise.resolve();

	/** `program`: the built `import-worker`; left out, the source is run. */
	constructor(place: ThreadPlace, program?: string) {
		this.#place = place;
		this.#program = program ?? join(import.meta.dirname, "import-worker.ts");
	}

	/** As `workOff`. */
	async work(acting: Acting, batch: BatchRecord, work: RowWork): Promise<Result<boolean>> {
		const over = await this.#turn();
		try {
			if (acting.signal?.aborted || !acting.store.isOpen()) return ok(false);
			return await this.#start(acting, batch, work).answer;
		} finally {
			over();
		}
	}

	/** As `checkOff`. Throws where it was cancelled while it waited: the rows that a thread would then wait for never come. */
	async check(acting: Acting, batch: BatchRecord): Promise<RowChecker> {
		const over = await this.#turn();
		if (acting.signal?.aborted || !acting.store.isOpen()) {
			over();
			throw new Error("a check was cancelled before its turn");
		}
		let taken = () => {};
		let isOver = false;
		const { say, answer } = this.#start(acting, batch, { job: "check" }, () => taken());
		const ended = answer.finally(() => {
			isOver = true;
			over();
			taken();
		});
		// It is asked for at the end; until then nobody minds.
		ended.catch(() => {});
		return {
			async take(lot) {
				if (!isOver)
					await new Promise<void>((resolve) => {
						taken = resolve;
						say(lot);
					});
				// Why, `end` says.
				if (isOver) throw new Error("the thread of an import ended before its sheet");
			},
			end() {
				say("end");
				return ended;
			},
		};
	}

	/** Answers when nothing of it is left. */
	async ended(): Promise<void> {
		await this.#last;
	}

	/** Waits for the work before; the answer ends this one. */
	async #turn(): Promise<() => void> {
		const before = this.#last;
		let over = () => {};
		this.#last = new Promise<void>((resolve) => {
			over = resolve;
		});
		await before;
		return over;
	}

	#start(
		{ store, log, project, staff, signal }: Acting,
		batch: BatchRecord,
		work: ThreadTask["work"],
		taken = () => {},
	) {
		const { key, ...place } = this.#place;
		const loan = store.lend();
		const task = { work, ...place, key: key.toString("hex"), batch: batch.id, project, staff, shared: loan.shared };
		const thread = new Worker(pathToFileURL(this.#program), {
			workerData: task satisfies ThreadTask,
			execArgv: [],
			resourceLimits,
		});
		const say = (message: ToThread) => thread.postMessage(message);
		const cancel = () => say("cancel");
		signal?.addEventListener("abort", cancel, { once: true });
		const answer = new Promise<Result<boolean>>((resolve, reject) => {
			let last: Result<boolean> | Error = new Error("the thread of an import ended without an answer");
			thread.on("message", (said: FromThread) => {
				if (said === "taken") taken();
				else if ("event" in said) store.announce(said.event);
				else if ("log" in said) log[said.log](said.line);
				else if ("whole" in said) last = ok(said.whole);
				else if ("problem" in said) last = { ok: false, problem: said.problem };
				else last = new Error(said.bug);
			});
			thread.on("error", (error) => {
				last = error instanceof Error ? error : new Error(String(error));
			});
			// Only then its connection is closed.
			thread.on("exit", () => {
				signal?.removeEventListener("abort", cancel);
				loan.end();
				if (last instanceof Error) reject(last);
				else resolve(last);
			});
		});
		return { say, answer };
	}
}
