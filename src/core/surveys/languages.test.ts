import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeAll(async () => {
	office = await openTestOffice();
});
afterAll(() => office.close());

let nth = 0;
async function asked(words: Record<string, string>, surveyLanguage: string, language: string) {
	nth++;
	const name = `survey ${nth}`;
	await office.must("surveys.save", {
		definition: { name, language: surveyLanguage, questions: [{ kind: "text", property: "village", text: words }] },
	});
	const { id } = await office.must("cases.register", {
		type: "person",
		name: "P",
		phone: String(12065551300 + nth),
		acceptDoubtful: true,
		properties: language === "" ? [] : [{ name: "language_code", value: language }],
		consent: { answer: "yes", channel: "spoken" },
	});
	return () => office.call("surveys.start", { survey: name, caseId: id });
}
const newestText = async () => (await office.must("messages.list", { direction: "out", limit: 1 })).rows[0]?.text;

const all = { en: "Village?", fr: "Village de qui ?", sw: "Kijiji?", "*": "?" };
test.each([
	["the contact's own", all, "", "sw", "Kijiji?"],
	["the language theirs is a kind of", all, "", "sw-KE", "Kijiji?"],
	["whatever its capitals", all, "", "SW", "Kijiji?"],
	["the survey's, for a language without words", all, "fr", "de", "Village de qui ?"],
	["the project's first, where the survey names none", all, "", "de", "Village?"],
	["the project's first, for somebody whose language is not known", all, "", "", "Village?"],
	["what is for everybody, last", { sw: "Kijiji?", "*": "?" }, "", "fr", "?"],
	["what is for everybody, where there is nothing else", { "*": "?" }, "sw", "sw", "?"],
	["the next, where one is blank", { ...all, fr: " \t" }, "", "fr", "Village?"],
])("asks in %s (commcare-behaviour §6.2)", async (_what, words, surveyLanguage, language, text) => {
	expect((await (await asked(words, surveyLanguage, language))()).ok).toBe(true);
	expect(await newestText()).toBe(text);
});

test("where no words are left nobody is asked, and nothing is sent", async () => {
	const start = await asked({ en: "Village?" }, "", "de");
	await office.must("settings.set", { key: "languages", value: "fr" });
	const before = await newestText();
	expect(await start()).toMatchObject({ problem: { code: "NO_MESSAGE" } });
	expect(await newestText()).toBe(before);
});
