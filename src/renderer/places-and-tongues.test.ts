import { describe, expect, it } from "vitest";
import {
	countryChoices,
	guessTimeZone,
	languageChoices,
	languageNamed,
	timeZoneChoices,
} from "./places-and-tongues.ts";

describe("choices of the set-up", () => {
	it("countries in the words and order of a language", () => {
		expect(countryChoices("en")).toContainEqual({ value: "KE", label: "Kenya" });
		expect(countryChoices("fr")).toContainEqual({ value: "CI", label: "Côte d’Ivoire" });
		const labels = countryChoices("fr").map((one) => one.label);
		expect(labels.indexOf("Égypte")).toBeLessThan(labels.indexOf("France"));
	});
	it("languages once each, without codes that only stand for another", () => {
		const codes = languageChoices("en").map((one) => one.value);
		for (const code of ["en", "fr", "ar", "sw", "hi", "am", "km", "my", "so"]) expect(codes).toContain(code);
		expect(codes).not.toContain("iw");
		expect(new Set(codes).size).toBe(codes.length);
		expect(languageNamed("sw", "en")).toBe("Swahili");
		expect(languageNamed("not a code", "en")).toBe("not a code");
	});
	it("a country with one time zone has that; one with several leaves the choice, unless the machine is in one", () => {
		expect(timeZoneChoices()).toContain("UTC");
		const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
		expect(["Africa/Nairobi", own]).toContain(guessTimeZone("KE"));
		expect(["", own]).toContain(guessTimeZone("US"));
	});
});
