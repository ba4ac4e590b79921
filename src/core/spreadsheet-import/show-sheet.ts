import { ok, type Result } from "../ground/index.ts";
import { lookAtBook, type RowWishes, readerAsChild, shownText } from "./reading/index.ts";

export interface ShownSheet {
	sheets: { name: string; hidden: boolean; rows: number | null; columns: number | null }[];
	/** Null: no text file. */
	encoding: string | null;
	/** False: the file does not say its encoding, and it is guessed. */
	encodingSure: boolean;
	header: (string | null)[];
	rows: (string | null)[][];
}

/** What the importer sees in a file, as shown: the header and so many rows below it. Problems: those of reading. */
export async function showSheet(
	file: string,
	how: Pick<RowWishes, "sheet" | "encoding" | "separator" | "firstRow"> & { rows: number; worker?: string },
): Promise<Result<ShownSheet>> {
	const book = await lookAtBook(file, {
		start: how.worker ? readerAsChild(how.worker) : undefined,
		sheet: how.sheet,
		encoding: how.encoding,
		separator: how.separator,
		firstRow: how.firstRow,
		rows: how.rows + 1,
	});
	if (!book.ok) return book;
	const found = book.value.first.filter(({ row }) => row >= (how.firstRow ?? 1));
	const width = Math.max(0, ...found.map(({ cells }) => cells.length));
	const [header = [], ...rows] = found.map(({ cells }) =>
		Array.from({ length: width }, (_, column) => {
			const cell = cells[column];
			return !cell || cell.kind === "empty" ? null : shownText(cell);
		}),
	);
	const sheets = book.value.sheets.map(({ name, hidden, rows: count, columns }) => ({
		name,
		hidden: hidden !== "no",
		rows: count,
		columns,
	}));
	const { encoding = null, encodingSure = true } = book.value;
	return ok({ sheets, encoding, encodingSure, header, rows });
}
