import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadWords, terminalLanguage } from "./words.ts";

const dir = mkdtempSync(join(tmpdir(), "outpost-words-"));
for (const [language, cli, problems] of [
	[
		"en",
		{
			hello: "Hello {{name}}",
			only: "English",
			many_one: "one",
			many_other: "{{count}} things",
			problems: { bug: "From cli", "unknown-code": "Code {{code}}" },
		},
		{ bug: "From problems", "not-a-number": "No number\nat all", list: "{{names}}", named: "Look at {{field}}" },
	],
	["fr", { hello: "Bonjour {{ name }}" }, {}],
] as const) {
	mkdirSync(join(dir, language));
	writeFileSync(join(dir, language, "cli.json"), JSON.stringify(cli));
	writeFileSync(join(dir, language, "problems.json"), JSON.stringify(problems));
}

describe("words", () => {
	it("are of the language, with English for what is missing", () => {
		const words = loadWords(dir, "fr_FR.UTF-8");
		expect(words.say("hello", { name: "Amina {{name}}" })).toBe("Bonjour Amina {{name}}");
		expect(words.say("only")).toBe("English");
		expect(words.say("no.such.key")).toBe("no.such.key");
		expect(words.say("constructor")).toBe("constructor");
	});
	it("choose the plural form", () => {
		const words = loadWords(dir, "en");
		expect(words.say("many", { count: 1 })).toBe("one");
		expect(words.say("many", { count: 4 })).toBe("4 things");
	});
	it("name the field that a problem is about", () => {
		expect(loadWords(dir, "en").problem({ code: "named", field: "at" })).toBe("Look at at");
	});
	it("have one line for every problem", () => {
		const words = loadWords(dir, "C");
		expect(words.problem({ code: "bug" })).toBe("From cli");
		expect(words.problem({ code: "not-a-number" })).toBe("No number at all");
		expect(words.problem({ code: "never-heard" })).toBe("Code never-heard");
		expect(words.problem({ code: "list", details: { names: ["a", "b"] } })).toBe("a, b");
		expect(words.problem({ code: "__proto__" })).toBe("Code __proto__");
	});
	it("never read a file outside the locales", () => {
		expect(loadWords(dir, "../fr").say("hello", { name: "x" })).toBe("Hello x");
	});
	it("are taken from the terminal's language", () => {
		expect(terminalLanguage({ LC_ALL: "fr_FR", LANG: "en_US" })).toBe("fr_FR");
		expect(terminalLanguage({ LANG: "ar" })).toBe("ar");
		expect(terminalLanguage({})).toBe("en");
	});
});
