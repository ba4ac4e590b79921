import type Database from "better-sqlite3";
import type { OutpostEvent } from "../api/events.ts";
import { beginning } from "./begin.ts";
import type { LogCarrier } from "./log-carrier.ts";
import { type LongWork, logLeaving, longWorks } from "./long-work.ts";
import { newTurns, officeTurns, type Turns, workTurns } from "./turns.ts";

/**
 * The opened database of one office. Rooms read and write through it; nothing outside `storage/` knows the driver.
 * Everything is synchronous and short: no call may hold the event loop over 50 ms.
 */
export interface Store {
	/** A prepared statement, kept for the life of the store. */
	prepare<Row = Record<string, unknown>>(sql: string): Statement<Row>;
	/**
	 * Runs `work` in one `BEGIN IMMEDIATE` transaction; inside another `write` it joins that one. When `work` throws,
	 * or returns a Result that is not ok, everything is rolled back. Durable when it returns.
	 */
	write<T>(work: () => T): T;
	/**
	 * A piece of a `write`, for several things that share one commit: where `work` throws, or returns a Result that is not ok, this piece alone is
	 * taken back, with what it would have announced. Inside a `write` only.
	 */
	piece<T>(work: () => T): T;
	/** Begins a work of many transactions; the log is carried over after so many of them, left out: after twelve. */
	longWork(stepsBetween?: number): LongWork;
	/**
	 * Lets another thread of this program write to the same file for a while: what is written here goes first (`turns.ts`), and the log is left for that
	 * thread to carry.
	 */
	lend(): Loan;
	/** On that thread, with its own store: from now on it stands back for the one that lent. Returns whether that one wants to write. */
	borrow(shared: SharedArrayBuffer): () => boolean;
	/** Whether anything is lent; then `dataVersion` rises with that thread's commits too. */
	isLent(): boolean;
	/** Runs `last` inside every `write` that is about to commit, for what must follow from a change whoever makes it. */
	beforeCommit(last: () => void): void;
	/**
	 * Runs inside the outermost `write`, when all else in it is written, in the order of `row`; at once outside of one. For full-text tables: SQLite
	 * writes out what it gathered for them at each statement with a trigger, and at each row that comes before the last one.
	 */
	atEnd(row: number, then: () => void): void;
	/** Runs in the outermost `write` as the very last thing before it commits, once for each `key` however often it is asked for; at once outside of one. */
	lastly(key: string, then: () => void): void;
	/** Runs after the outermost `write` has committed, or at once outside of one; not at all after a rollback. */
	afterCommit(then: () => void): void;
	/** Says after the commit what changed, to every open window. */
	announce(event: OutpostEvent): void;
	/** Called with what was announced. Returns the way to stop. */
	listen(heard: (event: OutpostEvent) => void): () => void;
	/** Rises whenever another process commits to the same file. */
	dataVersion(): number;
	/** Runs `last` just before the connection closes in good order. */
	beforeClose(last: () => void): void;
	isOpen(): boolean;
	close(): void;
}

export interface Loan {
	/** For `borrow`. */
	shared: SharedArrayBuffer;
	end(): void;
}

export interface Statement<Row> {
	get(...params: Param[]): Row | undefined;
	all(...params: Param[]): Row[];
	iterate(...params: Param[]): IterableIterator<Row>;
	run(...params: Param[]): { changes: number; lastInsertRowid: number | bigint };
}
export type Param = string | number | bigint | Buffer | null | Record<string, string | number | bigint | Buffer | null>;

