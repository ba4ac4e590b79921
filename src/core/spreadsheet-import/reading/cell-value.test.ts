import { describe, expect, it } from "vitest";
import { type Cell, cellValue, shownText } from "./index.ts";

const text = (value: string): Cell => ({ kind: "text", text: value });
const number = (value: number, format: string | null = null, written = String(value)): Cell => ({
	kind: "number",
	value,
	written,
	format,
});

describe("a cell of a column that means nothing special", () => {
	it.each<[Cell, string | null]>([
		[text(" kept as it is "), " kept as it is "],
		[text("1e5"), "1e5"],
		[text(" --- "), ""],
		[{ kind: "empty" }, null],
		[number(12065551234), "12065551234"],
		[number(5, null, "5.0"), "5"],
		[number(5.1, null, "5.0999999999999996"), "5.1"],
		[number(0.49, "0%"), "0.49"],
		[number(42, "00000"), "00042"],
		[{ kind: "boolean", value: true }, "True"],
		[{ kind: "date", text: "2016-01-31 12:00:00" }, "2016-01-31 12:00:00"],
	])("%j is %j", (cell, value) => {
		expect(cellValue(cell, "plain")).toEqual({ value });
	});
	it.each<[Cell, object]>([
		[{ kind: "error", code: "#REF!" }, { problem: "cell-error" }],
		[{ kind: "no-value" }, { problem: "formula-without-value" }],
		[text("Zo\uFFFD"), { problem: "letters-lost" }],
		[text("9.19877E+11"), { warning: "digits-lost" }],
		[
			number(1234567890123456800, null, "1.2345678901234568E+18"),
			{ value: "1234567890123456768", warning: "digits-lost" },
		],
		[
			{ kind: "date", text: "1900-01-01" },
			{ value: "1900-01-01", warning: "date-doubtful" },
		],
	])("%j is not taken in silence", (cell, said) => {
		expect(cellValue(cell, "plain")).toMatchObject(said);
	});
});

describe("a phone number's cell", () => {
	it.each<[Cell, string]>([
		[number(919560187280, null, "9.1956018728E+11"), "919560187280"],
		[number(919560187280, null, "919560187280.0"), "919560187280"],
		[number(712345678, "0000000000"), "0712345678"],
		[number(12065551234, '"+"0'), "+12065551234"],
		[number(2065551234, "(000) 000-0000"), "(206) 555-1234"],
		[number(12065551234, "#,##0"), "12065551234"],
		[number(12065551234, "0.00"), "12065551234"],
		[text("919876543210.0"), "919876543210"],
		[text("+254 712 345 678"), "+254 712 345 678"],
	])("%j is %j", (cell, value) => {
		expect(cellValue(cell, "phone")).toEqual({ value });
	});
	it.each<Cell>([
		text("9.2E+11"),
		text("9,19877E+11"),
		text("12345678.5"),
		number(919877000000, null, "9.19877E+11"),
		number(12065551234.5),
		number(-12065551234),
		number(1234567890123456),
	])("%j has lost digits", (cell) => {
		expect(cellValue(cell, "phone").problem).toBe("digits-lost");
	});
	it("that a sheet took for a date, or rounded and wrote out again, is told", () => {
		expect(cellValue({ kind: "date", text: "2003-02-01" }, "phone").problem).toBe("date-instead");
		expect(cellValue(number(919877000000), "phone")).toEqual({ value: "919877000000", warning: "digits-lost" });
	});
});

describe("ids and dates", () => {
	it.each<[Cell, "id" | "date", object]>([
		[number(123, null, "123.0"), "id", { value: "123" }],
		[text("007"), "id", { value: "007" }],
		[text("1e3"), "id", { value: "1e3" }],
		[number(5.5), "id", { value: "5", warning: "digits-lost" }],
		[number(1234567890123456), "id", { value: "1234567890123456", problem: "digits-lost" }],
		[{ kind: "date", text: "2016-01-31" }, "date", { value: "2016-01-31" }],
		[text("2016-01-31"), "date", { value: "2016-01-31" }],
		[text("2016-02-31"), "date", { value: "2016-02-31", problem: "bad-date" }],
		[text("31/01/2016"), "date", { value: "31/01/2016", problem: "bad-date" }],
		[number(42400), "date", { value: "42400", problem: "bad-date" }],
	])("%j as %s is %j", (cell, as, reading) => {
		expect(cellValue(cell, as)).toEqual(reading);
	});
});

describe("what a person reads", () => {
	it.each<[Cell, string]>([
		[number(712345678, "0000000000"), "0712345678"],
		[number(0.49, "0%"), "49%"],
		[number(1234567.891, "#,##0.00"), "1,234,567.89"],
		[number(-5, "0;(0)"), "(5)"],
		[number(7, '"No. "00'), "No. 07"],
		[{ kind: "boolean", value: false }, "FALSE"],
		[{ kind: "no-value" }, ""],
	])("%j is %j", (cell, shown) => {
		expect(shownText(cell)).toBe(shown);
	});
});
