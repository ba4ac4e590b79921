import type { Cell } from "../reading/index.ts";

/** A file to write: a workbook, or a text table, which has one sheet. */
export interface BookPlan {
	format: "xlsx" | "csv";
	sheets: SheetPlan[];
}

export interface SheetPlan {
	name: string;
	columns: ColumnPlan[];
	/** The column by which its rows are told apart in words; left out, the first. */
	names?: number;
	/** Right to left, as the words in it run. */
	rightToLeft?: boolean;
}

export interface ColumnPlan {
	header: string;
	/** In letters of the usual width. */
	width?: number;
	/** What may stand in it; the sheet offers these and asks about any other. */
	allowed?: readonly string[];
}

/** A text stays text whatever it begins with; a `Cell` is written as it was read; null: nothing. */
export type OutCell = string | Cell | null;
export type OutRow = readonly OutCell[];
