import fc from "fast-check";
import { expect, test } from "vitest";
import { answersOneTwoThree } from "./answer-words.ts";

test.each([
	"123",
	" 123 ",
	"'123'",
	"“123”",
	"«123»",
	"123.",
	"123!",
	"(123)",
	"Yes 123",
	"yes, 123 please",
	"123 yes it is me",
	"123, 5 minutes late",
	"ok\n123",
	"123 123",
	"١٢٣",
	"نعم ١٢٣",
	"۱۲۳",
	"हाँ १२३",
	"১২৩",
	"၁၂၃",
	"１２３",
	"はい123です",
	"\u200e123\u200f",
])("%j answers", (text) => expect(answersOneTwoThree(text)).toBe(true));

test.each([
	"",
	"yes",
	"12 3",
	"1 2 3",
	"1234",
	"0123",
	"0712123456",
	"0712 123 456",
	"+254-123-456",
	"12.123",
	"1,123",
	"10:123",
	"*123#",
	"Dial *123# for credit",
	"$123",
	"€123",
	"123%",
	"A123",
	"a123b",
	"x_123",
	"①②③",
	"¹²³",
	"⓵⓶⓷",
	"l23",
	"I23",
	"12З",
	"1٢3",
	"1१२३",
	"one two three",
	"321",
])("%j does not answer", (text) => expect(answersOneTwoThree(text)).toBe(false));

test("123 inside a longer run of digits never counts, whatever stands around it", () => {
	const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 8 });
	fc.assert(
		fc.property(digits, digits, fc.constantFrom("", " ", "ok ", "'"), (before, after, around) => {
			expect(answersOneTwoThree(`${around}${before}123${after}${around}`)).toBe(false);
		}),
		{ seed: 20261124, numRuns: 1000 },
	);
});

test("any text is read in a moment", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
			expect(typeof answersOneTwoThree(text)).toBe("boolean");
		}),
		{ seed: 20261124, numRuns: 1000 },
	);
	const started = performance.now();
	answersOneTwoThree("123 456 ".repeat(2000));
	answersOneTwoThree("9".repeat(20_000));
	expect(performance.now() - started).toBeLessThan(1000);
});
