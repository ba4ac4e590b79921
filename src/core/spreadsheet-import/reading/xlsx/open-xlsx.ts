import type { Limits } from "../limits.ts";
import type { Book } from "../open-book.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { sheetRows } from "./sheet-rows.ts";
import { readWorkbook } from "./workbook.ts";
import type { Zip } from "./zip.ts";

/** A workbook whose sheets are read as their bytes are unpacked. */
export async function openXlsx(zip: Zip, limits: Limits): Promise<Book> {
	const workbook = await readWorkbook(zip);
	let strings: Promise<string[]> | undefined;
	return {
		format: "xlsx",
		macros: workbook.macros,
		sheets: workbook.sheets,
		async *rows(sheet, facts) {
			const part = workbook.sheets[sheet]?.part ?? "";
			strings ??= workbook.strings
				? readSharedStrings(zip.read(workbook.strings), limits.cellChars)
				: Promise.resolve([]);
			yield* sheetRows(zip.read(part), workbook, await strings, limits, facts);
		},
	};
}
