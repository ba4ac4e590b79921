import { join } from "node:path";
import * as XLSX from "@e965/xlsx";
import { afterAll, describe, expect, it } from "vitest";
import { lookOf, madeFolder, rowsOf, workbookOf, zipOf } from "../../../testing/made-sheets.ts";
import { readSheet } from "../testing/read-sheet.ts";
import { readerAsChild, shownText } from "./index.ts";
import { lotRows } from "./limits.ts";

const folder = madeFolder();
afterAll(() => folder.remove());

async function shown(name: string, bytes: Buffer | string, wishes = {}): Promise<string[][] | string> {
	const rows = await rowsOf(folder.path(name, bytes), wishes);
	return typeof rows === "string" ? rows : rows.map(({ cells }) => cells.map(shownText));
}

describe("text tables", () => {
	const table = [
		["name", "phone"],
		["Zoë", "0712345678"],
		["id", "123456789012345678"],
		["short", "1e5"],
	];
	const lines = (separator: string, end: string) => table.map((row) => row.join(separator)).join(end);
	it.each([
		["comma", Buffer.from(lines(",", "\n"))],
		["semicolon, Windows lines", Buffer.from(lines(";", "\r\n"))],
		["tab, old Mac lines", Buffer.from(lines("\t", "\r"))],
		["bar", Buffer.from(lines("|", "\n"))],
		["byte order mark", Buffer.from(`\uFEFF${lines(",", "\n")}`)],
		["UTF-16 with a mark", Buffer.from(`\uFEFF${lines("\t", "\r\n")}`, "utf16le")],
		["UTF-16 without one", Buffer.from(lines(",", "\n"), "utf16le")],
		["UTF-16, big end first", Buffer.from(`\uFEFF${lines(",", "\n")}`, "utf16le").swap16()],
		["windows-1252", Buffer.from(lines(",", "\n"), "latin1")],
		["said by its first line", Buffer.from(`sep=;\r\n${lines(";", "\r\n")}`)],
	])("%s: every cell is the text that was written", async (_what, bytes) => {
		expect(await shown("people.csv", bytes)).toEqual(table);
	});
	it.each(["الاسم\tالهاتف\r\nفاطمة\t0712345678\r\n", "नाम\tमोबाइल\r\nसीता\t0712345678\r\n"])(
		"of letters that are not Latin come in as Unicode Text: %j",
		async (text) => {
			const rows = text
				.split("\r\n")
				.slice(0, 2)
				.map((line) => line.split("\t"));
			const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
			expect(await shown("unicode.csv", bytes)).toEqual(rows);
			expect(await shown("unicode.csv", Buffer.from(bytes).swap16())).toEqual(rows);
		},
	);
	it("say how they were understood, and can be read otherwise", async () => {
		const bytes = Buffer.from("имя;тел\r\nАнна;0712\r\n", "utf8");
		expect(await lookOf(folder.path("utf8.csv", bytes))).toMatchObject({
			format: "csv",
			encoding: "utf-8",
			encodingSure: true,
			separator: ";",
		});
		const cyrillic = Buffer.from([0xc0, 0xed, 0xed, 0xe0, 0x3b, 0x31]);
		expect(await lookOf(folder.path("1251.csv", cyrillic))).toMatchObject({
			encoding: "windows-1252",
			encodingSure: false,
		});
		expect(await shown("1251.csv", cyrillic, { encoding: "windows-1251" })).toEqual([["Анна", "1"]]);
		expect(await shown("1251.csv", cyrillic, { encoding: "utf-8" })).toBe("encoding-wrong");
		expect(await shown("1251.csv", cyrillic, { encoding: "martian" })).toBe("encoding-unknown");
		expect(await shown("a.csv", "a,b;c", { separator: "," })).toEqual([["a", "b;c"]]);
	});
	it("of old programs are taken to be Arabic where whole words are, and western European else; that it is a guess is said", async () => {
		const letters = new TextDecoder("windows-1256").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
		const written = (text: string) => Buffer.from([...text].map((letter) => letters.indexOf(letter)));
		const arabic = "الاسم;رقم الهاتف\r\nفاطمة علي;0712345678\r\nMohamed أحمد، محمود;0712345679\r\n";
		expect(await lookOf(folder.path("1256.csv", written(arabic)))).toMatchObject({
			encoding: "windows-1256",
			encodingSure: false,
		});
		expect(await shown("1256.csv", written(arabic))).toEqual([
			["الاسم", "رقم الهاتف"],
			["فاطمة علي", "0712345678"],
			["Mohamed أحمد، محمود", "0712345679"],
		]);
		for (const other of ["Prénom;Âge\nAïcha Ó Sé;3", "Nombre;Año\nMaría José Peña;4"])
			expect(await lookOf(folder.path("other.csv", Buffer.from(other, "latin1")))).toMatchObject({
				encoding: "windows-1252",
			});
	});
	it("keep quotes, lines within a cell and gaps; an open quote is no cell as long as the file", async () => {
		expect(await shown("q.csv", 'a,"b ""c"", d"\n\n,"two\r\nlines"\n')).toEqual([
			["a", 'b "c", d'],
			["", "two\nlines"],
		]);
		expect(await rowsOf(folder.path("q.csv", "a,b\n\n\nc,d\n"))).toMatchObject([{ row: 1 }, { row: 4 }]);
		expect(await shown("q.csv", 'a,b\nc,"d\ne,f\n')).toBe("csv-quotes");
	});
	it("of thousands of rows come whole and in order", async () => {
		const many = Array.from({ length: 2345 }, (_, index) => `${index},"x${index}"`).join("\n");
		const rows = await shown("many.csv", many);
		expect(rows).toHaveLength(2345);
		expect(rows.at(-1)).toEqual(["2344", "x2344"]);
		expect(rows[500]).toEqual(["500", "x500"]);
	});
});

