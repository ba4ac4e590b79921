import { writeAddress } from "./address.ts";
import { packSeptets } from "./gsm7.ts";
import { type Share, splitText } from "./split-text.ts";

export interface SubmitWish {
	/** International digits, no plus. */
	to: string;
	text: string;
	/** Reference of a long text, 0–255. */
	reference?: number;
	/** 0 or left out: the centre's own. */
	validityMinutes?: number;
	report?: boolean;
}

export interface EncodedPdu {
	/** Hex in capitals. Begins with `00`: the centre that the SIM names. */
	pdu: string;
	/** Octets without the centre's field, as AT+CMGS wants them. */
	length: number;
}

/** The SUBMITs of a text, one a part (3GPP TS 23.040 9.2.2.2). References are 8-bit: a 16-bit one costs a letter a part. */
export function encodeSubmit({
	to,
	text,
	reference = 0,
	validityMinutes = 0,
	report = false,
}: SubmitWish): EncodedPdu[] {
	const address = writeAddress({ value: to, kind: "international" });
	const shares = splitText(text);
	return shares.map((share, nth) => {
		const header = partHeader(reference, shares.length, nth + 1);
		const first = 0x01 | (validityMinutes > 0 ? 0x10 : 0) | (report ? 0x20 : 0) | (header.length > 0 ? 0x40 : 0);
		const validity = validityMinutes > 0 ? [writeValidity(validityMinutes)] : [];
		const tpdu = Buffer.concat([
			Buffer.from([first, 0x00]),
			address,
			Buffer.from([0x00, share.alphabet === "gsm7" ? 0x00 : 0x08, ...validity]),
			writeUserData(share, header),
		]);
		return { pdu: `00${tpdu.toString("hex").toUpperCase()}`, length: tpdu.length };
	});
}

/** The header that names a part's place, empty for a text of one part. */
export function partHeader(reference: number, total: number, part: number): Buffer {
	return total > 1 ? Buffer.from([0x05, 0x00, 0x03, reference & 0xff, total, part]) : Buffer.alloc(0);
}

/** TP-UDL and TP-UD of one part. */
export function writeUserData(share: Share, header: Buffer): Buffer {
	if (share.alphabet === "gsm7") {
		const headerSeptets = Math.ceil((header.length * 8) / 7);
		const fillBits = headerSeptets * 7 - header.length * 8;
		return Buffer.concat([
			Buffer.from([headerSeptets + share.septets.length]),
			header,
			packSeptets(share.septets, fillBits),
		]);
	}
	const body = Buffer.alloc(share.units.length * 2);
	for (let at = 0; at < share.units.length; at += 1) body.writeUInt16BE(share.units.charCodeAt(at), at * 2);
	return Buffer.concat([Buffer.from([header.length + body.length]), header, body]);
}

/** The longest relative period (TP-VP, TS 23.040 9.2.3.12.1) that is not over `minutes`; five minutes at least. */
function writeValidity(minutes: number): number {
	if (minutes <= 720) return Math.max(1, Math.floor(minutes / 5)) - 1;
	if (minutes <= 1440) return 143 + Math.floor((minutes - 720) / 30);
	if (minutes <= 43_200) return 166 + Math.floor(minutes / 1440);
	return Math.min(255, 192 + Math.max(5, Math.floor(minutes / 10_080)));
}

/**
 * The same SUBMIT marked as a repeat: the centre may refuse a copy (TP-RD), and a report is asked for. `reference`: the TP-MR it had, where
 * that is known. Takes and gives hex with the empty centre field.
 */
export function asRepeat(pdu: string, reference: number | null = null): string {
	const marked = setFirst(pdu, (first) => first | 0x24);
	return reference === null
		? marked
		: marked.slice(0, 4) + (reference & 0xff).toString(16).padStart(2, "0").toUpperCase() + marked.slice(6);
}

/** The same SUBMIT without its validity, for centres that do not know it; unchanged where it has none. */
export function withoutValidity(pdu: string): string {
	const first = Number.parseInt(pdu.slice(2, 4), 16);
	if ((first & 0x18) !== 0x10) return pdu;
	const addressOctets = Math.ceil(Number.parseInt(pdu.slice(6, 8), 16) / 2);
	// Centre, first octet, reference, length and type of the number, the number, protocol, coding scheme.
	const at = 2 * (1 + 1 + 1 + 2 + addressOctets + 2);
	return setFirst(pdu.slice(0, at) + pdu.slice(at + 2), (octet) => octet & ~0x18);
}

function setFirst(pdu: string, change: (first: number) => number): string {
	const first = change(Number.parseInt(pdu.slice(2, 4), 16)) & 0xff;
	return pdu.slice(0, 2) + first.toString(16).padStart(2, "0").toUpperCase() + pdu.slice(4);
}
