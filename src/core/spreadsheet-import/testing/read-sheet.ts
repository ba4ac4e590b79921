import { type RowWishes, readLots, type SheetRow, unpackLot } from "../reading/index.ts";

/** As `readLots`, with the rows as they are. */
export function readSheet(
	file: string,
	wishes: RowWishes,
	onRows: (rows: SheetRow[]) => void | Promise<void>,
	signal?: AbortSignal,
): ReturnType<typeof readLots> {
	return readLots(file, wishes, (lot) => onRows(unpackLot(lot).rows), signal);
}
