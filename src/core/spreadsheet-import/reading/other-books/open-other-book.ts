import * as XLSX from "@e965/xlsx";
import { type Cell, emptyCell, type SheetRow } from "../cell.ts";
import { type Limits, lotRows } from "../limits.ts";
import type { Book } from "../open-book.ts";
import type { Told } from "../tell-format.ts";
import { Unreadable } from "../unreadable.ts";
import { numberOrDate } from "../xlsx/raw-cell.ts";
import { readRelations } from "../xlsx/relations.ts";
import { columnName } from "../xlsx/sheet-rows.ts";
import type { Zip } from "../xlsx/zip.ts";
import { proveContainer } from "./prove-container.ts";

/** A file of the older and rarer kinds, read whole by a library. Its sizes and checksums are proven first, since the library does neither. */
export async function openOtherBook(bytes: Buffer, told: Told, limits: Limits): Promise<Book> {
	if (told.format === "xls") proveContainer(bytes);
	if (told.format === "xlsb" || told.format === "ods") await proveZip(told.zip, told.format);
	const book = readAll(bytes);
	const date1904 = told.format !== "ods" && Boolean(book.Workbook?.WBProps?.date1904);
	const sheets = book.SheetNames.flatMap((name, index) => {
		const sheet = book.Sheets[name];
		const kind = (sheet as { "!type"?: string } | undefined)?.["!type"];
		if (!sheet || (kind && kind !== "sheet")) return [];
		const hidden = book.Workbook?.Sheets?.[index]?.Hidden;
		return [{ name, sheet, hidden: hidden === 2 ? "very-hidden" : hidden === 1 ? "hidden" : "no" } as const];
	});
	if (sheets.length === 0) throw new Unreadable("sheet-none");
	return {
		format: told.format,
		macros: Boolean(book.vbaraw),
		sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
		async *rows(index, facts) {
			const sheet = sheets[index]?.sheet;
			if (!sheet) return;
			facts.merged += sheet["!merges"]?.length ?? 0;
			let ready: SheetRow[] = [];
			const data = (sheet as { "!data"?: (XLSX.CellObject | undefined)[][] })["!data"] ?? [];
			// Rows that hold nothing are holes: a cell in the last row must not make a walk of a million.
			for (const key of Object.keys(data)) {
				const row = Number(key);
				const cells = cellsOf(data[row] ?? [], row, date1904, limits);
				if (cells.length === 0) continue;
				facts.rows += 1;
				facts.columns = Math.max(facts.columns, cells.length);
				ready.push({ row: row + 1, cells });
				if (ready.length < lotRows) continue;
				yield ready;
				ready = [];
			}
			yield ready;
		},
	};
}

function readAll(bytes: Buffer): XLSX.WorkBook {
	try {
		return XLSX.read(bytes, {
			type: "buffer",
			dense: true,
			cellNF: true,
			cellText: false,
			cellHTML: false,
			bookVBA: true,
		});
	} catch (error) {
		const why = error instanceof Error ? error.message : "";
		throw new Unreadable(/password|encrypt/i.test(why) ? "file-password" : "file-damaged");
	}
}

/** A part that is named and not there would change values in silence, such as dates without their styles. */
async function proveZip(zip: Zip, format: "xlsb" | "ods"): Promise<void> {
	await zip.proveAll();
	if (format === "ods") {
		if (!zip.has("content.xml")) throw new Unreadable("file-damaged");
		const listed = zip.has("META-INF/manifest.xml") ? (await zip.bytes("META-INF/manifest.xml")).toString("utf8") : "";
		if (listed.includes("encryption-data")) throw new Unreadable("file-password");
		return;
	}
	const relations = await readRelations(zip, "xl/workbook.bin");
	if (relations.length === 0 || relations.some(({ target }) => !zip.has(target))) throw new Unreadable("file-damaged");
}

function cellsOf(row: (XLSX.CellObject | undefined)[], index: number, date1904: boolean, limits: Limits): Cell[] {
	const cells: Cell[] = [];
	for (const key of Object.keys(row)) {
		const column = Number(key);
		const object = row[column];
		const cell = object ? cellOf(object, date1904) : emptyCell;
		if (cell.kind === "empty") continue;
		if (column >= limits.columns) {
			throw new Unreadable("sheet-too-wide", { cell: `${columnName(column)}${index + 1}`, most: limits.columns });
		}
		while (cells.length < column) cells.push(emptyCell);
		cells[column] = cell;
	}
	return cells;
}

function cellOf(object: XLSX.CellObject, date1904: boolean): Cell {
	const { t, v, f, z } = object;
	switch (t) {
		case "s":
			return v === "" || v === undefined ? emptyCell : { kind: "text", text: String(v) };
		case "b":
			return { kind: "boolean", value: Boolean(v) };
		case "e":
			return { kind: "error", code: XLSX_ERRORS[Number(v)] ?? "#VALUE!" };
		case "n": {
			// LibreOffice writes a boolean of another program as a number and a formula.
			if (f && /^(true|false)\(\)$/i.test(f)) return { kind: "boolean", value: Number(v) !== 0 };
			const value = Number(v);
			if (v === undefined || !Number.isFinite(value)) return f ? { kind: "no-value" } : emptyCell;
			return numberOrDate(value, String(v), typeof z === "string" ? z : "General", date1904);
		}
		default:
			return f ? { kind: "no-value" } : emptyCell;
	}
}

const XLSX_ERRORS: Record<number, string> = {
	0: "#NULL!",
	7: "#DIV/0!",
	15: "#VALUE!",
	23: "#REF!",
	29: "#NAME?",
	36: "#NUM!",
	42: "#N/A",
};
