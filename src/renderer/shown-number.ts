import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Digits as people read them: `+1 555 123 4567`. Short codes and sender names stay as they are. */
export function shownNumber(digits: string): string {
	if (!/^\d{7,}$/.test(digits)) return digits;
	const parsed = parsePhoneNumberFromString(`+${digits}`);
	return parsed ? parsed.formatInternational() : `+${digits}`;
}
