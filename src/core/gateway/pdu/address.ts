import { fromSeptets, packSeptets, toSeptets, unpackSeptets } from "./gsm7.ts";
import type { OctetReader } from "./octets.ts";

/** A number or name as the network gave it: nothing is added to it and nothing taken away. */
export interface Address {
	/** Digits with `*`, `#`, `a`, `b`, `c`; letters for an alphanumeric sender. No plus. */
	value: string;
	kind: "international" | "letters" | "other";
}

const semiOctets = "0123456789*#abc";
/** TP-OA and TP-DA are 12 octets at most: 20 semi-octets (3GPP TS 23.040 9.1.2.5). */
const longestSemiOctets = 20;

/** Reads length, type and value. Null where it is longer than an address may be. */
export function readAddress(reader: OctetReader): Address | null {
	const length = reader.next();
	const type = reader.next();
	if (length > longestSemiOctets) return null;
	const octets = reader.take(Math.ceil(length / 2));
	const numbering = type & 0x70;
	if (numbering === 0x50) {
		const count = Math.floor((length * 4) / 7);
		const text = fromSeptets(unpackSeptets(octets, count));
		// Seven letters fill 13 half octets; centres that count 14 leave an eighth place with nothing in it.
		return { value: text.replace(count % 8 === 0 ? /[\r@]$/ : /\r$/, ""), kind: "letters" };
	}
	let value = "";
	for (let nth = 0; nth < length; nth += 1) {
		const octet = octets[nth >> 1] ?? 0xff;
		value += semiOctets[nth % 2 === 0 ? octet & 0x0f : octet >> 4] ?? "";
	}
	return { value, kind: numbering === 0x10 ? "international" : "other" };
}

/** An address as it stands in a TPDU. Characters that have no semi-octet are left out. */
export function writeAddress(address: Address): Buffer {
	if (address.kind === "letters") {
		const septets = (toSeptets(address.value) ?? toSeptets(address.value.replace(/[^A-Za-z0-9 ]/g, "")) ?? []).slice(
			0,
			11,
		);
		return Buffer.concat([Buffer.from([Math.ceil((septets.length * 7) / 4), 0xd0]), packSeptets(septets)]);
	}
	const codes = [...address.value.toLowerCase()].map((sign) => semiOctets.indexOf(sign)).filter((code) => code >= 0);
	const body = Buffer.alloc(Math.ceil(codes.length / 2), 0xff);
	codes.forEach((code, nth) => {
		const octet = body[nth >> 1] ?? 0xff;
		body[nth >> 1] = nth % 2 === 0 ? (octet & 0xf0) | code : (octet & 0x0f) | (code << 4);
	});
	return Buffer.concat([Buffer.from([codes.length, address.kind === "international" ? 0x91 : 0x81]), body]);
}

/** How a network would mark a sender that was typed by hand: letters, an international number, or a short or national one as it stands. */
export function addressOf(typed: string): Address {
	const clean = typed.trim();
	const digits = clean.replace(/^\+/, "");
	if (!/^[0-9*#]+$/.test(digits)) return { value: clean, kind: "letters" };
	const international = clean.startsWith("+") || /^[1-9]\d{6,14}$/.test(digits);
	return { value: digits, kind: international ? "international" : "other" };
}
