import { foldText } from "../../contacts/index.ts";

/**
 * What two answers are compared by: folded as the search folds names, without punctuation and signs around and between words. Emoji and
 * invisible marks are gone; vowel signs, which are letters of their scripts, stay.
 */
export function bareWords(text: string): string {
	return foldText(text)
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
		.trim();
}
