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
	return (row) => {
		const text = foldText(row.join("\n"));
		return words.every((word) => text.includes(word));
	};
}
