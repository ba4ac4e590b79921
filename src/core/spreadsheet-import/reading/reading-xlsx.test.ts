import { afterAll, describe, expect, it } from "vitest";
import { lookOf, madeFolder, rowsOf, workbookOf } from "../../../testing/made-sheets.ts";
import { shownText } from "./index.ts";

const folder = madeFolder();
afterAll(() => folder.remove());

async function shown(book: Buffer): Promise<string[][] | string> {
	const rows = await rowsOf(folder.path("book.xlsx", book));
	return typeof rows === "string" ? rows : rows.map(({ cells }) => cells.map(shownText));
}
const data = (rows: string) => `<sheetData>${rows}</sheetData>`;

describe("a sheet of a workbook", () => {
	it("has shared, rich, inline and formula texts, without readings and with unescaped letters", async () => {
		const strings =
			"<si><t>plain</t></si><si><r><t>in</t></r><r><rPr><b/></rPr><t xml:space='preserve'> rich </t></r></si>" +
			"<si><t>山田</t><rPh sb='0' eb='2'><t>ヤマダ</t></rPh></si><si><t>a_x000D_b _x005F_x0041_</t></si>";
		const cells =
			"<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c><c r='D1' t='s'><v>3</v></c>" +
			"<c r='E1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c><c r='F1' t='str'><f>A1</f><v>plain</v></c>";
		expect(await shown(workbookOf({ strings, sheet: data(`<row r='1'>${cells}</row>`) }))).toEqual([
			["plain", "in rich ", "山田", "a\rb _x0041_", "inline", "plain"],
		]);
	});
	it("keeps what a number, a boolean, an error and a formula without a value are", async () => {
		const cells =
			"<c r='A1'><v>12065551234</v></c><c r='B1' s='1'><v>712345678</v></c><c r='C1' t='b'><v>1</v></c><c r='D1' t='e'><v>#REF!</v></c>" +
			"<c r='E1'><f>1+1</f></c><c r='F1' t='s'><v>99</v></c><c r='G1'><v>12a</v></c><c r='H1'><v>9.1956018728E+11</v></c>";
		const file = folder.path(
			"kinds.xlsx",
			workbookOf({ strings: "", formats: ["0000000000"], sheet: data(`<row r='1'>${cells}</row>`) }),
		);
		const rows = await rowsOf(file);
		expect(rows).toEqual([
			{
				row: 1,
				cells: [
					{ kind: "number", value: 12065551234, written: "12065551234", format: null },
					{ kind: "number", value: 712345678, written: "712345678", format: "0000000000" },
					{ kind: "boolean", value: true },
					{ kind: "error", code: "#REF!" },
					{ kind: "no-value" },
					{ kind: "error", code: "#REF!" },
					{ kind: "error", code: "#NUM!" },
					{ kind: "number", value: 919560187280, written: "9.1956018728E+11", format: null },
				],
			},
		]);
	});
	it("takes a formula's 0 for no value where the producer calculated nothing", async () => {
		const workbook =
			"<workbook xmlns:r='r'><sheets><sheet name='A' r:id='s1'/></sheets><calcPr fullCalcOnLoad='1'/></workbook>";
		const rows = await rowsOf(
			folder.path(
				"calc.xlsx",
				workbookOf({ workbook, sheet: data("<row><c><f>B1</f><v>0</v></c><c><v>0</v></c></row>") }),
			),
		);
		expect(rows).toMatchObject([{ cells: [{ kind: "no-value" }, { kind: "number", value: 0 }] }]);
	});
	it("stands where it says, and behind the one before where it says nothing; dimensions are not believed", async () => {
		const sheet = `<dimension ref='A1:XFD1048576'/>${data("<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='C5'><v>3</v></c><c><v>4</v></c></row><row><c r='?'><v>5</v></c></row><row r='9'/>")}`;
		const file = folder.path("places.xlsx", workbookOf({ sheet }));
		const rows = await rowsOf(file);
		expect(typeof rows === "string" ? rows : rows.map(({ row, cells }) => [row, ...cells.map(shownText)])).toEqual([
			[1, "1", "2"],
			[5, "", "", "3", "4"],
			[6, "5"],
		]);
		expect(await lookOf(file)).toMatchObject({ sheets: [{ name: "People", rows: 3, columns: 4 }] });
	});
	it.each(["1", "true", "TRUE", "on"])("counts days from 1904 where date1904 is %s", async (spelling) => {
		const workbook = `<workbook xmlns:r='r'><workbookPr date1904='${spelling}'/><sheets><sheet name='A' r:id='s1'/></sheets></workbook>`;
		const sheet = data("<row><c s='1'><v>41183</v></c></row>");
		expect(await shown(workbookOf({ workbook, formats: ["yyyy-mm-dd"], sheet }))).toEqual([["2016-10-02"]]);
	});
	it("reads dates, times and ISO dates as the sheet says them", async () => {
		const formats = ["dd/mm/yyyy", "d.m.yy h:mm", "hh:mm", "[h]:mm", '0 "days"'];
		const cells =
			"<c s='1'><v>42400</v></c><c s='2'><v>42400.5</v></c><c s='3'><v>0.5</v></c><c s='4'><v>1.5</v></c><c s='5'><v>3</v></c>" +
			"<c t='d'><v>2016-10-03</v></c><c t='d'><v>2016-10-03T12:30:00.000Z</v></c><c s='1'><v>1</v></c><c s='1'><v>60</v></c><c s='1'><v>61</v></c>";
		expect(await shown(workbookOf({ formats, sheet: data(`<row>${cells}</row>`) }))).toEqual([
			[
				"2016-01-31",
				"2016-01-31 12:00:00",
				"12:00:00",
				"36:00:00",
				"3 days",
				"2016-10-03",
				"2016-10-03 12:30:00",
				"1900-01-01",
				"1900-02-29",
				"1900-03-01",
			],
		]);
	});
	it("may be strict, have prefixes, be in UTF-16", async () => {
		const prefixed =
			"<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>pre</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
		const wide = Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${prefixed}`, "utf16le");
		expect(
			await shown(workbookOf({ strict: true, sheet: "", more: { "xl/worksheets/sheet1.xml": prefixed } })),
		).toEqual([["pre"]]);
		expect(await shown(workbookOf({ sheet: "", more: { "xl/worksheets/sheet1.xml": wide } }))).toEqual([["pre"]]);
	});
	it("is refused where a declared entity, a torn part, a lost part or a far column stands in it", async () => {
		const bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet/>";
		expect(await shown(workbookOf({ sheet: "", more: { "xl/worksheets/sheet1.xml": bomb } }))).toBe("file-doctype");
		expect(await shown(workbookOf({ sheet: "<sheetData><row>" }))).toBe("file-damaged");
		const workbook = "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='nowhere'/></sheets></workbook>";
		expect(await shown(workbookOf({ workbook, sheet: data("") }))).toBe("file-damaged");
		expect(await shown(workbookOf({ sheet: data("<row><c r='XFD1'><v>1</v></c></row>") }))).toBe("sheet-too-wide");
	});
});

describe("a workbook", () => {
	it("tells its sheets, the hidden ones too, its merged cells and its macros", async () => {
		const workbook =
			"<workbook xmlns:r='r'><sheets><sheet name='Notes' state='hidden' r:id='s1'/><sheet name='Core' state='veryHidden' r:id='s1'/><sheet name='People' r:id='s1'/></sheets></workbook>";
		const sheet = `${data("<row><c><v>1</v></c></row>")}<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='C1:D2'/></mergeCells>`;
		const look = await lookOf(
			folder.path("many.xlsm", workbookOf({ workbook, sheet, more: { "xl/vbaProject.bin": "x" } })),
		);
		expect(look).toMatchObject({
			format: "xlsx",
			macros: true,
			sheets: [
				{ name: "Notes", hidden: "hidden", merged: 2 },
				{ name: "Core", hidden: "very-hidden" },
				{ name: "People", hidden: "no", rows: 1 },
			],
		});
	});
	it("is refused over the limit of rows, with the number, and stops where it is asked to", async () => {
		const sheet = data("<row><c><v>1</v></c></row>".repeat(1200));
		const file = folder.path("long.xlsx", workbookOf({ sheet }));
		expect(await rowsOf(file, { maxRows: 1000 })).toBe("sheet-too-long");
		expect(await rowsOf(file, { rows: 7 })).toHaveLength(7);
		expect(await rowsOf(file)).toHaveLength(1200);
		expect(await rowsOf(file, { sheet: "Nobody" })).toBe("sheet-not-found");
		expect(await rowsOf(file, { sha256: "another" })).toBe("file-changed");
	});
});
