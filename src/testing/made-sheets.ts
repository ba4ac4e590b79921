import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { type BookInfo, lookAtBook, type RowWishes, type SheetRow } from "../core/spreadsheet-import/index.ts";
import { readerAsChild } from "../core/spreadsheet-import/reading/index.ts";
import { readSheet } from "../core/spreadsheet-import/testing/read-sheet.ts";
import { bundled } from "./bundled.ts";

// Files that no program writes any more, or none should: for tests.

const start = readerAsChild(await bundled("src/core/spreadsheet-import/sheet-worker.ts"));

/** A folder that `remove` takes away again. */
export function madeFolder(): { path(name: string, bytes: Buffer | string): string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), "outpost-sheets-"));
	return {
		path(name, bytes) {
			const file = join(folder, name);
			writeFileSync(file, bytes);
			return file;
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** A zip of these parts; `toldBytes` is what its directory says of every size, where that is a lie. */
export function zipOf(parts: Record<string, string | Buffer>, toldBytes?: number): Buffer {
	const pieces: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [name, content] of Object.entries(parts)) {
		const bytes = Buffer.from(content);
		const packed = deflateRawSync(bytes);
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(20, 0);
		shared.writeUInt16LE(8, 4);
		shared.writeUInt32LE(crc32(bytes), 10);
		shared.writeUInt32LE(packed.length, 14);
		shared.writeUInt32LE(toldBytes ?? bytes.length, 18);
		shared.writeUInt16LE(Buffer.byteLength(name), 22);
		const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(at, 10);
		directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), shared, tail, Buffer.from(name)]));
		pieces.push(local);
		at += local.length;
	}
	const entries = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(directory.length, 4);
	end.writeUInt16LE(directory.length, 6);
	end.writeUInt32LE(entries.length, 8);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...pieces, entries, Buffer.from("PK\x05\x06"), end]);
}

export interface MadeWorkbook {
	/** What stands between `<worksheet>` and its end. */
	sheet: string;
	strings?: string;
	formats?: string[];
	workbook?: string;
	more?: Record<string, string | Buffer>;
	/** Namespaces of strict workbooks. */
	strict?: boolean;
}

/** The smallest workbook around this sheet. Cell style n + 1 has the n-th format. */
export function workbookOf(made: MadeWorkbook): Buffer {
	const base = made.strict
		? "http://purl.oclc.org/ooxml/officeDocument/relationships"
		: "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
	const relation = (id: string, kind: string, target: string) =>
		`<Relationship Id="${id}" Type="${base}/${kind}" Target="${target}"/>`;
	const formats = made.formats ?? [];
	return zipOf({
		"_rels/.rels": `<Relationships>${relation("a", "officeDocument", "xl/workbook.xml")}</Relationships>`,
		"xl/_rels/workbook.xml.rels": `<Relationships>${relation("s1", "worksheet", "worksheets/sheet1.xml")}${relation("st", "styles", "styles.xml")}${made.strings === undefined ? "" : relation("ss", "sharedStrings", "/xl/sharedStrings.xml")}</Relationships>`,
		"xl/workbook.xml":
			made.workbook ??
			`<workbook xmlns:r="${base}"><sheets><sheet name="People" sheetId="1" r:id="s1"/></sheets></workbook>`,
		"xl/styles.xml": `<styleSheet><numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join("")}</cellXfs></styleSheet>`,
		...(made.strings === undefined ? {} : { "xl/sharedStrings.xml": `<sst>${made.strings}</sst>` }),
		"xl/worksheets/sheet1.xml": `<worksheet>${made.sheet}</worksheet>`,
		...made.more,
	});
}

/** Reads all rows; a problem is its code. */
export async function rowsOf(file: string, wishes: RowWishes = {}): Promise<SheetRow[] | string> {
	const all: SheetRow[] = [];
	const read = await readSheet(file, { start, ...wishes }, (rows) => {
		all.push(...rows);
	});
	return read.ok ? all : read.problem.code;
}

export async function lookOf(file: string): Promise<BookInfo | string> {
	const look = await lookAtBook(file, { start });
	return look.ok ? look.value : look.problem.code;
}
