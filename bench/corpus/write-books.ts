import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as XLSX from "@e965/xlsx";
import ExcelJS from "exceljs";
import { type Given, header, rows, serialOf } from "./cells.ts";

/** Has every producer that is here write the cells. Returns the files, and what is missing with the reason. */
export async function writeBooks(folder: string): Promise<{ files: string[]; missing: Record<string, string> }> {
	const missing: Record<string, string> = {};
	const files: string[] = [];
	const put = (name: string) => {
		files.push(name);
		return join(folder, name);
	};
	for (const [name, bookType] of [
		["sheetjs.xlsx", "xlsx"],
		["sheetjs.xlsb", "xlsb"],
		["sheetjs.xls", "biff8"],
		["sheetjs.ods", "ods"],
	] as const)
		writeFileSync(
			put(name),
			XLSX.write(sheetJsBook(), { type: "buffer", bookType, bookSST: name === "sheetjs.xlsx" }) as Buffer,
		);
	await excelJsBook().xlsx.writeFile(put("exceljs.xlsx"));

	writeFileSync(join(folder, "cells.json"), JSON.stringify({ header, rows }));
	const python = spawnSync(
		"/usr/bin/python3",
		[join(import.meta.dirname, "write-books.py"), join(folder, "cells.json"), folder],
		{
			encoding: "utf8",
		},
	);
	const without = python.status === 0 ? (JSON.parse(python.stdout) as string[]) : ["openpyxl", "xlsxwriter"];
	for (const name of without) missing[name] = "not installed";
	if (!without.includes("openpyxl")) files.push("openpyxl.xlsx");
	if (!without.includes("xlsxwriter")) files.push("xlsxwriter.xlsx", "xlsxwriter-inline.xlsx");

	const from = join(folder, "exceljs.xlsx");
	for (const [kind, filter] of [
		["xlsx", "Gnumeric_Excel:xlsx2"],
		["xls", "Gnumeric_Excel:excel_biff8"],
		["ods", "Gnumeric_OpenCalc:odf"],
	] as const)
		if (!made(["ssconvert", "-T", filter, from, join(folder, `gnumeric.${kind}`)]))
			missing.gnumeric = "ssconvert is not installed";
		else files.push(`gnumeric.${kind}`);
	for (const kind of ["xlsx", "xls", "ods"]) {
		const place = `--outdir=${folder}`;
		const home = `-env:UserInstallation=file://${folder}/office-profile`;
		const as = join(folder, `libreoffice.${kind}`);
		const copy = join(folder, "libreoffice-from.xlsx");
		await excelJsBook().xlsx.writeFile(copy);
		if (
			!made(["soffice", "--headless", home, "--convert-to", kind, ...place.split("="), copy].filter(Boolean)) ||
			!made(["mv", join(folder, `libreoffice-from.${kind}`), as])
		)
			missing.libreoffice = "soffice is not installed";
		else files.push(`libreoffice.${kind}`);
	}
	return { files, missing };
}

function made([command = "", ...words]: string[]): boolean {
	return spawnSync(command, words, { stdio: "ignore", timeout: 120_000 }).status === 0;
}

function sheetJsBook(): XLSX.WorkBook {
	const cell = (given: Given): XLSX.CellObject => {
		if ("text" in given) return { t: "s", v: given.text };
		if ("date" in given) return { t: "n", v: serialOf(given.date), z: "yyyy-mm-dd" };
		if ("boolean" in given) return { t: "b", v: given.boolean };
		if ("formula" in given) return { t: "n", v: given.result, f: given.formula };
		return { t: "n", v: given.number, ...(given.format ? { z: given.format } : {}) };
	};
	const sheet = XLSX.utils.aoa_to_sheet([header]);
	for (const [at, row] of rows.entries())
		for (const [column, given] of row.entries()) sheet[XLSX.utils.encode_cell({ r: at + 1, c: column })] = cell(given);
	sheet["!ref"] = `A1:H${rows.length + 1}`;
	return { SheetNames: ["People"], Sheets: { People: sheet } };
}

function excelJsBook(): ExcelJS.Workbook {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet("People");
	sheet.addRow(header);
	for (const [at, row] of rows.entries())
		for (const [column, given] of row.entries()) {
			const cell = sheet.getCell(at + 2, column + 1);
			if ("text" in given) cell.value = given.text;
			else if ("date" in given) {
				cell.value = new Date(`${given.date}T00:00:00Z`);
				cell.numFmt = "dd/mm/yyyy";
			} else if ("boolean" in given) cell.value = given.boolean;
			else if ("formula" in given) cell.value = { formula: given.formula, result: given.result };
			else {
				cell.value = given.number;
				if (given.format) cell.numFmt = given.format;
			}
		}
	return book;
}
