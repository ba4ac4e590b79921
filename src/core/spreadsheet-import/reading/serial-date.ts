const dayMs = 86_400_000;
/** 1970-01-01 as a serial day. */
const unixDay = 25_569;
const days1904 = 1_462;
/** 9999-12-31. */
const lastDay = 2_958_465;

/** Whether a number format shows a date or a time. Quoted words, escaped letters, colours and currencies don't count. */
export function isDateFormat(format: string): boolean {
	const bare = bareFormat(format);
	return !/general|@/i.test(bare) && /[dmyhs]/i.test(bare);
}

function bareFormat(format: string): string {
	return format
		.replace(/"[^"]*"?/g, "")
		.replace(/[\\_*]./g, "")
		.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
}

/**
 * A serial day as text: `2016-01-31`, with a time where there is one, or the time alone. Null where it is no day of this calendar. Before March 1900
 * it counts as Excel does, with its 1900-02-29.
 */
export function serialText(serial: number, format: string, date1904: boolean): string | null {
	const seconds = Math.round(serial * 86_400);
	const day = Math.floor(seconds / 86_400);
	const time = clock(seconds - day * 86_400);
	if (/\[(h+|m+|s+)\]/i.test(format)) return seconds < 0 ? null : clock(seconds);
	if (seconds < 0) return null;
	if (day === 0 && !(date1904 && showsDay(format))) {
		return seconds > 0 || !showsDay(format) ? time : null;
	}
	const text = dayText(day, date1904);
	if (text === null) return null;
	return time === "00:00:00" ? text : `${text} ${time}`;
}

function dayText(day: number, date1904: boolean): string | null {
	if (date1904) return isoDay(day + days1904);
	if (day === 60) return "1900-02-29";
	return isoDay(day < 60 ? day + 1 : day);
}

function isoDay(day: number): string | null {
	return day > lastDay ? null : new Date((day - unixDay) * dayMs).toISOString().slice(0, 10);
}

function showsDay(format: string): boolean {
	return /[dy]/i.test(bareFormat(format)) || !/[hs]/i.test(bareFormat(format));
}

function clock(seconds: number): string {
	const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
	return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

/** The text of an ISO date cell (`t="d"`): its zone, if it has one, is no part of what the sheet shows. Null where it is none. */
export function isoText(written: string): string | null {
	const found = /^\s*(?:(\d{4}-\d{2}-\d{2}))?T?(?:(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?\s*$/.exec(
		written,
	);
	if (!found) return null;
	const [, day, minutes, seconds = ":00"] = found;
	const time = minutes ? minutes + seconds : "";
	if (!day) return time || null;
	return time && time !== "00:00:00" ? `${day} ${time}` : day;
}
