import { createWriteStream } from "node:fs";
import { setImmediate } from "node:timers/promises";
import ExcelJS from "exceljs";
import { makePeople } from "../people.ts";

export const header = [
	"Case Name",
	"contact_phone_number",
	"contact_phone_number_is_verified",
	"language_code",
	"village",
	"date_of_birth",
	"household",
	"external id",
];

/**
 * A sheet of people as offices send them, the numbers as text. Strings are shared as Excel does it, or stand in each cell, for sheets of which a library
 * could not keep them all.
 */
export async function makeSheet(file: string, rows: number, seed: number, useSharedStrings = true): Promise<void> {
	const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: createWriteStream(file), useSharedStrings });
	const sheet = book.addWorksheet("People");
	sheet.addRow(header).commit();
	for (const [at, person] of makePeople(rows, seed).entries()) {
		const born = `${1950 + (at % 60)}-${String(1 + (at % 12)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")}`;
		const consented = person.answer === "yes" && person.hasPhone;
		const cells = [person.hasPhone ? `+${person.digits}` : null, consented ? 1 : null, person.language, person.village];
		sheet.addRow([person.name, ...cells, born, 1 + (at % 12), `s${seed}-${at}`]).commit();
		if (at % 500 === 0) await setImmediate();
	}
	sheet.commit();
	await book.commit();
}
