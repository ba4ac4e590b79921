import Papa from "papaparse";
import { type Cell, emptyCell, type SheetRow } from "../cell.ts";
import { type Limits, lotRows } from "../limits.ts";
import type { Book } from "../open-book.ts";
import { Unreadable } from "../unreadable.ts";
import { columnName } from "../xlsx/sheet-rows.ts";
import { decodeText } from "./encoding.ts";
import { findSeparator } from "./separator.ts";

/** A text file as a book of one sheet; every cell is text, as it was written. Problems, thrown: `encoding-…`, `separator-unknown`, `file-not-a-sheet`. */
export function openCsv(bytes: Buffer, wishes: { encoding?: string; separator?: string }, limits: Limits): Book {
	const decoded = decodeText(bytes, wishes.encoding);
	// Line ends inside quotes become the same as those between rows, as a spreadsheet keeps them.
	const text = decoded.text.replace(/\r\n?/g, "\n");
	if (text.includes("\0")) throw new Unreadable("file-not-a-sheet");
	const { separator, start } = findSeparator(text, wishes.separator);
	return {
		format: "csv",
		macros: false,
		encoding: decoded.encoding,
		encodingSure: decoded.sure,
		separator,
		sheets: [{ name: "", hidden: "no" }],
		async *rows(_sheet, facts) {
			for (const rows of csvRows(text, start, separator, limits)) {
				facts.rows += rows.length;
				for (const { cells } of rows) facts.columns = Math.max(facts.columns, cells.length);
				yield rows;
			}
		},
	};
}

function* csvRows(text: string, start: number, separator: string, limits: Limits): Generator<SheetRow[]> {
	let at = start;
	let row = start > 0 ? 1 : 0;
	while (at < text.length) {
		// Bit by bit, so that a reader who wants fifty rows does not wait for all.
		const { data, errors, meta } = Papa.parse<string[]>(text.slice(at), {
			delimiter: separator,
			newline: "\n",
			preview: lotRows,
			fastMode: false,
		});
		const [torn] = errors.filter((error) => error.type === "Quotes");
		// From here on rows and columns could be taken for each other.
		if (torn) throw new Unreadable("csv-quotes", { row: row + 1 + (torn.row ?? 0) });
		const rows: SheetRow[] = [];
		for (const fields of data) {
			row += 1;
			const cells = cellsOf(fields);
			if (cells.length > limits.columns) {
				throw new Unreadable("sheet-too-wide", { cell: `${columnName(cells.length - 1)}${row}`, most: limits.columns });
			}
			if (cells.length > 0) rows.push({ row, cells });
		}
		yield rows;
		if (data.length < lotRows || meta.cursor <= 0) return;
		at += meta.cursor;
	}
}

function cellsOf(fields: string[]): Cell[] {
	let end = fields.length;
	while (end > 0 && fields[end - 1] === "") end -= 1;
	return fields.slice(0, end).map((field): Cell => {
		const text = field.startsWith("'") && escaped.test(field) ? field.slice(1) : field;
		return text === "" ? emptyCell : { kind: "text", text };
	});
}

/** Exports put an apostrophe before what would become a formula elsewhere: it is no part of the text. */
const escaped = /^'+[=+\-@\t\r＝＋－＠]/;
