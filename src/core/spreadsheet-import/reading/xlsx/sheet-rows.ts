import { type Cell, emptyCell, type SheetRow } from "../cell.ts";
import type { Limits } from "../limits.ts";
import { Unreadable } from "../unreadable.ts";
import { cellOf, type RawCell } from "./raw-cell.ts";
import { readXml } from "./read-xml.ts";
import type { Workbook } from "./workbook.ts";

/** What a sheet is found to hold while it is read. */
export interface SheetFacts {
	rows: number;
	columns: number;
	merged: number;
}

/**
 * The rows of a sheet that hold something, as its bytes come. Dimensions are not believed; rows and cells without a reference stand behind the
 * one before. Problems, thrown: `sheet-too-wide`, those of `readXml`.
 */
export async function* sheetRows(
	bytes: AsyncIterable<Buffer>,
	book: Pick<Workbook, "formats" | "date1904" | "uncalculated">,
	strings: readonly string[],
	limits: Limits,
	facts: SheetFacts,
): AsyncGenerator<SheetRow[]> {
	let ready: SheetRow[] = [];
	let cells: Cell[] = [];
	let row = 0;
	let column = -1;
	let cell: RawCell | null = null;
	let taking: "value" | "text" | null = null;
	let inReading = 0;
	let inData = false;

	const put = (value: Cell) => {
		if (value.kind === "empty") return;
		if (column >= limits.columns) {
			const at = `${columnName(column)}${row}`;
			throw new Unreadable("sheet-too-wide", { cell: at, most: limits.columns });
		}
		while (cells.length < column) cells.push(emptyCell);
		cells[column] = value;
	};

	const reader = readXml(
		bytes,
		{
			open(element, attributes) {
				switch (element) {
					case "sheetData":
						inData = true;
						break;
					case "row":
						row = rowNumber(attributes.r) ?? row + 1;
						column = -1;
						cells = [];
						break;
					case "c":
						if (!inData) break;
						column = columnIndex(attributes.r) ?? column + 1;
						cell = { type: attributes.t ?? "n", style: Number(attributes.s ?? 0), value: null, formula: false };
						break;
					case "v":
						if (cell) taking = "value";
						break;
					case "t":
						if (cell && inReading === 0) taking = "text";
						break;
					case "f":
						if (cell) cell.formula = true;
						break;
					case "rPh":
						inReading += 1;
						break;
					case "mergeCell":
						facts.merged += 1;
						break;
				}
			},
			text(piece) {
				if (cell && taking) cell.value = (cell.value ?? "") + piece;
			},
			close(element) {
				switch (element) {
					case "v":
					case "t":
						taking = null;
						break;
					case "rPh":
						inReading -= 1;
						break;
					case "c":
						if (cell) put(cellOf(cell, book, strings));
						cell = null;
						break;
					case "row":
						if (cells.length > 0) {
							facts.rows += 1;
							facts.columns = Math.max(facts.columns, cells.length);
							ready.push({ row, cells });
						}
						cells = [];
						break;
					case "sheetData":
						inData = false;
						break;
				}
			},
		},
		limits.cellChars,
	);
	for await (const _ of reader) {
		if (ready.length === 0) continue;
		yield ready;
		ready = [];
	}
}

function rowNumber(reference: string | undefined): number | null {
	const row = Number(reference);
	return Number.isInteger(row) && row > 0 ? row : null;
}

/** Column of `AB12` from 0; null where it is no reference. */
export function columnIndex(reference: string | undefined): number | null {
	if (reference === undefined) return null;
	let column = 0;
	let at = 0;
	for (; at < reference.length; at++) {
		const letter = reference.charCodeAt(at) & 0xdf;
		if (letter < 65 || letter > 90) break;
		column = column * 26 + letter - 64;
	}
	return at > 0 && at <= 3 ? column - 1 : null;
}

/** `A` for 0, `XFD` for 16383. */
export function columnName(column: number): string {
	let name = "";
	for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	}
	return name;
}
