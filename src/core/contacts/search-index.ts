import type { Store } from "../storage/index.ts";
import type { CaseRecord } from "./case-record.ts";
import { foldText } from "./fold-text.ts";

/** Puts a case into the search, or anew after a change. Call in the transaction that wrote it. */
export function indexCase(
	store: Store,
	record: Pick<CaseRecord, "seq" | "name" | "external_id" | "phone">,
	isNew: boolean,
): void {
	if (!isNew) unindexCase(store, record.seq);
	const text = searchText(record);
	store.atEnd(record.seq, () => {
		store.prepare("INSERT INTO case_text (seq, text) VALUES (?, ?)").run(record.seq, text);
		store.prepare("INSERT INTO case_search (rowid, text) VALUES (?, ?)").run(record.seq, text);
		store.prepare("INSERT INTO case_search_short (rowid, pairs) VALUES (?, ?)").run(record.seq, shortTokens(text));
	});
}

export function unindexCase(store: Store, seq: number): void {
	store.atEnd(seq, () => {
		store.prepare("DELETE FROM case_text WHERE seq = ?").run(seq);
		store.prepare("DELETE FROM case_search WHERE rowid = ?").run(seq);
		store.prepare("DELETE FROM case_search_short WHERE rowid = ?").run(seq);
	});
}

function searchText(record: Pick<CaseRecord, "name" | "external_id" | "phone">): string {
	return [foldText(record.name), foldText(record.external_id ?? ""), record.phone.replace(/\D/g, "")]
		.filter(Boolean)
		.join("\n");
}

/** Every letter and every pair of letters that stand side by side within a word, and every five digits of a number, each once. */
function shortTokens(text: string): string {
	const tokens = new Set<string>();
	for (const word of text.split(/[^\p{L}\p{N}\p{M}]+/u)) {
		const letters = [...word];
		for (const [at, letter] of letters.entries()) {
			tokens.add(letter);
			const next = letters[at + 1];
			if (next !== undefined) tokens.add(letter + next);
		}
	}
	for (const run of text.match(/\d{5,}/g) ?? [])
		for (let at = 0; at + fiveDigits <= run.length; at++) tokens.add(run.slice(at, at + fiveDigits));
	return [...tokens].join(" ");
}

/** Three digits are shared by thousands of numbers, five by few. */
const fiveDigits = 5;

/** A search as a source of rows: every word must be found, in any position. */
export interface SearchPlan {
	/** Full-text table that leads, newest first, and what it must match. */
	table: "case_search" | "case_search_short";
	match: string;
	/** What the text of a case must hold besides, since the table only proposes. */
	holds: string[];
}

/** Null: nothing to search for. */
export function searchPlan(search: string): SearchPlan | null {
	const terms = searchTerms(search);
	const number = terms.find((term) => /^\d{5,}$/.test(term));
	if (number)
		return {
			table: "case_search_short",
			match: allOf([...new Set([number.slice(-fiveDigits), number.slice(0, fiveDigits)])]),
			holds: terms.filter((term) => term.length !== fiveDigits || term !== number),
		};
	const long = terms.filter((term) => [...term].length >= 3);
	if (long.length > 0)
		return {
			table: "case_search",
			match: allOf(someTrigrams(long)),
			holds: terms.filter((term) => [...term].length !== 3),
		};
	return terms.length > 0 ? { table: "case_search_short", match: allOf(terms), holds: [] } : null;
}

/**
 * Trigrams enough to leave few cases: each one more costs a walk through its list. Ends of words first, since beginnings (a country's
 * code, an Arabic article) are shared by many.
 */
function someTrigrams(terms: readonly string[]): string[] {
	const each = Math.max(1, 4 - terms.length);
	const found = new Set<string>();
	for (const term of terms.slice(0, mostWords)) {
		const letters = [...term];
		for (let taken = 0, end = letters.length; taken < each && end > 0; taken += 1, end -= 3)
			found.add(letters.slice(Math.max(0, end - 3), Math.max(3, end)).join(""));
	}
	return [...found];
}

/** The text of a case is asked for every word; this many are enough to propose it. */
const mostWords = 6;

/** What is searched for: a phone number in any format is one run of digits without its zeros in front, anything else its words. */
export function searchTerms(search: string): string[] {
	const folded = foldText(search);
	if (/^\+?[\d\s().\-/]*\d[\d\s().\-/]*$/.test(folded)) {
		const digits = folded.replace(/\D/g, "");
		const bare = digits.replace(/^0+/, "");
		return [bare === "" ? digits : bare];
	}
	return folded.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
}

function allOf(terms: readonly string[]): string {
	return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(" AND ");
}
