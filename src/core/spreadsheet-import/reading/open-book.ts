import type { BookFormat, ReadingWishes, SheetInfo, SheetRow } from "./cell.ts";
import { openCsv } from "./csv/read-csv.ts";
import type { Limits } from "./limits.ts";
import { openOtherBook } from "./other-books/open-other-book.ts";
import { tellFormat } from "./tell-format.ts";
import { openXlsx } from "./xlsx/open-xlsx.ts";
import type { SheetFacts } from "./xlsx/sheet-rows.ts";

/** An opened file, whatever it is written in. */
export interface Book {
	format: BookFormat;
	macros: boolean;
	encoding?: string;
	encodingSure?: boolean;
	separator?: string;
	sheets: { name: string; hidden: SheetInfo["hidden"] }[];
	/** The rows of the sheet with this index that hold something, some at a time; counts them in `facts` meanwhile. */
	rows(sheet: number, facts: SheetFacts): AsyncGenerator<SheetRow[]>;
}

/** Opens a file by what it holds, not by its name. Problems, thrown: `file-…`, `sheet-none`, `encoding-…`, `separator-unknown`. */
export async function openBook(bytes: Buffer, wishes: ReadingWishes, limits: Limits): Promise<Book> {
	const told = await tellFormat(bytes, limits);
	switch (told.format) {
		case "xlsx":
			return openXlsx(told.zip, limits);
		case "csv":
			return openCsv(bytes, wishes, limits);
		default:
			return openOtherBook(bytes, told, limits);
	}
}
