import { letterVariants } from "../../core/api/letter-variants.ts";

/** A piece of a text; `hit` where it is what was searched for. */
export interface Piece {
	text: string;
	hit: boolean;
}

const unheard = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\p{Cf}'\u2018\u2019\u02bc\u02bb`\u00b4]/gu;

const foldedLetters = new Map<string, string>();
const mostFoldedLetters = 5000;

/** A searched list folds the same letters again at every key. */
function foldLetter(letter: string): string {
	const known = foldedLetters.get(letter);
	if (known !== undefined) return known;
	if (foldedLetters.size >= mostFoldedLetters) foldedLetters.clear();
	const folded = foldForMatch(letter);
	foldedLetters.set(letter, folded);
	return folded;
}

/** A text as the search compares it, so that what was found is also what gets marked: no case, accents or apostrophes. */
export function foldForMatch(text: string): string {
	return text
		.normalize("NFKD")
		.toLowerCase()
		.replace(unheard, "")
		.replace(/[ىةٱکیßøłđıæœþð]/g, (letter) => letterVariants[letter] ?? letter);
}

/**
 * Cuts `text` where the words of `search` are found, folded on both sides. `digitsOnly` compares nothing but digits, for numbers shown
 * in groups; zeros in front of the searched number are left out, as the search does.
 */
export function piecesOf(text: string, search: string, digitsOnly = false): Piece[] {
	const terms = digitsOnly ? numberTerms(search) : wordTerms(search);
	if (text === "" || terms.length === 0) return [{ text, hit: false }];
	const { folded, places } = foldedWithPlaces(text, digitsOnly);
	const marked = new Uint8Array(text.length);
	for (const term of terms) {
		for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
			const last = places[at + term.length - 1];
			const first = places[at];
			if (first && last) marked.fill(1, first.start, last.end);
		}
	}
	return cut(text, marked);
}

function wordTerms(search: string): string[] {
	return foldForMatch(search)
		.split(/[^\p{L}\p{N}\p{M}]+/u)
		.filter(Boolean);
}

function numberTerms(search: string): string[] {
	const digits = search.normalize("NFKD").replace(/\D/g, "");
	const isNumber = digits !== "" && !/\p{L}/u.test(search);
	return isNumber ? [digits.replace(/^0+/, "") || digits] : wordTerms(search).filter((term) => /^\d+$/.test(term));
}

interface Place {
	start: number;
	end: number;
}

// A folded letter remembers which letters of the shown text it came from; a mark after a letter belongs to that letter.
function foldedWithPlaces(text: string, digitsOnly: boolean): { folded: string; places: Place[] } {
	let folded = "";
	const places: Place[] = [];
	let start = 0;
	for (const letter of text) {
		const end = start + letter.length;
		const plain = digitsOnly ? letter.replace(/\D/g, "") : foldLetter(letter);
		const before = places.at(-1);
		if (plain === "" && before && !digitsOnly && /\p{M}/u.test(letter)) before.end = end;
		for (let unit = 0; unit < plain.length; unit++) places.push({ start, end });
		folded += plain;
		start = end;
	}
	return { folded, places };
}

function cut(text: string, marked: Uint8Array): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (let at = 1; at <= text.length; at++) {
		if (at < text.length && marked[at] === marked[from]) continue;
		pieces.push({ text: text.slice(from, at), hit: marked[from] === 1 });
		from = at;
	}
	return pieces;
}
