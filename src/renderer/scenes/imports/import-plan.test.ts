import { expect, it } from "vitest";
import type { SheetLook } from "../../../core/api/index.ts";
import { draftOf } from "./import-draft.ts";
import {
	headersBelow,
	mappedColumns,
	missingOf,
	planOf,
	suggestedProperty,
	unmapped,
	withTheRest,
} from "./import-plan.ts";

const column = (at: number, header: string, guess: string | null, samples = ["x"]) => ({
	column: at,
	header,
	guess,
	remembered: false,
	samples,
});
const look: SheetLook = {
	fileName: "people.xlsx",
	format: "xlsx",
	macros: false,
	encoding: null,
	encodingSure: true,
	separator: null,
	sheets: [],
	sheet: "Sheet1",
	columns: [
		column(0, "Case Name", "name"),
		column(1, "contact_phone_number_is_verified", "contact_phone_number_is_verified"),
		column(2, "case id", null, []),
		column(3, "Sub-Village", null),
		column(4, "العمر", null),
		column(5, "", null, []),
	],
	top: [],
	rows: [],
	idColumn: 2,
	match: "case_id",
	stopped: null,
	already: [],
};
const draft = { ...draftOf("token", "people.xlsx", "KE"), type: "patient" };

it("says of each column that holds something what it becomes, and that it was guessed", () => {
	expect(mappedColumns(draft, look, []).map(({ to, from, identifies }) => [to, from, identifies])).toEqual([
		["name", "guess", false],
		["contact_phone_number_is_verified", "guess", false],
		["", null, true],
		["", null, false],
		["", null, false],
	]);
});

it("names what is left over, and makes properties of what can be named", () => {
	expect(unmapped(mappedColumns(draft, look, [])).map(({ header }) => header)).toEqual(["Sub-Village", "العمر"]);
	const more = withTheRest(draft, mappedColumns(draft, look, []), []);
	expect(more.targets).toEqual({ 3: { to: "sub_village", isNew: true } });
	expect(unmapped(mappedColumns(more, look, [])).map(({ header }) => header)).toEqual(["العمر"]);
	expect(planOf(more, look, mappedColumns(more, look, [])).columns).toEqual([
		{ column: 0, to: "name" },
		{ column: 1, to: "contact_phone_number_is_verified" },
		{ column: 3, to: "sub_village" },
	]);
});

it("knows the title of a table from its column headers, and where they are", () => {
	const under = (headers: string[], ...rows: (string | null)[][]) => ({
		...look,
		columns: headers.map((header, at) => column(at, header, null)),
		rows: rows.map((cells, at) => ({ row: at + 3, cells })),
	});
	const people = ["Amina", "0722", "Kilifi"];
	expect(headersBelow(look)).toBe(null);
	expect(headersBelow(under(["People of Kilifi, 2026", "", ""], ["Name", "Phone", "Village"], people))).toBe(3);
	expect(headersBelow(under(["People", "", ""], ["June", null, null], ["Name", "Phone", "Village"], people))).toBe(4);
	expect(headersBelow(under(["Phone"], ["0722"]))).toBe(null);
	expect(headersBelow(under(["Phone", ""], ["0722", "x"]))).toBe(null);
	const empty = [column(0, "Phone", null), column(1, "", null, []), column(2, "", null, [])];
	expect(headersBelow({ ...under([], people), columns: empty })).toBe(null);
});

it("asks what consent the sheet stands for only where it stands for one", () => {
	const missing = (targets: typeof draft.targets) =>
		missingOf({ ...draft, targets }, mappedColumns({ ...draft, targets }, look, []));
	expect(missing({})).toEqual(["askedBy", "askedOn"]);
	expect(missing({ 1: { to: "", isNew: false } })).toEqual([]);
	expect(missing({ 0: { to: "", isNew: false }, 1: { to: "", isNew: false } })).toEqual(["columns"]);
});

it.each([
	["Case Name", "case_name"],
	["Prénom de l’enfant", "prenom_de_l_enfant"],
	["2nd phone", "nd_phone"],
	["العمر", ""],
])("suggests for %s the property %s", (header, property) => {
	expect(suggestedProperty(header)).toBe(property);
});
