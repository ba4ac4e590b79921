import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeAll(async () => {
	office = await openTestOffice({ clock: movableClock("2026-01-05T08:00:00.000Z"), country: "KE" });
});
afterAll(() => office.close());

/** What one text would be saved as, or the key of the words it would be asked again with. */
async function reading(question: object, text: string, language = "en"): Promise<string> {
	const definition = { name: "s", tries: 2, questions: [{ property: "p", text: "Q?", ...question }] };
	const played = await office.must("surveys.preview", { definition: definition as never, language, answers: [text] });
	const turn = played.turns.find(({ from }) => from === "person");
	return turn?.saved?.value ?? `again: ${turn?.again}`;
}

const long = "ا".repeat(10_000);

describe("what counts as an answer", () => {
	const number = { kind: "number" };
	const colours = ["red", { value: "g", label: { "*": "Green", ar: "أخضر" }, words: ["verde"] }, "blue green"];
	test.each([
		[number, "34", "34"],
		[number, " ٣٤ ", "34"],
		[number, "३४", "34"],
		[number, "I am 34 years", "34"],
		[number, "+034", "34"],
		[number, "１２", "12"],
		[number, "1 200", "1200"],
		[number, "1.200.000", "1200000"],
		[number, "-5", "-5"],
		[number, "−5", "-5"],
		[number, "5.0", "5"],
		[number, "2.5", "again: surveyAgainNumber"],
		[{ ...number, decimals: true }, "2,5", "2.5"],
		[{ ...number, decimals: true }, "٢٫٥", "2.5"],
		[{ ...number, decimals: true }, "1,200", "again: surveyAgainNumber"],
		[number, "34 or 35", "again: surveyAgainNumber"],
		[number, "thirty", "again: surveyAgainNumber"],
		[number, "1".repeat(16), "again: surveyAgainNumber"],
		[number, long, "again: surveyAgainNumber"],
		[{ ...number, min: 0, max: 120 }, "121", "again: surveyAgainBetween"],
		[{ ...number, min: 0 }, "-1", "again: surveyAgainAtLeast"],
		[{ ...number, max: 5 }, "6", "again: surveyAgainAtMost"],

		[{ kind: "date" }, "2026-01-05", "2026-01-05"],
		[{ kind: "date" }, "5/1/2026", "2026-01-05"],
		[{ kind: "date" }, "٥/١/٢٠٢٦", "2026-01-05"],
		[{ kind: "date" }, "1/25/2026", "2026-01-25"],
		[{ kind: "date" }, "05012026", "2026-01-05"],
		[{ kind: "date" }, "5 Jan 2026", "2026-01-05"],
		[{ kind: "date" }, "January 5, 2026", "2026-01-05"],
		[{ kind: "date" }, "3.4.87", "1987-04-03"],
		[{ kind: "date" }, "5 janvier 2026", "2026-01-05"],
		[{ kind: "date" }, "30 February 2026", "again: surveyAgainDate"],
		[{ kind: "date" }, "tomorrow", "again: surveyAgainDate"],
		[{ kind: "date", latest: "today" }, "6 Jan 2026", "again: surveyAgainDateUntil"],
		[{ kind: "date", earliest: "today" }, "4 Jan 2026", "again: surveyAgainDateFrom"],
		[{ kind: "date", earliest: "2026-01-01", latest: "today" }, "5 Jan 2026", "2026-01-05"],

		[{ kind: "choice", choices: colours }, "Green", "g"],
		[{ kind: "choice", choices: colours }, "2", "g"],
		[{ kind: "choice", choices: colours }, "٢", "g"],
		[{ kind: "choice", choices: colours }, "(2) green.", "g"],
		[{ kind: "choice", choices: colours }, "أخضر", "g"],
		[{ kind: "choice", choices: colours }, "VERDE!", "g"],
		[{ kind: "choice", choices: colours }, "blue-green", "blue green"],
		[{ kind: "choice", choices: colours }, "2 red", "again: surveyAgainChoice"],
		[{ kind: "choice", choices: colours }, "4", "again: surveyAgainChoice"],
		[{ kind: "choice", choices: ["1", "2", "10"] }, "2", "2"],
		[{ kind: "choice", choices: ["1", "2", "10"] }, "3", "again: surveyAgainChoice"],

		[{ kind: "yes-no" }, "Yes!", "1"],
		[{ kind: "yes-no" }, "1", "1"],
		[{ kind: "yes-no" }, "١", "1"],
		[{ kind: "yes-no" }, "no", "0"],
		[{ kind: "yes-no" }, "2", "0"],
		[{ kind: "yes-no" }, "oui", "1"],
		[{ kind: "yes-no" }, "yes but later", "again: surveyAgainYesNo"],
		[{ kind: "yes-no" }, "👍", "again: surveyAgainYesNo"],

		[{ kind: "text" }, " Kisumu\nNdogo ", "Kisumu Ndogo"],
		[{ kind: "text" }, "👩🏽‍⚕️", "👩🏽‍⚕️"],
		[{ kind: "text" }, "=2+3", "=2+3"],
		[{ kind: "text" }, "   ", "again: surveyAgainText"],
		[{ kind: "text" }, "\u200b\u202e", "again: surveyAgainText"],
		[{ kind: "text" }, long, "again: surveyAgainShorter"],
		[{ kind: "text", property: "name" }, "N".repeat(300), "again: surveyAgainShorter"],
	] as const)("%j: %j", async (question, text, expected) => {
		expect(await reading(question, text)).toBe(expected);
	});

	test.each([
		["ar", "نعم", "1"],
		["ar", "لا", "0"],
		["hi", "हाँ", "1"],
		["sw", "ndiyo", "1"],
		["sw", "hapana", "0"],
		["es", "Sí", "1"],
		["es", "si", "1"],
		["am", "አዎ", "1"],
		["en", "نعم", "again: surveyAgainYesNo"],
	])("yes and no in the person's own language: %s %s", async (language, text, expected) => {
		expect(await reading({ kind: "yes-no" }, text, language)).toBe(expected);
		expect(await reading({ kind: "date" }, "5 ديسمبر 2025", "ar")).toBe("2025-12-05");
	});
});

