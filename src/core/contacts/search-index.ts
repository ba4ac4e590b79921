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
	store.prepare("INSERT INTO case_search (rowid, text) VALUES (?, ?)").run(record.seq, text);
	store.prepare("INSERT INTO case_search_short (rowid, pairs) VALUES (?, ?)").run(record.seq, shortTokens(text));
}

export function unindexCase(store: Store, seq: number): void {
	store.prepare("DELETE FROM case_search WHERE rowid = ?").run(seq);
	store.prepare("DELETE FROM case_search_short WHERE rowid = ?").run(seq);
}

function searchText(record: Pick<CaseRecord, "name" | "external_id" | "phone">): string {
	return [foldText(record.name), foldText(record.external_id ?? ""), record.phone.replace(/\D/g, "")]
		.filter(Boolean)
		.join("\n");
}

/** Every letter and every pair of letters that stand side by side within a word, each once. */
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
	return [...tokens].join(" ");
}

/** A search as a source of rows: every word must be found, in any position. Null: nothing to search for. */
export interface SearchPlan {
	/** Full-text table that leads, newest first, and what it must match. */
	table: "case_search" | "case_search_short";
	match: string;
	/** Words of one or two letters beside longer ones. */
	alsoShort: string | null;
}

export function searchPlan(search: string): SearchPlan | null {
	const terms = searchTerms(search);
	const long = terms.filter((term) => [...term].length >= 3).map(quoted);
	const short = terms.filter((term) => [...term].length < 3).map(quoted);
	if (long.length > 0)
		return {
			table: "case_search",
			match: long.join(" AND "),
			alsoShort: short.length > 0 ? short.join(" AND ") : null,
		};
	return short.length > 0 ? { table: "case_search_short", match: short.join(" AND "), alsoShort: null } : null;
}

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

function quoted(term: string): string {
	return `"${term.replaceAll('"', '""')}"`;
}
