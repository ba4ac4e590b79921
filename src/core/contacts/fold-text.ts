import { letterVariants } from "../api/letter-variants.ts";
import { asciiDigits } from "../phone-numbers/index.ts";

/**
 * Text as the search compares it: lower case, no accents (Latin) and no vowel marks (Arabic, Hebrew), Arabic letter variants as one,
 * no apostrophes, digits of any script in ASCII. Vowel signs of Indic scripts stay: they are letters.
 */
export function foldText(text: string): string {
	// Most text is plain, and then little of the rest applies: an export folds every row.
	if (isPlain.test(text)) return text.toLowerCase().replace(/['`]/g, "").replace(/\s+/g, " ").trim();
	return asciiDigits(text)
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\p{Cf}]/gu, "")
		.replace(/['\u2018\u2019\u02bc\u02bb`\u00b4]/g, "")
		.replace(/[ىةٱکی]/g, (letter) => letterVariants[letter] ?? letter)
		.replace(/[ßøłđıæœþð]/g, (letter) => letterVariants[letter] ?? letter)
		.replace(/\s+/g, " ")
		.trim();
}

/** ASCII. */
const isPlain = /^[\t-\r -~]*$/;
