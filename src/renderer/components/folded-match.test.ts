import { describe, expect, it } from "vitest";
import { piecesOf } from "./folded-match.ts";

const shown = (text: string, search: string, digitsOnly = false) =>
	piecesOf(text, search, digitsOnly)
		.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
		.join("");

describe("what was searched for is marked in what is shown", () => {
	it.each([
		["Amélie Dufour", "amelie", "[Amélie] Dufour"],
		["Ame\u0301lie", "amél", "[Ame\u0301l]ie"],
		["N'Golo Kanté", "ngolo", "[N'Golo] Kanté"],
		["فاطمة", "فاطمه", "[فاطمة]"],
		["Straße", "strasse", "[Straße]"],
		["Amina Amin", "amin", "[Amin]a [Amin]"],
		["Wanjiru Mary", "mary wan", "[Wan]jiru [Mary]"],
		["Wanjiru", "x", "Wanjiru"],
		["Wanjiru", "", "Wanjiru"],
		["<b>bold</b>", "bold", "<b>[bold]</b>"],
	])("%s searched with %s", (text, search, expected) => {
		expect(shown(text, search)).toBe(expected);
	});

	it.each([
		["+254 712 345 678", "0712345", "+254 [712 345] 678"],
		["+254 712 345 678", "+254 712", "+[254 712] 345 678"],
		["+254 712 345 678", "amina", "+254 712 345 678"],
		["+254 712 345 678", "amina 712", "+254 [712] 345 678"],
	])("number %s searched with %s", (text, search, expected) => {
		expect(shown(text, search, true)).toBe(expected);
	});
});
