import { DateTime } from "luxon";
import { foldText } from "../../contacts/index.ts";
import { asciiDigits } from "../../phone-numbers/index.ts";
import type { Question } from "../definition.ts";
import { type Answerer, again, counts, type Reading } from "./reading.ts";

/** Countries where the month stands before the day in a date of digits. */
const monthFirst = new Set(["US", "PH", "FM", "MH", "PW", "GU", "AS", "MP", "VI", "PR"]);

/**
 * A date as people type it, in any script's digits: `2026-01-05`, `5/1/2026`, `5.1.26`, `05012026`, `5 Jan 2026`, `January 5, 2026`,
 * `5 يناير 2026`. The order of day and month is the country's unless only the other one is a date. Saved as `2026-01-05`.
 */
export function readDate(question: Question, text: string, answerer: Answerer): Reading {
	const value = text.length > 60 ? null : dateFrom(text, answerer);
	const first = question.earliest === "today" ? answerer.today : question.earliest;
	const last = question.latest === "today" ? answerer.today : question.latest;
	if (value !== null && (first === null || value >= first) && (last === null || value <= last)) return counts(value);
	if (first && last) return again("surveyAgainDateBetween", { first, last });
	if (first) return again("surveyAgainDateFrom", { first });
	if (last) return again("surveyAgainDateUntil", { last });
	return again("surveyAgainDate", { example: answerer.today });
}

function dateFrom(text: string, { languages, country, today }: Answerer): string | null {
	const plain = asciiDigits(text.normalize("NFKC")).replace(/[\p{Cf}]/gu, "");
	const together = /^\D*(\d{8})\D*$/.exec(plain)?.[1];
	if (together) {
		const iso = day(together.slice(0, 4), together.slice(4, 6), together.slice(6));
		if (/^(19|20)/.test(together) && iso) return iso;
		return inOrder(together.slice(0, 2), together.slice(2, 4), together.slice(4), country, today);
	}
	const numbers = plain.match(/\d+/g) ?? [];
	const [a = "", b = "", c = ""] = numbers;
	if (numbers.length === 3) {
		// Anything else in words could be a place, a name or a second thought.
		if (/\p{L}/u.test(plain)) return null;
		if (a.length === 4) return day(a, b, c);
		return inOrder(a, b, c, country, today);
	}
	if (numbers.length !== 2) return null;
	const month = monthIn(plain, languages);
	if (!month) return null;
	return a.length === 4 ? day(a, month, b) : day(fullYear(b, today), month, a);
}

function inOrder(a: string, b: string, year: string, country: string, today: string): string | null {
	const full = fullYear(year, today);
	const byCountry = monthFirst.has(country) ? [a, b] : [b, a];
	const [month = "", dayOfMonth = ""] = byCountry;
	return day(full, month, dayOfMonth) ?? day(full, dayOfMonth, month);
}

/** Two digits are the nearest such year that is at most ten years ahead: a birthday lies behind, an appointment before us. */
function fullYear(year: string, today: string): string {
	if (year.length !== 2) return year;
	const now = Number(today.slice(0, 4));
	const near = Math.floor(now / 100) * 100 + Number(year);
	return String(near > now + 10 ? near - 100 : near);
}

function day(year: string, month: string, dayOfMonth: string): string | null {
	if (year.length !== 4 || month.length > 2 || dayOfMonth.length > 2) return null;
	const date = DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(dayOfMonth) });
	return date.isValid && Number(year) >= 1900 ? date.toFormat("yyyy-MM-dd") : null;
}

/** The month that is named in the text, in full or by its first three letters or more; null where none is, or two are. */
function monthIn(text: string, languages: readonly string[]): string | null {
	const words = foldText(text)
		.split(/[^\p{L}\p{M}]+/u)
		.filter((word) => word.length > 1);
	const found = new Set<number>();
	for (const language of new Set([...languages, "en"])) {
		for (const [at, name] of monthNames(language).entries()) {
			if (words.some((word) => word === name || (word.length >= 3 && name.startsWith(word)))) found.add(at + 1);
		}
		// The person's own language decides where two of them name different months alike.
		if (found.size > 0) break;
	}
	return found.size === 1 ? String([...found][0]) : null;
}

const months = new Map<string, string[]>();

function monthNames(language: string): string[] {
	const known = months.get(language);
	if (known) return known;
	const names: string[] = [];
	try {
		const format = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC", calendar: "gregory" });
		for (let month = 0; month < 12; month++) names.push(foldText(format.format(Date.UTC(2026, month, 15))));
	} catch {
		// A code that no list of languages has names no months.
	}
	months.set(language, names);
	return names;
}
