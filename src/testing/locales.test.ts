import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { auditActions } from "../core/audit/index.ts";
import { compareFile, pluralGaps, toneBreaches, unusedKeys } from "./locales/compare.ts";
import { flat, hasLanguage, readLanguage, shippedLanguages, type Words } from "./locales/locale-files.ts";
import { failedCodes, namedInSources } from "./locales/named-in-sources.ts";
import { listFiles, projectRoot } from "./walls/source-facts.ts";

const english: Words = readLanguage("en");
const others = shippedLanguages.filter((language) => language !== "en" && hasLanguage(language));

async function listedCodes(): Promise<Map<string, string>> {
	const codes = new Map<string, string>();
	for (const path of listFiles("src/core").filter((file) => file.endsWith("/problems.ts"))) {
		const room = (await import(/* @vite-ignore */ pathToFileURL(join(projectRoot, path)).href)) as Record<
			string,
			unknown
		>;
		for (const list of Object.values(room)) {
			if (Array.isArray(list)) for (const code of list) codes.set(String(code), path);
		}
	}
	return codes;
}

describe("the comparison itself", () => {
	const base = flat({ a: "Take {{name}}", b_one: "{{count}} case", b_other: "{{count}} cases", c: { d: "<1>x</1>" } });
	it("is content with the same in another language", () => {
		const french = flat({
			a: "Prenez {{name}}",
			b_one: "un cas",
			b_many: "{{count}} de cas",
			b_other: "{{count}} cas",
			c: { d: "<1>y</1>" },
		});
		expect(compareFile("fr", base, french)).toEqual([]);
	});
	it("sees a missing key, a strange key, a lost placeholder, a lost tag, an empty one", () => {
		const wrong = (changed: object) =>
			compareFile(
				"de",
				base,
				flat({ a: "{{name}}", b_one: "1", b_other: "{{count}}", c: { d: "<1>y</1>" }, ...changed }),
			);
		expect(wrong({})).toEqual([]);
		expect(wrong({ c: {} })).toEqual(["c.d is missing"]);
		expect(wrong({ z: "z" })).toEqual(["z is not in English"]);
		expect(wrong({ a: "Nimm {{namen}}" })).toEqual(["a lacks {{name}}", "a has {{namen}}, which English has not"]);
		expect(wrong({ c: { d: "y" } })).toEqual(["c.d lacks </1> <1>"]);
		expect(wrong({ a: "" })).toContain("a is empty");
	});
	it("sees a missing plural form", () => {
		expect(pluralGaps("ar", base)).toEqual(["b lacks the plural forms zero, two, few, many of ar"]);
		expect(pluralGaps("en", base)).toEqual([]);
		expect(pluralGaps("ar", flat({ reason_few: "x" }))).toEqual([]);
	});
	it("hears the wrong tone", () => {
		const loud = flat({
			a: "Saved!",
			b: "Successfully saved",
			c: "Invalid number",
			d: "Oops",
			e: "Not sent. The SIM has no credit.",
		});
		expect(toneBreaches(loud)).toHaveLength(4);
	});
	it("sees a key that nothing names", () => {
		const literals = new Set(["shell:home", "save"]);
		const named = {
			literals,
			templates: [
				{ start: "state.", end: "" },
				{ start: "", end: "Means" },
			],
		};
		const keys = ["home", "save", "cases_one", "state.on", "yesMeans"];
		expect(unusedKeys("shell", keys, named)).toEqual(["cases_one"]);
	});
});

describe("English", () => {
	it("has words for every problem that a room lists or returns", async () => {
		const words = english.get("problems") ?? new Map<string, string>();
		const codes = new Map([...failedCodes("src/core"), ...(await listedCodes())]);
		const missing = [...codes].filter(([code]) => !words.has(code)).map(([code, path]) => `${code} (${path})`);
		expect(missing).toEqual([]);
	});
	it("has words for everything that is put on record, and for nothing else", () => {
		const said = [...(english.get("audit") ?? new Map<string, string>()).keys()].flatMap((key) =>
			key.startsWith("action.") ? [key.slice("action.".length)] : [],
		);
		expect(said.sort()).toEqual([...auditActions].sort());
	});
	it("says only what is used", () => {
		const screens = namedInSources(["src/renderer", "src/cli", "src/web", "src/main"]);
		const core = namedInSources(["src/core"]);
		const unused = [...english].flatMap(([file, words]) => {
			const literals =
				file === "problems" || file === "sms" || file === "sheets"
					? new Set([...core.literals, ...screens.literals])
					: screens.literals;
			const templates = file === "sheets" ? core.templates : screens.templates;
			return unusedKeys(file, words.keys(), { literals, templates }).map((key) => `${file}:${key}`);
		});
		expect(unused).toEqual([]);
	});
	it.each([...english])("%s keeps the tone and has both plural forms", (_file, words) => {
		expect([...toneBreaches(words), ...pluralGaps("en", words)]).toEqual([]);
	});
});

describe.each(others)("%s", (language) => {
	const theirs = readLanguage(language);
	it("has the same files as English", () => {
		expect([...theirs.keys()]).toEqual([...english.keys()]);
	});
	it.each([...english])("%s says the same as English", (file, words) => {
		expect(compareFile(language, words, theirs.get(file) ?? new Map())).toEqual([]);
	});
});
