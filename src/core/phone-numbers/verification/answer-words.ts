import { asciiDigits } from "../clean-number.ts";

/** Digits in a row, of any script. Circled and raised figures are no digits (Unicode: not Nd) and so are no answer. */
const runs = /\p{Nd}+/gu;
/** What makes a run part of something longer on its left or right: letters, a code such as `*123#`, an amount. Scripts that put no space between words are let off. */
const joined =
	/[[\p{L}\p{M}\p{No}\p{Nl}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]]|[*#+%_@=\p{Sc}]/v;
/** Between groups of one number, as people write it: `0712 123 456`, `12.123`, `10:123`. */
const groupedBefore = /(\p{Nd}+)[\s.,:;/()\-\u2010-\u2015]$/u;
const groupedAfter = /^[\s.,:;/()\-\u2010-\u2015](\p{Nd}+)/u;

/** Letters on either side that may join a number to another. */
const nearby = 24;

/**
 * Does the text answer `123` as a number of its own (commcare-behaviour §1.5, recommended; reliability H5, H7)? Quotes, punctuation and
 * words around it don't matter, nor the script of the digits; inside a longer number, a code or a word it does not count.
 */
export function answersOneTwoThree(text: string): boolean {
	for (const found of text.matchAll(runs)) {
		if (!isOneTwoThree(found[0])) continue;
		const end = found.index + found[0].length;
		const before = text.slice(Math.max(0, found.index - nearby), found.index);
		const after = text.slice(end, end + nearby);
		if (joined.test(lastSign(before)) || joined.test(firstSign(after))) continue;
		const neighbours = [groupedBefore.exec(before)?.[1], groupedAfter.exec(after)?.[1]];
		if (neighbours.every((digits) => digits === undefined || isOneTwoThree(digits))) return true;
	}
	return false;
}

function isOneTwoThree(digits: string): boolean {
	const points = [...digits].map((digit) => digit.codePointAt(0) ?? 0);
	const [one = 0, two = 0, three = 0] = points;
	// Of one script: a look-alike borrowed from another is somebody trying.
	return points.length === 3 && asciiDigits(digits) === "123" && two === one + 1 && three === one + 2;
}

/** Signs nobody sees (direction marks, joiners) don't part a number from what it belongs to. */
const unseen = /\p{Cf}/gu;

function lastSign(text: string): string {
	return [...text.slice(-8).replace(unseen, "")].at(-1) ?? "";
}

function firstSign(text: string): string {
	return [...text.slice(0, 8).replace(unseen, "")][0] ?? "";
}
