import { asciiDigits } from "../../phone-numbers/index.ts";
import type { Question } from "../definition.ts";
import { again, counts, type Reading } from "./reading.ts";

/** Longest run of digits that is a number and not, say, a phone number or a PIN. */
const mostDigits = 15;
const numberIn = /[-+]?\d+(?:[.,'’ ]\d+)*/g;

/**
 * A number in any script's digits: `34`, `٣٤`, `34 years`, `1 200`, `2,5`. Exactly one must stand in the text. Where parts of one count,
 * `1,200` could be either, and is asked again.
 */
export function readNumber(question: Question, text: string): Reading {
	const value = numberFrom(text, question.decimals);
	if (value === null) return notANumber(question);
	const { min, max } = question;
	if ((min !== null && Number(value) < min) || (max !== null && Number(value) > max)) return notANumber(question);
	return counts(value);
}

function notANumber({ min, max }: Question): Reading {
	if (min !== null && max !== null) return again("surveyAgainBetween", { min: String(min), max: String(max) });
	if (min !== null) return again("surveyAgainAtLeast", { min: String(min) });
	if (max !== null) return again("surveyAgainAtMost", { max: String(max) });
	return again("surveyAgainNumber");
}

/** In ASCII, with a point before parts of one and no leading zeros; null where the text holds no number, or several. */
function numberFrom(text: string, decimals: boolean): string | null {
	if (text.length > 60) return null;
	const plain = asciiDigits(text.normalize("NFKC"))
		.replace(/[\p{Cf}]/gu, "")
		.replace(/[\u2212\u2010-\u2015]/g, "-")
		.replaceAll("٫", ".")
		.replaceAll("٬", ",")
		.replace(/\p{Zs}+/gu, " ");
	const found = plain.match(numberIn);
	if (found?.length !== 1) return null;
	const token = found[0];
	// A dash between words is no minus: "room-5".
	if (/[\p{L}\p{N}][-+]$/u.test(plain.slice(0, plain.indexOf(token) + 1)) && /^[-+]/.test(token)) return null;
	const sign = token.startsWith("-") ? "-" : "";
	const body = token.replace(/^[-+]/, "");
	const read = wholeFrom(body) ?? (decimals ? decimalFrom(body) : null);
	if (read === null || (decimals && /^\d{1,3}[.,]\d{3}$/.test(body))) return null;
	if (read.replace(".", "").length > mostDigits) return null;
	return read === "0" ? "0" : sign + read;
}

function wholeFrom(body: string): string | null {
	const whole = /^\d+$/.test(body)
		? body
		: /^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$/.test(body)
			? body.replace(/\D/g, "")
			: /^\d+[.,]0+$/.test(body)
				? body.replace(/[.,].*$/, "")
				: null;
	return whole === null ? null : whole.replace(/^0+(?=\d)/, "");
}

function decimalFrom(body: string): string | null {
	const parts = /^(\d+)[.,](\d+)$/.exec(body);
	return parts ? `${(parts[1] ?? "").replace(/^0+(?=\d)/, "")}.${parts[2] ?? ""}` : null;
}
