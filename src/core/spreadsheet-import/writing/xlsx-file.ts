import type { Writable } from "node:stream";
import ExcelJS from "exceljs";
import type { BookPlan, OutRow, SheetPlan } from "./book-plan.ts";
import { bookValue, escapeText, textOf } from "./cell-text.ts";
import { BeyondExcel, excelLimits } from "./excel-limits.ts";
import type { BookFile } from "./writer-side.ts";

/** A list that stands in the sheet itself may have so many letters. */
const longestList = 250;
/** Rows below the header that offer what is allowed. */
const offeredRows = 5_000;

/** A workbook that goes out row by row; throws `BeyondExcel`. Every column is text, so that numbers typed into it keep their zeros. */
export function xlsxFile(out: Writable, book: BookPlan): BookFile {
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
	let open: { index: number; sheet: ExcelJS.Worksheet; rows: number } | null = null;
	const sheetAt = (index: number) => {
		for (let at = (open?.index ?? -1) + 1; at <= index; at++) {
			open?.sheet.commit();
			const plan = book.sheets[at];
			if (!plan) throw new Error("a row of a sheet that was not planned");
			open = { index: at, sheet: beginSheet(workbook, plan), rows: 1 };
		}
		if (open?.index !== index) throw new Error("rows come sheet by sheet");
		return open;
	};
	return {
		add(index, rows) {
			const at = sheetAt(index);
			at.rows += rows.length;
			if (at.rows > excelLimits.rows) throw new BeyondExcel("workbook-sheet-full", { most: excelLimits.rows });
			for (const row of rows) {
				refuseLongCells(row, book.sheets[index]);
				addRow(at.sheet, row);
			}
		},
		async end() {
			sheetAt(book.sheets.length - 1).sheet.commit();
			await workbook.commit();
		},
	};
}

function beginSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, plan: SheetPlan): ExcelJS.Worksheet {
	const sheet = workbook.addWorksheet(plan.name, {
		views: [{ state: "frozen", ySplit: 1, rightToLeft: plan.rightToLeft }],
	});
	sheet.columns = plan.columns.map(({ width }) => ({ width: width ?? 18, style: { numFmt: "@" } }));
	const header = sheet.addRow(plan.columns.map((column) => escapeText(column.header)));
	header.font = { bold: true };
	header.commit();
	for (const [at, { allowed }] of plan.columns.entries()) {
		const list = (allowed ?? []).filter((value) => !value.includes(",")).join(",");
		if (list === "" || list.length > longestList) continue;
		const letter = sheet.getColumn(at + 1).letter;
		const lists = (sheet as unknown as { dataValidations: { add(range: string, how: object): void } }).dataValidations;
		lists.add(`${letter}2:${letter}${offeredRows}`, {
			type: "list",
			allowBlank: true,
			showErrorMessage: true,
			errorStyle: "warning",
			formulae: [`"${list.replaceAll('"', '""')}"`],
		});
	}
	return sheet;
}

/** Cut, it would be taken for the value when the sheet is imported again. */
function refuseLongCells(row: OutRow, sheet: SheetPlan | undefined): void {
	const long = row.findIndex((cell) => cell !== null && textOf(cell).length > excelLimits.cellLetters);
	if (long < 0) return;
	throw new BeyondExcel("workbook-cell-too-long", {
		column: sheet?.columns[long]?.header ?? "",
		row: textOf(row[sheet?.names ?? 0] ?? "").slice(0, 40),
		most: excelLimits.cellLetters,
	});
}

function addRow(sheet: ExcelJS.Worksheet, row: OutRow): void {
	const line = sheet.addRow([]);
	for (const [at, cell] of row.entries()) {
		const { value, format } = bookValue(cell);
		if (value === null || value === "") continue;
		const place = line.getCell(at + 1);
		place.value = value as ExcelJS.CellValue;
		if (format !== "@") place.numFmt = format;
	}
	line.commit();
}
