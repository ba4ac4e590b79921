import { foldText } from "../contacts/index.ts";
import type { OutRow } from "../spreadsheet-import/index.ts";

/** A sheet of an export; its rows are asked for some at a time. */
export interface Table {
	name: string;
	header: string[];
	pages(): Iterable<OutRow[]>;
}

/** Rows asked of the database at a time: a few milliseconds. */
export const pageRows = 200;

/** Whether a row holds every word that is searched for, in any column. */
export function holdsWords(search: string): (row: OutRow) => boolean {
	const words = foldText(search).split(" ").filter(Boolean);
	if (words.length === 0) return () => true;
	// A statement stands in thousands of rows: it is folded once.
	const wordings = new Map<string, string>();
	const fold = (cell: OutRow[number]): string => {
		const text = String(cell ?? "");
		if (text.length < shortestWording) return foldText(text);
		const folded = wordings.get(text) ?? foldText(text);
		if (wordings.size < mostWordings) wordings.set(text, folded);
		return folded;
	};
	return (row) => {
		const text = row.map(fold).join("\n");
		return words.every((word) => text.includes(word));
	};
}

const shortestWording = 60;
const mostWordings = 500;
