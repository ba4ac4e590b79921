import type { Store } from "../storage/index.ts";

/** Each registration adds a part to these tables, and a search opens every part of every list it walks. */
const tables = ["case_search", "case_search_short"] as const;
/** So many parts cost nothing that anybody feels; merging them at every registration would. */
const mostParts = 4;
/** Pages written in one transaction: some milliseconds. The list of one letter is merged whole, which at a million people takes some sixty. */
const pagesAStep = 8;
const betweenMs = 50;
const lookMs = 5 * 60_000;

/**
 * Merges the parts of the search tables where there are many, a few pages at a time with `rest` in between, so that nobody waits for it.
 * Ends early when `rest` answers false. What is found stays the same.
 */
export async function tidySearch(store: Store, rest: () => Promise<boolean>): Promise<void> {
	for (const table of tables) {
		if (!store.isOpen() || partsOf(store, table) <= mostParts) continue;
		// A number below zero puts all parts into one merge; the steps after it carry that on (SQLite FTS5, "The 'merge' Command").
		for (let more = merge(store, table, -pagesAStep); more; more = merge(store, table, pagesAStep))
			if (!(await rest())) return;
	}
}

/**
 * For whoever writes thousands: SQLite, left to itself, merges in the midst of a transaction, now and then for a tenth of a second. Instead `step`, between
 * two transactions, merges as many pages as one of them makes.
 */
export function tidyBySteps(store: Store, pages = pagesAStep): { step(): void; end(): void } {
	let turn = 0;
	setMerging(store, bySteps);
	return {
		step() {
			merge(store, tables[turn++ % tables.length] ?? tables[0], pages);
		},
		end: () => setMerging(store, byItself),
	};
}

/**
 * SQLite, left to itself, merges at every fourth registration, and at some of them for a third of a second ("The 'automerge' Configuration Option"). So
 * it merges only where nobody tidied for very long, as in an office that is only ever used from the command line; and nothing amid a long work.
 */
const byItself = { automerge: 0, crisismerge: 256 };
const bySteps = { automerge: 0, crisismerge: 1000 };

/** At the opening: a new office merges as SQLite does; one whose process died amid a long work, not at all. */
export function usualMerging(store: Store): void {
	if (!isSet(store, byItself)) setMerging(store, byItself);
}

function setMerging(store: Store, how: Record<string, number>): void {
	store.write(() => {
		for (const table of tables)
			for (const [name, value] of Object.entries(how))
				store.prepare(`INSERT INTO ${table} (${table}, rank) VALUES (?, CAST(? AS INTEGER))`).run(name, value);
	});
}

/** Tidies every few minutes while this process runs. Returns the way to stop. */
export function keepSearchTidy(store: Store, failed: (error: unknown) => void): () => void {
	let stopped = false;
	let busy = false;
	const rest = () =>
		new Promise<boolean>((done) => setTimeout(() => done(!stopped && store.isOpen()), betweenMs).unref());
	const look = () => {
		if (busy) return;
		busy = true;
		void tidySearch(store, rest)
			.catch(failed)
			.finally(() => {
				busy = false;
			});
	};
	const timer = setInterval(look, lookMs);
	timer.unref();
	return () => {
		stopped = true;
		clearInterval(timer);
	};
}

function isSet(store: Store, how: Record<string, number>): boolean {
	return tables.every((table) =>
		Object.entries(how).every(
			([name, value]) =>
				store.prepare<{ v: number }>(`SELECT v FROM ${table}_config WHERE k = ?`).get(name)?.v === value,
		),
	);
}

/** Of more than one page; the others cost next to nothing, and are not listed here. */
function partsOf(store: Store, table: (typeof tables)[number]): number {
	return store.prepare<{ parts: number }>(`SELECT count(DISTINCT segid) AS parts FROM ${table}_idx`).get()?.parts ?? 0;
}

/** Whether there was anything to merge: the command itself counts as one change. */
function merge(store: Store, table: (typeof tables)[number], pages: number): boolean {
	return store.write(() => {
		const before = changes(store);
		store.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`).run(pages);
		return changes(store) - before > 1;
	});
}

function changes(store: Store): number {
	return store.prepare<{ so_far: number }>("SELECT total_changes() AS so_far").get()?.so_far ?? 0;
}
