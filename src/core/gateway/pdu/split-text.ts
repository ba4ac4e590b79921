import { toSeptets } from "./gsm7.ts";
import { escapeSeptet } from "./gsm7-tables.ts";

/** One part's share of a text, without its header. */
export type Share = { alphabet: "gsm7"; septets: number[] } | { alphabet: "ucs2"; units: string };

/** What fits in a text of one part, and in each of several behind a header with an 8-bit reference (TS 23.040 9.2.3.24.1). */
export const roomOf = { gsm7: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const;

/** Cuts a text into parts, never between an escape and its letter nor inside a surrogate pair. An empty text is one empty part. */
export function splitText(text: string): Share[] {
	const septets = toSeptets(text);
	if (septets) {
		const cuts = cutsOf(septets.length, roomOf.gsm7, (at) => septets[at - 1] === escapeSeptet);
		return cuts.map(([from, to]) => ({ alphabet: "gsm7", septets: septets.slice(from, to) }));
	}
	const isHigh = (at: number) =>
		(text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
	return cutsOf(text.length, roomOf.ucs2, isHigh).map(([from, to]) => ({
		alphabet: "ucs2",
		units: text.slice(from, to),
	}));
}

/** Ranges of each part. `breaksLetter(at)` says whether a cut before `at` would go through a letter. */
function cutsOf(
	length: number,
	room: { alone: number; each: number },
	breaksLetter: (at: number) => boolean,
): [number, number][] {
	if (length <= room.alone) return [[0, length]];
	const cuts: [number, number][] = [];
	for (let from = 0; from < length; ) {
		let to = Math.min(from + room.each, length);
		if (to < length && breaksLetter(to)) to -= 1;
		cuts.push([from, to]);
		from = to;
	}
	return cuts;
}