describe("workbooks of other kinds", () => {
	const sheet = XLSX.utils.aoa_to_sheet([
		["name", "phone", "born", "ok"],
		["Zoë Анна", "0712345678", 42400, true],
		["x", 12065551234, 42400.5, false],
	]);
	for (const cell of ["C2", "C3"]) Object.assign(sheet[cell] ?? {}, { z: "yyyy-mm-dd hh:mm" });
	const book = XLSX.utils.book_new();
	XLSX.utils.book_append_sheet(book, sheet, "People");
	const wanted = [
		["name", "phone", "born", "ok"],
		["Zoë Анна", "0712345678", "2016-01-31", "TRUE"],
		["x", "12065551234", "2016-01-31 12:00:00", "FALSE"],
	];
	it.each(["biff8", "xlsb", "xlsx"] as const)("%s, told by its content and not by its name", async (bookType) => {
		const bytes = Buffer.from(XLSX.write(book, { type: "buffer", bookType }) as Uint8Array);
		expect(await shown("wrong-name.csv", bytes)).toEqual(wanted);
		expect(await lookOf(folder.path("look.bin", bytes))).toMatchObject({
			format: bookType === "biff8" ? "xls" : bookType,
			sheets: [{ rows: 3, columns: 4 }],
		});
	});
});

