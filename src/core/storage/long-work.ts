import { setImmediate } from "node:timers/promises";
import type Database from "better-sqlite3";
import type { LogCarrier } from "./log-carrier.ts";

/** Many small transactions, one after the other, of a work that goes on where it was cut off: an import, its undo. */
export interface LongWork {
	/** As `Store.write`, but the disk may have it a moment later, with the next `write` of anybody. */
	write<T>(step: () => T): T;
	/** To be awaited after each step: lets others have the thread, and the log be carried into the file where it has grown. */
	rest(): Promise<void>;
	/** To be awaited at the end, also after a failure, before the `write` that says how it ended. */
	end(): Promise<void>;
}

/** Pages of the log after which SQLite carries them over by itself, which holds the thread until the disk has them. */
const usualPages = 1000;
/** Each step writes some hundred pages. */
const usualStepsBetween = 12;
/** The log begins anew only when all of it is carried over and nothing came to it meanwhile: for that the work waits every so many times. */
const timesTillAll = 8;

/** Leaves the log of one connection to somebody else, for as long as anybody wants that. Each answer ends one wish. */
export function logLeaving(sqlite: Database.Database): () => () => void {
	let wishes = 0;
	return () => {
		if (wishes++ === 0) sqlite.pragma("wal_autocheckpoint = 0");
		return () => {
			if (--wishes === 0 && sqlite.open) sqlite.pragma(`wal_autocheckpoint = ${usualPages}`);
		};
	};
}

/** Makes long works of one connection. `openCarrier`: left out, SQLite carries the log over by itself as ever. */
export function longWorks(
	sqlite: Database.Database,
	write: <T>(work: () => T) => T,
	leaveLog: () => () => void,
	openCarrier?: () => LogCarrier,
): (stepsBetween?: number) => LongWork {
	return (stepsBetween = usualStepsBetween) => {
		let steps = 0;
		let carrier: LogCarrier | undefined;
		let carrying: Promise<unknown> | undefined;
		const takeBack = openCarrier && leaveLog();
		return {
			write(step) {
				if (sqlite.inTransaction) return step();
				sqlite.pragma("synchronous = NORMAL");
				try {
					return write(step);
				} finally {
					if (sqlite.open) sqlite.pragma("synchronous = FULL");
				}
			},
			async rest() {
				steps += 1;
				if (openCarrier && steps % stepsBetween === 0) {
					carrier ??= openCarrier();
					await carrying;
					carrying = carrier.carry();
					if (steps % (timesTillAll * stepsBetween) === 0) await carrying;
				}
				await setImmediate();
			},
			async end() {
				await carrying;
				await carrier?.end();
				takeBack?.();
			},
		};
	};
}
