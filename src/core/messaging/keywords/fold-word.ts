import { letterVariants } from "../../api/letter-variants.ts";

/** A word as keywords are compared: small letters without accents and vowel marks, Arabic letter variants as one, nothing around it. */
export function foldWord(word: string): string {
	return word
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[\u0300-\u036f]|[\u0591-\u05c7]|\u0640|[\u064b-\u065f]|\u0670|[\ufe00-\ufe0f]|\p{Cf}/gu, "")
		.replace(/./gu, (letter) => letterVariants[letter] ?? letter)
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");
}

/** The first word of a text, folded; empty where there is none. */
export function firstWord(text: string): string {
	for (const piece of text.split(/\s+/u)) {
		const word = foldWord(piece);
		if (word !== "") return word;
	}
	return "";
}
