import { escapeSeptet, lockingTables, septetsOf, shiftTables } from "./gsm7-tables.ts";

/** National language identifiers of a part's header (information elements 24 and 25); 0: the default tables. */
export interface NationalTables {
	locking: number;
	shift: number;
}

/** The septets of a text, or null where a letter is not in the default tables. */
export function toSeptets(text: string): number[] | null {
	const septets: number[] = [];
	for (const letter of text) {
		const codes = septetsOf.get(letter);
		if (!codes) return null;
		septets.push(...codes);
	}
	return septets;
}

/**
 * The text of septets. A code unknown to the extension table shows the letter of the main table, and two escapes are a space
 * (3GPP TS 23.038 6.2.1.1); an escape at the very end shows nothing.
 */
export function fromSeptets(septets: readonly number[], tables: NationalTables = { locking: 0, shift: 0 }): string {
	const main = lockingTables[tables.locking] ?? lockingTables[0] ?? "";
	const shift = shiftTables[tables.shift] ?? shiftTables[0];
	let text = "";
	for (let at = 0; at < septets.length; at += 1) {
		const code = septets[at] ?? 0;
		if (code !== escapeSeptet) {
			text += main[code] ?? " ";
			continue;
		}
		at += 1;
		const shifted = septets[at];
		if (shifted === undefined) break;
		text += shifted === escapeSeptet ? " " : (shift?.get(shifted) ?? main[shifted] ?? " ");
	}
	return text;
}

/** Septets into octets, least significant bit first, after `fillBits` empty ones that align them behind a header (TS 23.040 9.2.3.24). */
export function packSeptets(septets: readonly number[], fillBits = 0): Buffer {
	const octets = Buffer.alloc(Math.ceil((septets.length * 7 + fillBits) / 8));
	let bit = fillBits;
	for (const septet of septets) {
		const at = bit >> 3;
		const shifted = (septet & 0x7f) << (bit & 7);
		octets[at] = (octets[at] ?? 0) | (shifted & 0xff);
		if (shifted > 0xff) octets[at + 1] = (octets[at + 1] ?? 0) | (shifted >> 8);
		bit += 7;
	}
	return octets;
}

/** `count` septets from octets, after `fillBits`. Bits behind the end read as 0. */
export function unpackSeptets(octets: Uint8Array, count: number, fillBits = 0): number[] {
	const septets: number[] = [];
	for (let nth = 0; nth < count; nth += 1) {
		const bit = nth * 7 + fillBits;
		const pair = (octets[bit >> 3] ?? 0) | ((octets[(bit >> 3) + 1] ?? 0) << 8);
		septets.push((pair >> (bit & 7)) & 0x7f);
	}
	return septets;
}
