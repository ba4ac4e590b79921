import { fromSeptets, packSeptets, toSeptets, unpackSeptets } from "../pdu/gsm7.ts";

/** How a modem writes a service code and its answers: as they are, packed 7-bit in hex (Huawei), or UTF-16 in hex (`AT+CSCS="UCS2"`). */
export type UssdForm = "plain" | "packed" | "ucs2";

/** What a `+CUSD:` line says. */
export interface UssdLine {
	/** 0 done, 1 the network asks on, 2 it ended the matter, 4 it can't do it, 5 it did not answer in time (3GPP TS 27.007 7.15). */
	state: number;
	body: string | null;
	/** Data coding scheme, 15 where it is left out. */
	dcs: number;
}

const carriageReturn = 0x0d;

/** The code as this modem wants it, between the quotes of AT+CUSD. Null where it has signs that no service code has. */
export function serviceCode(code: string, form: UssdForm): string | null {
	if (!/^[0-9*#]{1,20}$/.test(code)) return null;
	if (form === "plain") return code;
	if (form === "ucs2") return Buffer.from(code, "utf16le").swap16().toString("hex").toUpperCase();
	const septets = toSeptets(code) ?? [];
	// Seven bits left over would read as an @ (3GPP TS 23.038 6.1.2.3.1).
	return packSeptets(septets.length % 8 === 7 ? [...septets, carriageReturn] : septets)
		.toString("hex")
		.toUpperCase();
}

export function readUssd(line: string): UssdLine | null {
	const found = /^\+CUSD:\s*(\d)\s*(?:,\s*(?:"([\s\S]*?)"|([^",]*))\s*(?:,\s*(\d{1,3}))?\s*)?$/.exec(line);
	if (!found) return null;
	return { state: Number(found[1]), body: found[2] ?? (found[3] || null), dcs: Number(found[4] ?? 15) };
}

/** The words of an answer, by its coding scheme (3GPP TS 23.038 5); hex is taken for hex where it can be nothing else. */
export function ussdText(body: string, dcs: number, form: UssdForm): string {
	const octets = /^([0-9A-F]{2})+$/i.test(body) ? Buffer.from(body, "hex") : null;
	const alphabet = alphabetOf(dcs);
	if (!octets) return body;
	if (form === "ucs2" || alphabet === "ucs2") return octets.length % 2 === 0 ? utf16(octets) : body;
	if (alphabet === "octets") return octets.toString("latin1");
	return form === "packed" || looksPacked(body) ? unpacked(octets) : body;
}

function alphabetOf(dcs: number): "septets" | "octets" | "ucs2" {
	if (dcs === 0x11) return "ucs2";
	if (dcs >= 0xf0) return dcs & 4 ? "octets" : "septets";
	if (dcs < 0x40 || dcs > 0x9f) return "septets";
	return (["septets", "octets", "ucs2", "septets"] as const)[(dcs >> 2) & 3] ?? "septets";
}

function utf16(octets: Buffer): string {
	return Buffer.from(octets).swap16().toString("utf16le");
}

/** A sum of money is digits only; packed words have letters among their hex and read as words. */
function looksPacked(body: string): boolean {
	return (
		body.length >= 8 &&
		/[A-F]/i.test(body) &&
		/^[\p{L}\p{N}\p{P}\p{Z}\p{S}\r\n]+$/u.test(unpacked(Buffer.from(body, "hex")))
	);
}

function unpacked(octets: Buffer): string {
	const septets = unpackSeptets(octets, Math.floor((octets.length * 8) / 7));
	if (octets.length % 7 === 0 && (septets.at(-1) === carriageReturn || septets.at(-1) === 0)) septets.pop();
	return fromSeptets(septets).trimEnd();
}