/** Wraps an open connection whose pragmas have been set and verified. `openCarrier`: as `longWorks`. */
export function makeStore(sqlite: Database.Database, openCarrier?: () => LogCarrier): Store {
	const statements = new Map<string, Statement<never>>();
	const listeners = new Set<(event: OutpostEvent) => void>();
	const committing: (() => void)[] = [];
	const closing: (() => void)[] = [];
	let waiting: (() => void)[] | null = null;
	let ending: { row: number; then: () => void }[] = [];
	const lasts = new Map<string, () => void>();
	const begin = beginning(sqlite);
	const leaveLog = logLeaving(sqlite);
	let turns: readonly Turns[] = [];
	let lent = 0;

	const afterCommit = (then: () => void) => {
		if (waiting) waiting.push(then);
		else then();
	};

	const write = <T>(work: () => T): T => {
		if (waiting) return work();
		waiting = [];
		let after: (() => void)[];
		let result: T;
		const sides = turns;
		for (const side of sides) side.begin();
		try {
			begin();
			try {
				result = work();
				if (!isRefusal(result)) {
					for (const last of committing) last();
					for (const { then } of ending.sort((one, other) => one.row - other.row)) then();
					for (const then of lasts.values()) then();
				}
				sqlite.exec(isRefusal(result) ? "ROLLBACK" : "COMMIT");
			} catch (error) {
				// SQLite has already rolled back by itself after a full disk or an I/O error.
				if (sqlite.inTransaction) sqlite.exec("ROLLBACK");
				throw error;
			}
			after = isRefusal(result) ? [] : waiting;
		} finally {
			for (const side of sides) side.end();
			waiting = null;
			ending = [];
			lasts.clear();
		}
		for (const then of after) then();
		return result;
	};

	const prepare = <Row>(sql: string) => {
		let statement = statements.get(sql);
		if (!statement) {
			statement = sqlite.prepare(sql) as unknown as Statement<never>;
			statements.set(sql, statement);
		}
		return statement as unknown as Statement<Row>;
	};
	const run = (sql: string) => prepare(sql).run();

	return {
		prepare,
		write,
		longWork: longWorks(sqlite, write, leaveLog, openCarrier),
		lend() {
			const shared = newTurns();
			const side = officeTurns(shared);
			turns = [...turns, side];
			const takeBack = leaveLog();
			lent += 1;
			return {
				shared,
				end() {
					turns = turns.filter((one) => one !== side);
					lent -= 1;
					takeBack();
				},
			};
		},
		borrow(shared) {
			const side = workTurns(shared);
			turns = [...turns, side];
			return side.isWanted;
		},
		isLent: () => lent > 0,
		piece<T>(work: () => T): T {
			if (!waiting) throw new Error("a piece of no write");
			const [before, endingBefore] = [waiting.length, ending.length];
			const takeBack = () => {
				for (const sql of ["ROLLBACK TO piece", "RELEASE piece"]) run(sql);
				if (waiting) waiting.length = before;
				ending.length = endingBefore;
			};
			run("SAVEPOINT piece");
			try {
				const result = work();
				if (isRefusal(result)) takeBack();
				else run("RELEASE piece");
				return result;
			} catch (error) {
				// SQLite has already rolled back everything by itself after a full disk or an I/O error.
				if (sqlite.inTransaction) takeBack();
				throw error;
			}
		},
		beforeCommit(last) {
			committing.push(last);
		},
		afterCommit,
		atEnd(row, then) {
			if (waiting) ending.push({ row, then });
			else then();
		},
		lastly(key, then) {
			if (waiting) lasts.set(key, then);
			else then();
		},
		announce(event) {
			afterCommit(() => {
				for (const heard of listeners) heard(event);
			});
		},
		listen(heard) {
			listeners.add(heard);
			return () => listeners.delete(heard);
		},
		dataVersion: () => Number(sqlite.pragma("data_version", { simple: true })),
		isOpen: () => sqlite.open,
		beforeClose(last) {
			closing.push(last);
		},
		close() {
			if (!sqlite.open) return;
			for (const last of closing) last();
			sqlite.close();
		},
	};
}

function isRefusal(result: unknown): boolean {
	return typeof result === "object" && result !== null && "ok" in result && result.ok === false && "problem" in result;
}