describe("what can't be read is refused", () => {
	it.each([
		["file-empty", ""],
		["file-damaged", Buffer.from("PK\x03\x04 and then nothing")],
		["file-damaged", workbookOf({ sheet: "<sheetData/>" }).subarray(0, 900)],
		["file-html", "\uFEFF <html><table><tr><td>1</td></tr></table></html>"],
		["file-xml", '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'],
		["file-numbers", zipOf({ "Index/Document.iwa": "x", "Metadata/Properties.plist": "x" })],
		["file-zip", zipOf({ "people.csv": "a,b" })],
		["file-not-a-sheet", zipOf({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>" })],
		["file-not-a-sheet", "%PDF-1.7"],
		["file-not-a-sheet", Buffer.from([1, 2, 3, 4, 5, 6, 7, 0, 0, 1])],
		["file-damaged", Buffer.from("d0cf11e0a1b11ae1", "hex")],
		["file-too-large", zipOf({ "xl/workbook.xml": "<workbook/>" }, 1_000_000_000)],
	])("%s", async (code, bytes) => {
		expect(await lookOf(folder.path("people.xlsx", bytes as Buffer))).toBe(code);
	});
	it("names the file", async () => {
		const read = await readSheet(join(folder.path("a", ""), "..", "nobody.xlsx"), {}, () => {});
		expect(read).toMatchObject({ ok: false, problem: { code: "file-not-found", details: { file: "nobody.xlsx" } } });
	});
	it("counts what really comes out, whatever the directory tells", async () => {
		const spaces = Buffer.alloc(3_000_000, " ");
		const lying = zipOf({ "_rels/.rels": "<Relationships/>", "xl/workbook.xml": spaces }, 100);
		expect(await lookOf(folder.path("lie.xlsx", lying))).toBe("file-damaged");
	});
	it.each([6, 8, 14, 18, 22, 30])(
		"refuses a part that is told of in two ways (byte %i of what stands before it)",
		async (at) => {
			const book = { SheetNames: ["People"], Sheets: { People: XLSX.utils.aoa_to_sheet([["name"], ["Amina"]]) } };
			const bytes = Buffer.from(XLSX.write(book, { type: "buffer", bookType: "xlsb" }) as Uint8Array);
			const part = bytes.indexOf("xl/worksheets/sheet1.bin") - 30;
			bytes.writeUInt8(bytes.readUInt8(part + at) ^ 8, part + at);
			expect(await lookOf(folder.path("twice.xlsb", bytes))).toBe("file-damaged");
		},
	);
});

describe("reading", () => {
	const file = () => folder.path("rows.csv", Array.from({ length: 5000 }, (_, index) => `${index},x`).join("\n"));
	it("hands over one lot at a time", async () => {
		let under = 0;
		let most = 0;
		const sizes: number[] = [];
		await readSheet(file(), {}, async (rows) => {
			most = Math.max(most, ++under);
			sizes.push(rows.length);
			await new Promise((done) => setTimeout(done, 1));
			under -= 1;
		});
		expect(most).toBe(1);
		expect(sizes).toEqual(Array(5000 / lotRows).fill(lotRows));
	});
	it("ends when it is called off", async () => {
		const calling = new AbortController();
		const read = await readSheet(file(), {}, () => calling.abort(), calling.signal);
		expect(read).toMatchObject({ ok: false, problem: { code: "cancelled" } });
	});
	it("fails where the one who takes the rows fails", async () => {
		await expect(readSheet(file(), {}, () => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
	});
	it("survives a reader that dies", { timeout: 60_000 }, async () => {
		const dying = folder.path("dying.mjs", "process.exit(7)");
		expect(await readSheet(file(), { start: readerAsChild(dying) }, () => {})).toMatchObject({
			problem: { code: "file-crashed" },
		});
		const greedy = folder.path("greedy.mjs", "const all = []; for (;;) all.push(Array(1e6).fill(0.5));");
		expect(await readSheet(file(), { start: readerAsChild(greedy) }, () => {})).toMatchObject({
			problem: { code: "file-damaged" },
		});
	});
	it("says of a larger file that fills the memory that it takes too much, without a size it does not have", async () => {
		const large = folder.path("large.csv", Buffer.alloc(3_000_000, "x"));
		const full = () => ({
			post() {},
			onMessage() {},
			onEnd: (heard: (isFull: boolean) => void) => heard(true),
			end: async () => {},
		});
		expect(await readSheet(large, { start: full }, () => {})).toEqual({
			ok: false,
			problem: { code: "file-too-heavy", details: { file: "large.csv" } },
		});
	});
});
