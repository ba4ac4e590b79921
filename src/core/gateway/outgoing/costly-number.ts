import {
	type CountryCode,
	getCountryCallingCode,
	isSupportedCountry,
	type NumberType,
	type PhoneNumber,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
} from "libphonenumber-js/max";

/** Kinds of numbers that are never texted, as `libphonenumber` names them. Personal numbers are forwarded at a price nobody can know. */
const costlyTypes: Partial<Record<NonNullable<NumberType>, string>> = {
	PREMIUM_RATE: "number-premium",
	PERSONAL_NUMBER: "number-premium",
	SHARED_COST: "number-shared-cost",
	TOLL_FREE: "number-toll-free",
	UAN: "number-shared-cost",
	VOICEMAIL: "number-premium",
	PAGER: "number-premium",
};

/** Calling codes that are no country's (ITU-T E.164 annex to OB 930): networks in space, international services. */
const costlyCodes: readonly [string, string][] = [
	["870", "number-satellite"],
	["881", "number-satellite"],
	["882", "number-satellite"],
	["883", "number-satellite"],
	["979", "number-premium"],
	["878", "number-premium"],
	["808", "number-shared-cost"],
	["800", "number-toll-free"],
];

/** Called for help anywhere, or in many countries; also behind a country code somebody put before them. */
const emergency = /^(112|911|999|000|110|111|113|114|115|117|118|119|120|122|190|191|192|193|194|995|997|998)$/;
/** Short codes are below this many digits (reliability H2). */
const shortest = 7;

/** What the number plans say of a number. It is asked for when a text is queued and again when it leaves. */
interface Known {
	costly: string | null;
	country: string | null;
}
const known = new Map<string, Known>();
const mostKnown = 2_000;

function lookUp(digits: string): Known {
	const found = known.get(digits);
	if (found) return found;
	if (known.size >= mostKnown) known.clear();
	const number = parsePhoneNumberFromString(`+${digits}`);
	const looked = { costly: costlyOf(digits, number), country: number?.country ?? null };
	known.set(digits, looked);
	return looked;
}

/** The code why a number is never texted, or null. `digits`: international, no plus. */
export function costlyNumber(digits: string): string | null {
	return lookUp(digits).costly;
}

/** ISO, capitals; null where no country can be told. */
export function countryOf(digits: string): string | null {
	return lookUp(digits).country;
}

function costlyOf(digits: string, number: PhoneNumber | undefined): string | null {
	if (emergency.test(digits)) return "number-emergency";
	const code = costlyCodes.find(([prefix]) => digits.startsWith(prefix));
	if (code && digits.length >= shortest) return code[1];
	if (number && emergency.test(number.nationalNumber)) return "number-emergency";
	if (digits.length < shortest) return "number-short";
	const type = number?.getType();
	// Whatever is of some kind has the length of one.
	if (type) return costlyTypes[type] ?? null;
	return number && validatePhoneNumberLength(`+${digits}`) === "TOO_SHORT" ? "number-short" : null;
}

/** Null where it is no country. */
export function callingCodeOf(country: string): string | null {
	return isSupportedCountry(country) ? getCountryCallingCode(country as CountryCode) : null;
}
