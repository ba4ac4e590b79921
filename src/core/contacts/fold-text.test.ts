import { expect, test } from "vitest";
import { foldText } from "./fold-text.ts";
import { searchTerms } from "./search-index.ts";

test.each([
	["GARCÍA", "garcia"],
	["O’Brien", "obrien"],
	["Ngũgĩ  wa Thiong'o", "ngugi wa thiongo"],
	["أحمد", "احمد"],
	["فاطمة", "فاطمه"],
	["مُحَمَّد", "محمد"],
	["Straße", "strasse"],
	["Łukasz", "lukasz"],
	["मीना", "मीना"],
	["٤٥", "45"],
])("%j folds to %j", (text, folded) => expect(foldText(text)).toBe(folded.normalize("NFKD")));

test.each([
	["+254 (712) 345-678", ["254712345678"]],
	["0712 345", ["712345"]],
	["00254", ["254"]],
	["Amina Oui", ["amina", "oui"]],
	['a"b*', ["a", "b"]],
	["  ", []],
	["0", ["0"]],
])("%j is searched as %j", (search, terms) => expect(searchTerms(search)).toEqual(terms));
