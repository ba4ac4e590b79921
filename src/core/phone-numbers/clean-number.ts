/** Letters and marks without a shape of their own: bidi marks, zero-width, soft hyphen, variation selectors. */
const unseen = /[\p{Cf}\ufe00-\ufe0f]/gu;

/** Decimal digits of any script as ASCII, so that ٠٧ and ०७ are 07. */
export function asciiDigits(text: string): string {
	return text.replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit)));
}

// Every script's digits stand in runs of ten from 0 to 9 (Unicode, property Nd), so counting back to the run's start gives the value.
function digitValue(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	if (code <= 0x39) return code - 0x30;
	if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
	let zero = code;
	while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return code - zero;
}

/** A number as typed, without what the eye does not see: marks and white space of any kind, digits in ASCII. */
export function withoutWhiteSpace(raw: string): string {
	return asciiDigits(raw.normalize("NFKC").replace(unseen, "")).replace(/\s+/gu, "");
}

/**
 * What stands in `contact_phone_number` after cleaning (commcare-behaviour §1.1, lenient clean): brackets, white space, `-` and `.`
 * go, then one leading plus. Returns digits, or null where anything else is left or nothing is.
 */
export function lenientDigits(raw: string): string | null {
	if (/^\d+$/.test(raw)) return raw;
	const cleaned = withoutWhiteSpace(raw)
		.replace(/[()\-.\u2010-\u2015]/gu, "")
		.replace(/^\+/, "");
	return /^\d+$/.test(cleaned) ? cleaned : null;
}
