import type { Writable } from "node:stream";
import Papa from "papaparse";
import type { BookPlan } from "./book-plan.ts";
import { plainText } from "./cell-text.ts";
import type { BookFile } from "./writer-side.ts";

/** A text table with a byte order mark, without which Excel takes its letters for others. */
export function csvFile(out: Writable, book: BookPlan): BookFile {
	const line = (cells: readonly string[]) => `${Papa.unparse([cells], { newline: "\r\n" })}\r\n`;
	out.write(`\uFEFF${line((book.sheets[0]?.columns ?? []).map(({ header }) => plainText(header)))}`);
	return {
		add(_sheet, rows) {
			out.write(rows.map((row) => line(row.map(plainText))).join(""));
		},
		end: () => new Promise((resolve) => out.end(resolve)),
	};
}
