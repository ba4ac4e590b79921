import { ok, type Result } from "../../ground/index.ts";
import { askReader, type TakeRows } from "./ask-reader.ts";
import type { BookInfo, RowWishes, SheetRow } from "./cell.ts";
import type { Limits } from "./limits.ts";

export type { BookFormat, BookInfo, Cell, KnownNumber, ReadingWishes, RowWishes, SheetInfo, SheetRow } from "./cell.ts";
export { type CellReading, type CellUse, cellValue } from "./cell-value.ts";
export { cellProblems, readingProblems } from "./problems.ts";
export { type Reader, readerAsChild, type StartReader } from "./reader.ts";
export { shownText } from "./shown-text.ts";

/**
 * What a file holds: its format by content, its sheets with their real sizes, how its text was understood, and the first `rows` of the sheet that is
 * wished for. Problems: `readingProblems`, `cancelled`.
 */
export async function lookAtBook(
	file: string,
	wishes: RowWishes = {},
	limits?: Partial<Limits>,
	signal?: AbortSignal,
): Promise<Result<BookInfo & { first: SheetRow[] }>> {
	const answer = await askReader({ job: "look", file, wishes, limits }, () => {}, signal);
	if (!answer.ok) return answer;
	const { book, first = [] } = answer.value;
	if (!book) throw new Error("a look without a book");
	return ok({ ...book, first });
}

/**
 * Reads the rows of a sheet that hold something, about 500 at a time; the next come when `onRows` is done. A failure, also at the end, means that
 * nothing of what came may be kept. Problems: `readingProblems`, `cancelled`.
 */
export async function readSheet(
	file: string,
	wishes: RowWishes,
	onRows: TakeRows,
	signal?: AbortSignal,
	limits?: Partial<Limits>,
): Promise<Result<{ rows: number }>> {
	const answer = await askReader({ job: "rows", file, wishes, limits }, onRows, signal);
	return answer.ok ? ok({ rows: answer.value.rows ?? 0 }) : answer;
}
