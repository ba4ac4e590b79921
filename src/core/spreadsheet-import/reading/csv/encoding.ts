import { TextDecoder } from "node:util";
import { Unreadable } from "../unreadable.ts";

export interface Decoded {
	text: string;
	encoding: string;
	/** False where the bytes allow several and this is only the likeliest. */
	sure: boolean;
}

/**
 * The text of a file: byte order mark, then the zeros of UTF-16, then UTF-8 if it is one wholly, then windows-1256 where its words are Arabic so
 * and windows-1252 for all else, as a guess that says so.
 */
export function decodeText(bytes: Buffer, wished?: string): Decoded {
	if (wished !== undefined) return decodeAs(bytes, wished);
	const marked = byMark(bytes) ?? byZeros(bytes);
	if (marked) return decodeAs(bytes, marked);
	try {
		return { text: strictly("utf-8").decode(bytes), encoding: "utf-8", sure: true };
	} catch {
		const encoding = looksArabic(bytes) ? "windows-1256" : "windows-1252";
		return { text: new TextDecoder(encoding).decode(bytes), encoding, sure: false };
	}
}

/**
 * Whether nearly everything that is no ASCII are words of Arabic letters in windows-1256. Letters of western Europe stand alone among ASCII ones;
 * the small ones of Cyrillic and Greek are French ones there.
 */
function looksArabic(bytes: Buffer): boolean {
	const sample = new TextDecoder("windows-1256").decode(bytes.subarray(0, 100_000));
	const words = sample.match(/[^\0-\x7f]+/g) ?? [];
	const lettersOf = (some: readonly string[]) => some.reduce((sum, word) => sum + word.length, 0);
	const arabic = words.filter((word) => /^[\p{Script=Arabic}\p{M}،؛؟\u200c-\u200f]{2,}$/u.test(word));
	return lettersOf(arabic) > 0.9 * lettersOf(words);
}

/** Problems, thrown: `encoding-unknown`, `encoding-wrong` where the bytes are no text in it. */
function decodeAs(bytes: Buffer, encoding: string): Decoded {
	let decoder: TextDecoder;
	try {
		decoder = strictly(encoding.trim());
	} catch {
		throw new Unreadable("encoding-unknown", { encoding });
	}
	try {
		return { text: decoder.decode(bytes), encoding: decoder.encoding, sure: true };
	} catch {
		throw new Unreadable("encoding-wrong", { encoding: decoder.encoding });
	}
}

function strictly(encoding: string): TextDecoder {
	return new TextDecoder(encoding, { fatal: true });
}

function byMark([a, b, c]: Buffer): string | null {
	if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
	if (a === 0xff && b === 0xfe) return "utf-16le";
	return a === 0xfe && b === 0xff ? "utf-16be" : null;
}

/** In UTF-16 without a mark nearly every second byte of a table in Latin letters, digits and separators is zero. */
function byZeros(bytes: Buffer): string | null {
	const sample = bytes.subarray(0, 4000);
	if (sample.length < 4) return null;
	let even = 0;
	let odd = 0;
	for (const [index, byte] of sample.entries()) {
		if (byte !== 0) continue;
		if (index % 2 === 0) even += 1;
		else odd += 1;
	}
	const many = sample.length / 8;
	if (odd > many && even === 0) return "utf-16le";
	return even > many && odd === 0 ? "utf-16be" : null;
}
