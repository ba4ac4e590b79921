import { fromSeptets, type NationalTables, unpackSeptets } from "./gsm7.ts";

export type Alphabet = "gsm7" | "octets" | "ucs2" | "unknown";

/** Place of a part in a long text (information elements 00 and 08). */
export interface Concatenation {
	reference: number;
	/** True for a 16-bit reference: the same number in the other width is another text. */
	wide: boolean;
	total: number;
	/** From 1. */
	part: number;
}

/** What a part carries, before its letters are made: parts are joined first and decoded after, so that no letter is cut in two. */
export type Content =
	| { alphabet: "gsm7"; septets: number[]; tables: NationalTables }
	| { alphabet: "ucs2"; units: string }
	| { alphabet: "octets" | "unknown"; octets: Buffer };

export interface UserData {
	content: Content;
	concatenation: Concatenation | null;
	/** Application ports: then the content is no text for people. */
	ports: boolean;
}

/** Alphabet and message class of a TP-DCS (3GPP TS 23.038 4). */
export function readCodingScheme(dcs: number): { alphabet: Alphabet; class: number | null } {
	const group = dcs >> 4;
	const byBits: Alphabet[] = ["gsm7", "octets", "ucs2", "unknown"];
	if (group <= 7) {
		const compressed = (dcs & 0x20) !== 0;
		return {
			alphabet: compressed ? "unknown" : (byBits[(dcs >> 2) & 3] ?? "unknown"),
			class: (dcs & 0x10) !== 0 ? dcs & 3 : null,
		};
	}
	if (group === 0xc || group === 0xd) return { alphabet: "gsm7", class: null };
	if (group === 0xe) return { alphabet: "ucs2", class: null };
	if (group === 0xf) return { alphabet: (dcs & 4) !== 0 ? "octets" : "gsm7", class: dcs & 3 };
	return { alphabet: "gsm7", class: null };
}

/** Octets that a TP-UDL of this alphabet stands for. */
export function octetsOfLength(length: number, alphabet: Alphabet): number {
	return alphabet === "gsm7" ? Math.ceil((length * 7) / 8) : length;
}

/** Reads user data whose octets are all there. Null where the header is longer than the data. */
export function readUserData(octets: Buffer, length: number, alphabet: Alphabet, hasHeader: boolean): UserData | null {
	const headerOctets = hasHeader ? (octets[0] ?? 0) + 1 : 0;
	if (headerOctets > octets.length) return null;
	const header = readHeader(octets.subarray(1, headerOctets));
	const body = octets.subarray(headerOctets);
	if (alphabet === "gsm7") {
		const headerSeptets = Math.ceil((headerOctets * 8) / 7);
		const fillBits = headerSeptets * 7 - headerOctets * 8;
		const septets = unpackSeptets(body, Math.max(0, length - headerSeptets), fillBits);
		return { ...header, content: { alphabet, septets, tables: header.tables } };
	}
	if (alphabet === "ucs2") {
		let units = "";
		for (let at = 0; at + 1 < body.length; at += 2) units += String.fromCharCode(body.readUInt16BE(at));
		return { ...header, content: { alphabet, units } };
	}
	return { ...header, content: { alphabet, octets: body } };
}

/** Elements with impossible values are passed over, and a header whose elements do not fit its length is ignored whole (TS 23.040 9.2.3.24). */
function readHeader(header: Buffer): { concatenation: Concatenation | null; tables: NationalTables; ports: boolean } {
	const none = { concatenation: null, tables: { locking: 0, shift: 0 }, ports: false };
	const found: ReturnType<typeof readHeader> = { concatenation: null, tables: { locking: 0, shift: 0 }, ports: false };
	for (let at = 0; at < header.length; ) {
		const id = header[at];
		const length = header[at + 1];
		if (length === undefined || at + 2 + length > header.length) return none;
		const data = header.subarray(at + 2, at + 2 + length);
		if (id === 0x00 && length === 3)
			found.concatenation = concatenation(data[0], data[1], data[2], false) ?? found.concatenation;
		if (id === 0x08 && length === 4)
			found.concatenation = concatenation(data.readUInt16BE(0), data[2], data[3], true) ?? found.concatenation;
		if (id === 0x04 || id === 0x05) found.ports = true;
		if (id === 0x24 && length === 1) found.tables.shift = data[0] ?? 0;
		if (id === 0x25 && length === 1) found.tables.locking = data[0] ?? 0;
		at += 2 + length;
	}
	return found;
}

function concatenation(reference = 0, total = 0, part = 0, wide = false): Concatenation | null {
	return total === 0 || part === 0 || part > total ? null : { reference, wide, total, part };
}

/** The text of contents in the order of their parts, or null where they are not for people to read. */
export function textOf(contents: readonly Content[]): string | null {
	let text = "";
	let septets: number[] = [];
	let tables: NationalTables | null = null;
	const flush = () => {
		if (tables) text += fromSeptets(septets, tables);
		septets = [];
		tables = null;
	};
	for (const content of contents) {
		if (content.alphabet === "gsm7") {
			if (tables && (tables.locking !== content.tables.locking || tables.shift !== content.tables.shift)) flush();
			tables = content.tables;
			septets.push(...content.septets);
			continue;
		}
		flush();
		if (content.alphabet === "ucs2") text += content.units;
		else if (content.alphabet === "octets" && isPlain(content.octets)) text += content.octets.toString("latin1");
		else return null;
	}
	flush();
	return text;
}

/** Eight-bit data is shown only where every octet is a letter anyone would read the same. */
function isPlain(octets: Buffer): boolean {
	return octets.every((octet) => octet === 9 || octet === 10 || octet === 13 || (octet >= 32 && octet < 127));
}
