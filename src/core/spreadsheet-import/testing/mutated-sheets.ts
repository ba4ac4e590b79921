import * as XLSX from "@e965/xlsx";
import { workbookOf } from "../../../testing/made-sheets.ts";

export const kinds = ["xlsx", "parts of xlsx", "xls", "xlsb", "ods", "csv"] as const;
export type Kind = (typeof kinds)[number];

const rows = [
	["Case Name", "contact_phone_number", "born", "village", "case id"],
	...Array.from({ length: 30 }, (_, n) => [
		`Élodie ${n}`,
		254712345678 + n,
		32_000 + n * 17,
		n % 3 ? "Thiès" : true,
		"",
	]),
];

/** A whole file of this kind. */
export function wholeFile(kind: Kind): Buffer {
	if (kind === "csv") return Buffer.from(rows.map((row) => row.join(";")).join("\r\n"));
	const sheet = XLSX.utils.aoa_to_sheet(rows);
	for (let row = 2; row <= 31; row++) (sheet[`C${row}`] as XLSX.CellObject).z = "yyyy-mm-dd";
	const book = {
		SheetNames: ["People", "Hidden"],
		Sheets: { People: sheet, Hidden: XLSX.utils.aoa_to_sheet([["a"]]) },
	};
	const bookType = kind === "xls" ? "biff8" : kind === "parts of xlsx" ? "xlsx" : kind;
	return XLSX.write(book, { type: "buffer", bookType, bookSST: true }) as Buffer;
}

/** The same with some bytes changed, lost, doubled or cut off. Of parts, what is changed stands inside a zip that is whole. */
export function mutated(kind: Kind, whole: Buffer, random: () => number): Buffer {
	if (kind !== "parts of xlsx") return mutate(whole, random);
	const cells = `<sheetData>${rows.map((row, r) => `<row r="${r + 1}">${row.map((value) => (typeof value === "number" ? `<c s="1"><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join("")}</row>`).join("")}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`;
	const text = (from: string) => mutate(Buffer.from(from), random).toString("latin1");
	return workbookOf({
		sheet: random() < 0.7 ? text(cells) : cells,
		strings: random() < 0.3 ? text("<si><t>a</t></si>") : "<si><t>a</t></si>",
		formats: [random() < 0.3 ? text("yyyy-mm-dd") : "0000000000"],
	});
}

function mutate(whole: Buffer, random: () => number): Buffer {
	let bytes = Buffer.from(whole);
	const place = () => Math.floor(random() * bytes.length);
	for (let times = 1 + Math.floor(random() ** 3 * 20); times > 0; times--) {
		const at = place();
		const length = Math.floor(random() ** 4 * 200) + 1;
		switch (Math.floor(random() * 7)) {
			case 0:
			case 1:
				bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
				break;
			case 2:
				bytes[at] = [0, 0xff, 0x7f, 0x80, 0x20][Math.floor(random() * 5)] ?? 0;
				break;
			case 3:
				bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
				break;
			case 4:
				bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
				break;
			case 5:
				bytes.copy(bytes, place(), at, at + length);
				break;
			default:
				if (random() < 0.2) bytes = bytes.subarray(0, at);
				else if (at + 4 <= bytes.length) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
		}
	}
	return bytes;
}
