import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A list shows the same numbers again at every key of a search, and cutting one into groups costs more than drawing it. */
const shown = new Map<string, string>();
const mostShown = 2000;

/** Digits as people read them: `+1 555 123 4567`. Short codes and sender names stay as they are. */
export function shownNumber(digits: string): string {
	const known = shown.get(digits);
	if (known !== undefined) return known;
	if (shown.size >= mostShown) shown.clear();
	const grouped = inGroups(digits);
	shown.set(digits, grouped);
	return grouped;
}

function inGroups(digits: string): string {
	if (!/^\d{7,}$/.test(digits)) return digits;
	const parsed = parsePhoneNumberFromString(`+${digits}`);
	return parsed ? parsed.formatInternational() : `+${digits}`;
}
