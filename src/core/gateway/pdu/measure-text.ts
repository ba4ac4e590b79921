import type { TextCost } from "../../messaging/api.ts";
import { toSeptets } from "./gsm7.ts";
import { septetsOf } from "./gsm7-tables.ts";
import { roomOf, splitText } from "./split-text.ts";

/** Typographic letters that word processors put in, and what people would have typed. */
const plainLetters: Readonly<Record<string, string>> = {
	"\u201c": '"',
	"\u201d": '"',
	"\u201e": '"',
	"\u201f": '"',
	"\u00ab": '"',
	"\u00bb": '"',
	"\u2018": "'",
	"\u2019": "'",
	"\u201a": "'",
	"\u201b": "'",
	"\u2032": "'",
	"\u2033": '"',
	"\u2039": "'",
	"\u203a": "'",
	"`": "'",
	"\u00b4": "'",
	"\u2010": "-",
	"\u2011": "-",
	"\u2012": "-",
	"\u2013": "-",
	"\u2014": "-",
	"\u2015": "-",
	"\u2212": "-",
	"\u2026": "...",
	"\u2022": "*",
	"\u00b7": "*",
	"\u00a0": " ",
	"\u2002": " ",
	"\u2003": " ",
	"\u2009": " ",
	"\u202f": " ",
	"\u200b": "",
	"\u200d": "",
	"\u2060": "",
	"\ufeff": "",
	"\u2028": "\n",
	"\t": " ",
};

/** What a text costs in parts, which letters make it dear, and a plainer wording where that takes fewer parts. */
export function measureText(text: string): TextCost {
	const septets = toSeptets(text);
	const encoding = septets ? "gsm7" : "ucs2";
	const parts = splitText(text).length;
	const costly = septets ? [] : [...new Set(text)].filter((letter) => !septetsOf.has(letter));
	const plain = plainer(text);
	const plainParts = plain === text ? parts : splitText(plain).length;
	const room = parts === 1 ? roomOf[encoding].alone : roomOf[encoding].each * parts;
	return {
		encoding,
		parts,
		units: septets ? septets.length : text.length,
		room,
		costly,
		plainer: plainParts < parts ? { text: plain, parts: plainParts } : null,
	};
}

/** Letters composed where the alphabet has them so, typographic marks replaced; nothing that changes a word. */
function plainer(text: string): string {
	let plain = "";
	for (const letter of text.normalize("NFC")) plain += plainLetters[letter] ?? letter;
	return plain;
}
