import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore } from "../../testing/test-store.ts";
import type { Store } from "../storage/index.ts";
import { indexCase, searchPlan, unindexCase } from "./search-index.ts";
import { tidyBySteps, tidySearch, usualMerging } from "./tidy-search.ts";

const people = ["Amina Odhiambo", "Baraka Otieno", "زينب أحمد", "Иван Петров", "Zoë Nguyễn", "ተስፋዬ ኃይሉ"];
const atOnce = 300;
/** Fewer than would make SQLite itself merge what they leave. */
const goneEvery = 25;
const count = 6 * atOnce;
let place: ReturnType<typeof openTestStore>;
let store: Store;

beforeEach(() => {
	place = openTestStore();
	store = place.store;
	// Left to itself SQLite merges the small ones; what many thousand people leave is made here by few.
	for (const table of ["case_search", "case_search_short"])
		store.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('automerge', 0)`).run();
	for (let from = 0; from < count; from += atOnce)
		store.write(() => {
			for (let seq = from + 1; seq <= from + atOnce; seq++) add(seq);
		});
	store.write(() => {
		for (let seq = 7; seq <= count; seq += goneEvery) unindexCase(store, seq);
	});
});
afterEach(() => place.remove());

function add(seq: number) {
	const name = `${people[seq % people.length]} ${seq}`;
	store.write(() => indexCase(store, { seq, name, external_id: null, phone: String(254712000000 + seq) }, true));
}

function parts(): number[] {
	return ["case_search", "case_search_short"].map((table) =>
		Number(store.prepare(`SELECT count(DISTINCT segid) AS parts FROM ${table}_idx`).get()?.parts),
	);
}

function found(search: string): unknown[] {
	const plan = searchPlan(search);
	if (!plan) throw new Error("nothing to search for");
	return store
		.prepare(`SELECT rowid FROM ${plan.table} WHERE ${plan.table} MATCH ? ORDER BY rowid DESC`)
		.all(plan.match)
		.map(({ rowid }) => rowid);
}

const searches = ["amina", "ot", "زينب", "петров", "712000", "zoe nguyen", "ኃይሉ"];

test("registering piles up parts, tidying leaves one of each, and every search finds whom it found", async () => {
	const before = searches.map(found);
	expect(before.every((rows) => rows.length > 0)).toBe(true);
	expect(Math.min(...parts())).toBeGreaterThan(4);
	await tidySearch(store, async () => true);
	expect(parts()).toEqual([1, 1]);
	expect(searches.map(found)).toEqual(before);
});

test("people registered and deleted while it rests are found and gone as ever; where there are few parts it does nothing", async () => {
	let next = count;
	await tidySearch(store, async () => {
		if (next - count < 20) {
			add(++next);
			store.write(() => unindexCase(store, next - count));
		}
		return true;
	});
	expect(next - count).toBeGreaterThan(0);
	const rows = found("254712");
	expect(rows).toContain(next);
	expect(rows).not.toContain(next - count);
	await tidySearch(store, async () => true);
	const changes = () => store.prepare("SELECT total_changes() AS so_far").get();
	const [settled, left] = [changes(), parts()];
	await tidySearch(store, async () => true);
	expect({ changes: changes(), parts: parts() }).toEqual({ changes: settled, parts: left });
});

test("stopped in the middle, nothing is lost, and the next time ends it", async () => {
	const before = searches.map(found);
	await tidySearch(store, async () => false);
	expect(searches.map(found)).toEqual(before);
	await tidySearch(store, async () => true);
	await tidySearch(store, async () => true);
	expect(Math.max(...parts())).toBeLessThanOrEqual(4);
	expect(searches.map(found)).toEqual(before);
});

test("whoever writes thousands merges by steps; what is found stays the same, and the usual numbers are back", () => {
	const before = found("amina");
	const search = tidyBySteps(store);
	for (let seq = count + 1; seq <= 2 * count; seq += 20) {
		store.write(() => {
			for (let one = seq; one < seq + 20; one++) add(one);
		});
		store.write(search.step);
	}
	expect(parts().every((number) => number < 40)).toBe(true);
	search.end();
	expect(crisis()).toEqual([256, 256]);
	expect(found("amina").slice(-before.length)).toEqual(before);
});

test("numbers that a process left when it died are put right by the next", () => {
	tidyBySteps(store);
	expect(crisis()).toEqual([1000, 1000]);
	usualMerging(store);
	expect(crisis()).toEqual([256, 256]);
});

/** How many parts SQLite leaves alone. */
function crisis(): unknown[] {
	return ["case_search", "case_search_short"].map(
		(table) => store.prepare(`SELECT v FROM ${table}_config WHERE k = 'crisismerge'`).get()?.v,
	);
}
