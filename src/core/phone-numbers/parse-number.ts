import {
	type CountryCode,
	getExampleNumber,
	isSupportedCountry,
	type PhoneNumber,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
} from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import type { ParsedNumber } from "./api.ts";
import { asciiDigits, withoutWhiteSpace } from "./clean-number.ts";

/**
 * Understands a number as a person types it, with the country of the office (ISO, two letters) where it has no country code.
 * Digits that begin with a country code and no plus, as the registration pages write them, are read so where that makes a real number.
 * `problem`: `no-number`, `not-a-number`, `two-numbers`, `digits-lost`, `has-extension`, `no-country`, `too-short`, `too-long`,
 * or `doubtful-number` (right length, not assigned), with which `digits` is still given.
 */
export function parseNumber(raw: string, country?: string): ParsedNumber {
	const { number, valid, ...read } = understood(raw, country);
	return {
		...read,
		shown: number?.formatInternational() ?? null,
		valid,
		possible: number !== null,
		type: number?.getType() ?? null,
	};
}

/** As `parseNumber`, for thousands of them: how a number looks to people takes as long as all the rest. */
export function readNumber(raw: string, country?: string): Pick<ParsedNumber, "digits" | "problem"> {
	const { digits, problem } = understood(raw, country);
	return { digits, problem };
}

interface Understood extends Pick<ParsedNumber, "digits" | "country" | "valid" | "problem"> {
	/** Null where it can't be taken. */
	number: PhoneNumber | null;
}

function understood(raw: string, country: string | undefined): Understood {
	const text = tidy(raw);
	if (text === "") return refused("no-number");
	if (/^\d+[.,]?\d*e\+?\d+$/i.test(text) || /^\d{7,}[.,]\d{1,2}$/.test(text)) return refused("digits-lost");
	if (holdsTwoNumbers(raw)) return refused("two-numbers");
	if (!/^\+?[\d().\-\u2010-\u2015/*#~]+(?:(?:ext|x)\.?\d+)?$/i.test(text)) return refused("not-a-number");

	const home =
		country && isSupportedCountry(country.toUpperCase()) ? (country.toUpperCase() as CountryCode) : undefined;
	const number = best(text, home);
	if (!number) return refused(text.startsWith("+") || home ? lengthProblem(text, home) : "no-country");
	if (number.ext) return refused("has-extension");
	if (!number.isPossible()) return { ...refused(lengthProblem(text, home)), country: number.country ?? null };
	const valid = number.isValid();
	if (!valid && isShort(number)) return { ...refused("too-short"), country: number.country ?? null };
	return {
		digits: number.number.slice(1),
		country: number.country ?? null,
		valid,
		number,
		problem: valid ? null : "doubtful-number",
	};
}

/** Possible by its length and yet lacking digits: clearly shorter than a mobile number there, or with the national zero still in it. */
function isShort(number: PhoneNumber): boolean {
	if (!number.country) return false;
	const mobile = getExampleNumber(number.country, examples)?.nationalNumber.length;
	return mobile !== undefined && (number.nationalNumber.length < mobile - 1 || number.nationalNumber.startsWith("0"));
}

/** A number for people: grouped, with a plus. Unknown shapes stay as they are, with a plus. */
export function shownNumber(digits: string): string {
	return parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
}

/** A mobile number as that country writes one, in digits with its code; nobody's, by libphonenumber's own examples. Empty for a country it does not know. */
export function exampleNumber(country: string): string {
	const home = country.toUpperCase();
	return isSupportedCountry(home) ? (getExampleNumber(home, examples)?.number.slice(1) ?? "") : "";
}

function tidy(raw: string): string {
	const text = withoutWhiteSpace(raw)
		.replace(/^tel:/i, "")
		.replace(/^\((\+\d+)\)/, "$1")
		.replace(/^['\u2018\u2019"]/, "");
	// libphonenumber takes 00 for + only where the country dials so; people write it everywhere.
	return text.replace(/^00(?=\d{7})/, "+").replace(/\(0\)/, text.startsWith("+") || text.startsWith("00") ? "" : "0");
}

function holdsTwoNumbers(raw: string): boolean {
	const pieces = asciiDigits(raw).split(/[/;,&|]|\bor\b/i);
	return pieces.filter((piece) => piece.replace(/\D/g, "").length >= 6).length > 1;
}

/** Of the ways to read it, the one that makes a real number; of two possible ones, the one whose length a mobile there has. */
function best(text: string, home: CountryCode | undefined): PhoneNumber | undefined {
	if (text.startsWith("+")) return read(text);
	const national = home && read(text, home);
	if (national?.isValid()) return national;
	const international = text.startsWith("0") ? undefined : read(`+${text}`);
	if (international?.isValid()) return international;
	const mobileLength = home && getExampleNumber(home, examples)?.nationalNumber.length;
	if (national?.isPossible() && national.nationalNumber.length === mobileLength) return national;
	if (international?.isPossible()) return international;
	return national ?? international;
}

function read(text: string, defaultCountry?: CountryCode): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, { defaultCountry, extract: false });
}

function lengthProblem(text: string, home: CountryCode | undefined): string {
	switch (validatePhoneNumberLength(text, home)) {
		case "TOO_SHORT":
			return "too-short";
		case "TOO_LONG":
			return "too-long";
		case "INVALID_COUNTRY":
			return home || text.startsWith("+") ? "unknown-country-code" : "no-country";
		default:
			return "not-a-number";
	}
}

function refused(problem: string): Understood {
	return { digits: null, country: null, valid: false, number: null, problem };
}
