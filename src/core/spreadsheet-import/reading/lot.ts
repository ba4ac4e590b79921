import type { KnownNumber, SheetRow } from "./cell.ts";

/** Some rows of a sheet, and the numbers in them that were understood where they were read. */
export interface Lot {
	rows: SheetRow[];
	known: KnownNumber[];
}

/** A lot as one text. So it passes from the reader through the office to whoever checks it, and the office, where people wait, never takes it apart. */
export interface PackedLot {
	packed: string;
	/** How many. */
	rows: number;
}

export function packLot(lot: Lot): PackedLot {
	return { packed: JSON.stringify(lot), rows: lot.rows.length };
}

export function unpackLot({ packed }: PackedLot): Lot {
	return JSON.parse(packed) as Lot;
}
