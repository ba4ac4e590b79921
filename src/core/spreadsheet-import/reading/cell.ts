import type { StartReader } from "./reader.ts";
/** What stands in one cell, as the file has it: nothing trimmed, rounded or guessed. */
export type Cell =
	| { kind: "empty" }
	| { kind: "text"; text: string }
	/** `written`: the digits as in the file, such as `9.1956018728E+11`; `format`: the number format's code, such as `0000000000`. */
	| { kind: "number"; value: number; written: string; format: string | null }
	| { kind: "boolean"; value: boolean }
	/** `2016-01-31`, `2016-01-31 12:00:00` or `12:00:00`, as the sheet says it and through no time zone. */
	| { kind: "date"; text: string }
	/** `#REF!` and its like; also a cell that the file itself says wrongly. */
	| { kind: "error"; code: string }
	/** A formula that was never calculated. */
	| { kind: "no-value" };

export const emptyCell: Cell = Object.freeze({ kind: "empty" });

export interface SheetRow {
	/** As the spreadsheet counts, from 1. */
	row: number;
	/** Index: the column from 0 (A). Ends with the last cell that holds something. */
	cells: Cell[];
}

export interface SheetInfo {
	name: string;
	hidden: "no" | "hidden" | "very-hidden";
	/** Rows and columns that hold something, counted and not believed; null where counting was stopped at the limit. */
	rows: number | null;
	columns: number | null;
	/** Areas of merged cells; only the first cell of each holds anything. */
	merged: number;
}

export type BookFormat = "xlsx" | "xls" | "xlsb" | "ods" | "csv";

export interface BookInfo {
	format: BookFormat;
	sheets: SheetInfo[];
	/** Of `csv`: the encoding it was read in, such as `utf-8` or `windows-1252`. */
	encoding?: string;
	/** Of `csv`: false where the encoding could not be told from the bytes and a person should look at the letters. */
	encodingSure?: boolean;
	/** Of `csv`: `,` `;` `|` or a tab. */
	separator?: string;
	macros: boolean;
	sha256: string;
}

/** How a person wants the file read; what is left out is found out. */
export interface ReadingWishes {
	encoding?: string;
	separator?: string;
	/** The row that the table begins with, as the spreadsheet counts: what stands above it is not part of the table. */
	firstRow?: number;
	/** Starts what reads; left out, a child of Node that runs the source. */
	start?: StartReader;
	/** What the file is called where problems name it; left out, the end of its path. */
	name?: string;
	/** Key that the file is sealed with (`sealed-file.ts`). */
	seal?: Uint8Array;
}

/** A phone number as it was understood: as `parseNumber` says, without what only a screen shows. */
export type KnownNumber = readonly [raw: string, digits: string | null, problem: string | null];

export interface RowWishes extends ReadingWishes {
	/** Columns whose cells are numbers of this country: they are understood where they are read, since that takes longer than reading them. */
	numbers?: { columns: number[]; country: string };
	/** Default: the first sheet that is not hidden. */
	sheet?: string;
	/** Stop after so many. */
	rows?: number;
	/** More rows than this are refused; default 200,000. */
	maxRows?: number;
	/** What `lookAtBook` said: another content is refused as `file-changed`. */
	sha256?: string;
}
