import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestOffice } from "../../../testing/test-office.ts";
import { movableClock } from "../../ground/index.ts";
import { textTable } from "./text-table.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice({ clock: movableClock() });
});
afterEach(() => office.close());

let nth = 0;
/** What somebody who is written to in that language is answered to a STOP. */
async function stopIn(language: string): Promise<string | undefined> {
	const digits = String(12065551000 + nth++);
	await office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: digits,
		consent: { answer: "yes", channel: "spoken" },
		properties: language === "" ? [] : [{ name: "language_code", value: language }],
	});
	return (await office.must("messages.simulate", { from: digits, text: "STOP" })).replies[0]?.text;
}
const save = (language: string, text: string) => office.call("templates.save", { key: "optedOut", language, text });

describe("which version is sent (commcare-behaviour §6.2)", () => {
	test("contact's language, then the project's default, both as the project words them; then what is built in; then English", async () => {
		await office.must("settings.set", { key: "languages", value: "sw,en,fr" });
		expect(await stopIn("fr")).toMatch(/^Vous ne recevrez plus/);
		expect(await stopIn("fr-CA")).toMatch(/^Vous ne recevrez plus/);
		expect(await stopIn("sw")).toMatch(/^You have opted-out from receiving messages from clinic/);
		expect(await stopIn("")).toMatch(/^You have opted-out/);
		expect(await stopIn("xx")).toMatch(/^You have opted-out/);
		await save("sw", "Hutapokea ujumbe wa {{office}}. Kuanza tena jibu {{start}}.");
		expect(await stopIn("sw")).toBe("Hutapokea ujumbe wa clinic. Kuanza tena jibu START.");
		expect(await stopIn("")).toBe("Hutapokea ujumbe wa clinic. Kuanza tena jibu START.");
		expect(await stopIn("fr")).toBe("Hutapokea ujumbe wa clinic. Kuanza tena jibu START.");
		await save("fr", "Fini. {{start}} pour reprendre.");
		expect(await stopIn("fr")).toBe("Fini. START pour reprendre.");
		await office.must("templates.reset", { key: "optedOut", language: "sw" });
		expect(await stopIn("sw")).toMatch(/^You have opted-out/);
	});

	test("another project keeps its own words, and a language that is not the project's is flagged on the case", async () => {
		await save("en", "Bye. {{start}} to come back.");
		const other = await office.must("projects.add", {
			name: "harbour",
			country: "US",
			timeZone: "America/New_York",
			languages: ["en"],
		});
		await office.must("projects.use", { id: other.id });
		expect(await stopIn("en")).toMatch(/^You have opted-out from receiving messages from harbour/);
		const person = await office.must("cases.register", {
			type: "person",
			name: "Amina",
			properties: [{ name: "language_code", value: "fr" }],
		});
		expect(person.warnings).toContain("unknown-language");
	});
});

describe("a project's own version", () => {
	test.each([
		["optedOut", "en", "  ", "template-empty"],
		["optedOut", "en", "Bye.", "template-lacks"],
		["optedOut", "en", "Bye. {{ start }} it.", "template-lacks"],
		["optedOut", "en", "Bye, {{name}}. {{start}}", "template-strange-place"],
		["optedOut", "en", "Bye {start}. {{start}}", "template-strange-place"],
		["optedOut", "en", `{{start}} ${"a".repeat(700)}`, "template-too-long"],
		["optedOut", "sw", "Kwaheri. {{start}}", "language-not-of-project"],
		["usernameTaken", "en", "It is taken.", "template-lacks"],
		["nothing", "en", "x", "template-not-found"],
		["__proto__", "en", "x", "template-not-found"],
	])("%s in %s as %j is refused: %s", async (key, language, text, code) => {
		expect(await office.call("templates.save", { key, language, text })).toMatchObject({ problem: { code } });
	});

	test("is listed beside what is built in and what would be sent in its place", async () => {
		await office.must("settings.set", { key: "languages", value: "en,fr,sw" });
		await office.must("templates.save", { key: "welcomeCase", language: "en", text: "Karibu, {{office}}." });
		const { languages, texts } = await office.must("templates.list", {});
		expect(languages).toEqual(["en", "fr", "sw"]);
		expect(texts.map(({ key }) => key)).toEqual(Object.keys(textTable));
		expect(texts.find(({ key }) => key === "welcomeCase")?.versions).toEqual([
			{ language: "en", text: "Karibu, {{office}}.", from: "project" },
			{ language: "fr", text: "Merci de votre inscription auprès de {{office}}.", from: "built-in" },
			{ language: "sw", text: "Karibu, {{office}}.", from: "other-language" },
		]);
		expect(texts.find(({ key }) => key === "optedOut")?.placeholders).toEqual([
			{ name: "start", required: true },
			{ name: "office", required: false },
			{ name: "stop", required: false },
		]);
	});
});

test.each(["en", "fr", "ar"])("every text of %s can be worded anew, and holds the places it must", (language) => {
	const built = JSON.parse(readFileSync(`locales/${language}/sms.json`, "utf8")) as Record<string, string>;
	const ownVersions = ["consentStatement", "gatewayTest"];
	expect(
		Object.keys(built)
			.filter((key) => !ownVersions.includes(key))
			.sort(),
	).toEqual(Object.keys(textTable).sort());
	for (const [key, { required, optional }] of Object.entries(textTable)) {
		const places = [...(built[key] ?? "").matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1] ?? "");
		expect(places, key).toEqual(expect.arrayContaining([...required]));
		expect([...required, ...optional], key).toEqual(expect.arrayContaining(places));
	}
});
