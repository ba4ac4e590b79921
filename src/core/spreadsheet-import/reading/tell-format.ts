import type { Limits } from "./limits.ts";
import { Unreadable } from "./unreadable.ts";
import { Zip } from "./xlsx/zip.ts";

export type Told = { format: "xlsx" | "xlsb" | "ods"; zip: Zip } | { format: "xls" | "csv" };

const zipMarks = [0x04034b50, 0x06054b50];
const compoundMark = 0xe011cfd0;
/** Excel before version 5 wrote its records without a container around them. */
const oldExcelMarks = [0x0009, 0x0209, 0x0409, 0x0809];
/** Things that are taken for spreadsheets by mistake, by how they begin. */
const strangers = [/^%PDF/, /^\x89PNG/, /^\xff\xd8\xff/, /^GIF8/, /^\{\\rtf/, /^MZ/, /^\x7fELF/, /^SQLite format/];
const packers = [/^Rar!/, /^7z\xbc\xaf/, /^\x1f\x8b/, /^BZh/, /^\xfd7zXZ/];

/** Tells a file by its content. Problems, thrown: `file-empty`, `file-damaged`, `file-password`, `file-html`, `file-xml`, `file-numbers`, `file-zip`, `file-not-a-sheet`. */
export async function tellFormat(bytes: Buffer, limits: Limits): Promise<Told> {
	if (bytes.length === 0) throw new Unreadable("file-empty");
	const mark = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
	if (zipMarks.includes(mark)) return tellZip(await Zip.open(bytes, limits));
	if (mark === compoundMark) return { format: "xls" };
	if (oldExcelMarks.includes(mark & 0xffff) && bytes.length > 8 && (bytes[3] ?? 9) === 0 && (bytes[2] ?? 99) <= 16) {
		return { format: "xls" };
	}
	return tellText(bytes);
}

async function tellZip(zip: Zip): Promise<Told> {
	const names = zip.names();
	const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
	if (has(/^index\/.*\.iwa$|^index\.zip$|^index\.xml$/)) throw new Unreadable("file-numbers");
	if (zip.has("xl/workbook.bin")) return { format: "xlsb", zip };
	if (zip.has("mimetype")) {
		const kind = (await zip.bytes("mimetype")).toString("latin1");
		if (!/opendocument\.spreadsheet/.test(kind)) throw new Unreadable("file-not-a-sheet");
		return { format: "ods", zip };
	}
	if (has(/^(word|ppt)\//)) throw new Unreadable("file-not-a-sheet");
	if (zip.has("_rels/.rels") || zip.has("xl/workbook.xml")) return { format: "xlsx", zip };
	if (zip.has("content.xml")) return { format: "ods", zip };
	throw new Unreadable("file-zip");
}

/** In UTF-16 without a mark a web page begins with the same letters, zeros between them; with one, any letter may look like a control sign. */
function lettersOf(bytes: Buffer, start: string): string {
	const marked = /^\xff\xfe/.test(start) ? "utf-16le" : /^\xfe\xff/.test(start) ? "utf-16be" : null;
	if (marked) return new TextDecoder(marked).decode(bytes.subarray(0, 8000));
	return start.replace(/^\xef\xbb\xbf/, "").replaceAll("\0", "");
}

function tellText(bytes: Buffer): Told {
	const start = bytes.toString("latin1", 0, 8000);
	if (packers.some((pattern) => pattern.test(start))) throw new Unreadable("file-zip");
	if (strangers.some((pattern) => pattern.test(start))) throw new Unreadable("file-not-a-sheet");
	const letters = lettersOf(bytes, start).trimStart();
	if (/^<(!doctype html|html|head|meta|body|table|style|div|script)\b|^MIME-Version:/i.test(letters)) {
		throw new Unreadable("file-html");
	}
	if (/^<\?xml/i.test(letters)) throw new Unreadable(/<html\b/i.test(letters) ? "file-html" : "file-xml");
	if (/^ID;P[^\n]*\nP;P/.test(letters.replaceAll("\r\n", "\n"))) throw new Unreadable("file-not-a-sheet");
	const controls = letters.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
	if (controls > 0 && controls > letters.length / 200) throw new Unreadable("file-not-a-sheet");
	return { format: "csv" };
}
