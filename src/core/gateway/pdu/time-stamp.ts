import { fromSwapped, toSwapped } from "./octets.ts";

/**
 * A centre's time stamp (3GPP TS 23.040 9.2.3.11) as ISO 8601 with its own zone, or null where the digits are no date.
 * A zone that can't be read counts as UTC.
 */
export function readTimeStamp(octets: Uint8Array): string | null {
	const [year = -1, month = -1, day = -1, hour = -1, minute = -1, second = -1] = [...octets.subarray(0, 6)].map(
		fromSwapped,
	);
	if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
		return null;
	if (hour < 0 || minute < 0 || second < 0) return null;
	const zoneOctet = octets[6] ?? 0;
	const quarters = fromSwapped(zoneOctet & 0xf7);
	const minutesEast = quarters < 0 || quarters > 56 ? 0 : quarters * 15 * ((zoneOctet & 0x08) !== 0 ? -1 : 1);
	const local = new Date(Date.UTC(year >= 90 ? 1900 + year : 2000 + year, month - 1, day, hour, minute, second));
	if (local.getUTCDate() !== day) return null;
	return `${local.toISOString().slice(0, 19)}${zoneText(minutesEast)}`;
}

/** The instant `atMs` (milliseconds since 1970) as a centre in that zone stamps it. */
export function writeTimeStamp(atMs: number, minutesEast = 0): Buffer {
	const local = new Date(atMs + minutesEast * 60_000);
	const quarters = Math.round(Math.abs(minutesEast) / 15);
	return Buffer.from([
		toSwapped(local.getUTCFullYear() % 100),
		toSwapped(local.getUTCMonth() + 1),
		toSwapped(local.getUTCDate()),
		toSwapped(local.getUTCHours()),
		toSwapped(local.getUTCMinutes()),
		toSwapped(local.getUTCSeconds()),
		toSwapped(quarters) | (minutesEast < 0 ? 0x08 : 0),
	]);
}

function zoneText(minutesEast: number): string {
	const minutes = Math.abs(minutesEast);
	const two = (value: number) => String(value).padStart(2, "0");
	return minutes === 0
		? "+00:00"
		: `${minutesEast < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
