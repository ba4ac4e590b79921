import { ok, type Result } from "../../ground/index.ts";
import { askReader, type TakeLot } from "./ask-reader.ts";
import type { BookInfo, RowWishes, SheetRow } from "./cell.ts";
import type { Limits } from "./limits.ts";

export type { BookFormat, BookInfo, Cell, KnownNumber, ReadingWishes, RowWishes, SheetInfo, SheetRow } from "./cell.ts";
export { type CellReading, type CellUse, cellValue } from "./cell-value.ts";
export { usualLimits } from "./limits.ts";
export { type PackedLot, packLot, unpackLot } from "./lot.ts";
export { cellProblems, readingProblems } from "./problems.ts";
export { type Reader, readerAsChild, type StartReader } from "./reader.ts";
export { shownText } from "./shown-text.ts";

/**
 * What a file holds: its format by content, its sheets with their real sizes, how its text was understood, and the first `rows` of the sheet that is
 * wished for, after what stands above its table. Problems: `readingProblems`, `cancelled`.
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
 * Reads the rows of a sheet that hold something, some hundred at a time; the next come when `onLot` is done. With the columns that hold something. A
 * failure, also at the end, means that nothing of what came may be kept. Problems: `readingProblems`, `cancelled`.
 */
export async function readLots(
	file: string,
	wishes: RowWishes,
	onLot: TakeLot,
	signal?: AbortSignal,
	limits?: Partial<Limits>,
): Promise<Result<{ rows: number; filled: number[] }>> {
	const answer = await askReader({ job: "rows", file, wishes, limits }, onLot, signal);
	if (!answer.ok) return answer;
	const { rows = 0, filled = [] } = answer.value;
	return ok({ rows, filled });
}
