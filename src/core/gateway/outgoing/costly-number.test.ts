import { describe, expect, it } from "vitest";
import { costlyNumber, countryOf } from "./costly-number.ts";

describe("numbers that are never texted (reliability H4)", () => {
	it.each([
		// Premium: the caller pays a special price.
		["19005551234", "number-premium", "United States 900"],
		["449098790000", "number-premium", "United Kingdom 09"],
		["447012345678", "number-premium", "United Kingdom 070, personal"],
		["33899123456", "number-premium", "France 0899"],
		["499001234567", "number-premium", "Germany 0900"],
		["34803123456", "number-premium", "Spain 803"],
		["39899123456", "number-premium", "Italy 899"],
		["611900123456", "number-premium", "Australia 1900"],
		["27862345678", "number-premium", "South Africa 0862"],
		["5511900123", null, "Brazil, an ordinary number's beginning"],
		["979123456789", "number-premium", "international premium"],
		// Shared cost and services.
		["448431234567", "number-premium", "United Kingdom 0843"],
		["491801234567", "number-shared-cost", "Germany 0180"],
		["27860123456", "number-shared-cost", "South Africa 0860"],
		["39848123456", "number-shared-cost", "Italy 848"],
		["34901123456", "number-shared-cost", "Spain 901"],
		["918601234567", null, "India, an ordinary mobile"],
		["80812345678", "number-shared-cost", "international shared cost"],
		// Free to call.
		["18005551234", "number-toll-free", "United States 800"],
		["18885551234", "number-toll-free", "United States 888"],
		["448001234567", "number-toll-free", "United Kingdom 0800"],
		["254800223456", "number-toll-free", "Kenya 0800"],
		["256800123456", "number-toll-free", "Uganda 0800"],
		["255800123456", "number-toll-free", "Tanzania 0800"],
		["33801234567", "number-toll-free", "France 0801"],
		["911800123456", "number-toll-free", "India 1800"],
		["27801234567", "number-toll-free", "South Africa 080"],
		["80012345678", "number-toll-free", "international freephone"],
		// Short.
		["40404", "number-short", "a short code"],
		["123456", "number-short", "six digits"],
		["25420880", "number-short", "a short code behind a country code"],
		// Emergency.
		["112", "number-emergency", "112"],
		["911", "number-emergency", "911"],
		["999", "number-emergency", "999"],
		["1911", "number-emergency", "911 behind a country code"],
		["254999", "number-emergency", "999 behind a country code"],
		["44112", "number-emergency", "112 behind a country code"],
		// In space, and networks of no country.
		["870773123456", "number-satellite", "Inmarsat"],
		["881612345678", "number-satellite", "Iridium"],
		["881812345678", "number-satellite", "Globalstar"],
		["8821612345678", "number-satellite", "Thuraya"],
		["883510012345", "number-satellite", "an international network"],
	] as [string, string | null, string][])("%s: %s (%s)", (digits, code) => {
		expect(costlyNumber(digits)).toBe(code);
	});

	it.each([
		"12065551234",
		"15551234567",
		"254712345678",
		"256772123456",
		"255712345678",
		"919876543210",
		"919845204984",
		"447911123456",
		"4915112345678",
		"33612345678",
		"8801812345678",
		"9647701234567",
		"211912345678",
		"243812345678",
		"22670123456",
		// Fixed lines may take texts, and the network says so where they do not.
		"442079460000",
		"0712345678",
	])("%s is texted", (digits) => {
		expect(costlyNumber(digits)).toBeNull();
	});

	it("tells the country of a number only where there is one", () => {
		expect(countryOf("254712345678")).toBe("KE");
		expect(countryOf("18765551234")).toBe("JM");
		expect(countryOf("15551234567")).toBeNull();
		expect(countryOf("881612345678")).toBeNull();
	});
});
