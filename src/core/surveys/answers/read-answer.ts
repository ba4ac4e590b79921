import { longestName } from "../../contacts/index.ts";
import type { Question } from "../definition.ts";
import { readChoice } from "./read-choice.ts";
import { readDate } from "./read-date.ts";
import { readNumber } from "./read-number.ts";
import { type Answerer, again, counts, type Reading } from "./reading.ts";
import { yesOrNo } from "./yes-no-words.ts";

/**
 * Reads a text as the answer to a question. An empty one, or one of invisible marks alone, is asked again; so is what is longer than the
 * question takes. Emoji are a text like any other. A consent question counts here like yes and no: 1 or 0.
 */
export function readAnswer(question: Question, text: string, answerer: Answerer): Reading {
	switch (question.kind) {
		case "number":
			return readNumber(question, text);
		case "date":
			return readDate(question, text, answerer);
		case "choice":
			return readChoice(question, text);
		case "yes-no":
		case "consent": {
			const answer = yesOrNo(text, answerer.languages);
			return answer ? counts(answer === "yes" ? "1" : "0") : again("surveyAgainYesNo");
		}
		case "text":
			return readText(question, text);
	}
}

function readText(question: Question, text: string): Reading {
	const line = text
		.normalize("NFC")
		// Signs that turn the direction, and other marks without a shape; the joiners inside words and emoji stay.
		.replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
		.trim();
	const longest = question.property === "name" ? Math.min(longestName, question.longest) : question.longest;
	if (!/[^\p{Cf}\p{M}\p{Z}]/u.test(line)) return again("surveyAgainText");
	if (line.length > longest) return again("surveyAgainShorter", { longest: String(longest) });
	return counts(line);
}