describe("what is refused when a survey is saved", () => {
	const one = (question: object, more: object = {}) => ({ name: "s", questions: [question], ...more });
	const asked = { kind: "text", property: "p", text: "Q?" };
	test.each([
		[{ name: "s", questions: [] }, "FORM_HAS_NO_QUESTIONS", "questions"],
		[{ name: " ", questions: [asked] }, "survey-name-missing", "name"],
		[one({ ...asked, text: " " }), "wording-missing", "questions.0.text"],
		[one({ ...asked, text: { fr: "Q ?" } }), "wording-missing", "questions.0.text"],
		[one({ ...asked, text: "Q".repeat(1000) }), "wording-too-long", "questions.0.text"],
		[one(asked, { closing: { fr: "Merci" } }), "closing-missing", "closing"],
		[one({ ...asked, property: "" }), "property-missing", "questions.0.property"],
		[one({ ...asked, property: "two words" }), "bad-property-name", "questions.0.property"],
		[one({ ...asked, property: "case_id" }), "reserved-property-name", "questions.0.property"],
		[one({ ...asked, property: "contact_phone_number" }), "property-not-for-answers", "questions.0.property"],
		[{ name: "s", questions: [asked, asked] }, "property-twice", "questions.1.property"],
		[one({ ...asked, kind: "number", min: 5, max: 1 }), "bounds-cross", "questions.0.min"],
		[one({ ...asked, kind: "choice", choices: ["a", { value: "" }] }), "choices-missing", "questions.0.choices"],
		[one({ ...asked, kind: "choice", choices: ["Été", "ete"] }), "choice-twice", "questions.0.choices.1"],
		[one({ ...asked, kind: "choice", choices: ["go", "Quit"] }), "choice-stops", "questions.0.choices.1"],
		[{ name: "s", questions: [asked, { kind: "consent" }] }, "consent-comes-first", "questions.1.kind"],
	])("%#: %j", async (definition, code, field) => {
		expect(await office.call("surveys.save", { definition: definition as never })).toMatchObject({
			problem: { code, field },
		});
	});

	test("a file that is no survey changes nothing; one that is makes it, or its next version", async () => {
		for (const json of ["", "{", "[]", '{"name":"s","questions":[{"kind":"poem"}]}', `{"name":"${"x".repeat(90)}"}`])
			expect(await office.call("surveys.import", { json })).toMatchObject({
				problem: { code: "survey-file-not-read" },
			});
		expect(await office.must("surveys.list", {})).toEqual([]);
		const file = (text: string) => JSON.stringify({ name: "Visit", questions: [{ ...asked, type: "string", text }] });
		expect((await office.must("surveys.import", { json: `\ufeff${file("One?")}` })).version).toBe(1);
		expect((await office.must("surveys.import", { json: file("One?") })).version).toBe(1);
		const { id, version } = await office.must("surveys.import", { json: file("Two?") });
		expect(version).toBe(2);
		const definition = JSON.parse(file("Three?"));
		expect(await office.call("surveys.save", { id, version: 1, definition })).toMatchObject({
			problem: { code: "survey-changed-meanwhile" },
		});
		expect(await office.call("surveys.save", { definition })).toMatchObject({ problem: { code: "survey-exists" } });
	});
});
