import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lenientDigits } from "./clean-number.ts";
import { parseNumber, shownNumber } from "./parse-number.ts";

describe("a number as typed", () => {
	test.each([
		["0712345678", "KE", "254712345678"],
		["00254712345678", "KE", "254712345678"],
		["254712345678", "KE", "254712345678"],
		["+254 712 345 678", "US", "254712345678"],
		["tel:+254712345678", "US", "254712345678"],
		["(+256) 772 123456", "US", "256772123456"],
		["919812345678", "KE", "919812345678"],
		["9812345678", "IN", "919812345678"],
		["12068130912", "IN", "12068130912"],
		["919560187230", "US", "919560187230"],
		["٠٧١٢٣٤٥٦٧٨", "KE", "254712345678"],
		["०७१२३४५६७८", "KE", "254712345678"],
		["০৭১২৩৪৫৬৭৮", "KE", "254712345678"],
		["၀၇၁၂၃၄၅၆၇၈", "KE", "254712345678"],
		["０７１２３４５６７８", "KE", "254712345678"],
		["\u202a+254\u00a0712\u2009345678\u202c", "US", "254712345678"],
		["'0712345678", "KE", "254712345678"],
	])("%j in %s is %s", (raw, country, digits) => {
		const parsed = parseNumber(raw, country);
		expect(parsed).toMatchObject({ digits, valid: true, problem: null });
	});

	test.each([
		["15551234567", "US"],
		["15551234567", "IN"],
		["15551234567", undefined],
		["(555) 123-4567", "US"],
	])("%j in %s is possible but doubtful", (raw, country) => {
		expect(parseNumber(raw, country)).toMatchObject({
			digits: "15551234567",
			shown: "+1 555 123 4567",
			valid: false,
			possible: true,
			problem: "doubtful-number",
		});
	});

	test.each([
		["", "US", "no-number"],
		["   ", "US", "no-number"],
		["abc", "US", "not-a-number"],
		["call Amina", "US", "not-a-number"],
		["<script>", "US", "not-a-number"],
		["911", "US", "too-short"],
		["0712345", "KE", "too-short"],
		["1555123456789012", "US", "too-long"],
		["0712345678", undefined, "no-country"],
		["+999123456", "US", "unknown-country-code"],
		["9.2E+11", "IN", "digits-lost"],
		["919876543210.0", "IN", "digits-lost"],
		["0712345678 / 0722345678", "KE", "two-numbers"],
		["0712345678, 0722345678", "KE", "two-numbers"],
		["+12065551234 ext 5", "US", "has-extension"],
	])("%j in %s is refused as %s", (raw, country, problem) => {
		expect(parseNumber(raw, country)).toMatchObject({ digits: null, problem });
	});

	test("never throws, and gives ASCII digits or none, for any text", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: "binary", maxLength: 40 }),
				fc.constantFrom("KE", "US", "IN", undefined),
				(raw, country) => {
					const parsed = parseNumber(raw, country);
					expect(parsed.digits === null || /^\d{4,17}$/.test(parsed.digits)).toBe(true);
					expect(parsed.digits === null).toBe(parsed.problem !== null && parsed.problem !== "doubtful-number");
				},
			),
			{ seed: 20261124, numRuns: 3000 },
		);
	});
});

test.each([
	["(15) 551-234.567", "15551234567"],
	["+15551234567", "15551234567"],
	["++1617", null],
	["0", "0"],
	["", null],
	["12a", null],
	["٩١٩٨", "9198"],
])("lenient cleaning of %j", (raw, digits) => expect(lenientDigits(raw)).toBe(digits));

test("a stored number is shown grouped with a plus", () => {
	expect(shownNumber("15551234567")).toBe("+1 555 123 4567");
	expect(shownNumber("99")).toBe("+99");
});
