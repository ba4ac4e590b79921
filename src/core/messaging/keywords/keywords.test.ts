import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestOffice } from "../../../testing/test-office.ts";
import { movableClock } from "../../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let clock: ReturnType<typeof movableClock>;
const digits = "12065551234";

beforeEach(async () => {
	clock = movableClock();
	office = await openTestOffice({ clock });
});
afterEach(() => office.close());

const say = (text: string, from = digits) => office.must("messages.simulate", { from, text });
const register = (language = "en") =>
	office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: digits,
		consent: { answer: "yes", channel: "spoken" },
		properties: [{ name: "language_code", value: language }],
	});
const hours = {
	name: "Opening hours",
	words: [
		{ text: "hours", language: "en" },
		{ text: "Été", language: "fr" },
		{ text: "موعد", language: null },
	],
	answers: [
		{ language: "en", text: "We open at eight." },
		{ language: "fr", text: "Nous ouvrons à huit heures." },
	],
};

describe("a keyword", () => {
	test.each(["hours", "HOURS", " Hours please", '"hours"', "hours?", "ete", "ÉTÉ prochain", "مَوعد", "ｈｏｕｒｓ"])(
		"is found in %j",
		async (text) => {
			await register();
			await office.must("keywords.save", hours);
			expect(await say(text)).toMatchObject({
				claimedBy: "keyword",
				replies: [{ to: digits, text: "We open at eight." }],
				message: { read: true },
			});
		},
	);

	test.each(["hour", "our hours", "hoursx", "", "8"])(
		"is not found in %j, which waits unread for staff",
		async (text) => {
			await register();
			await office.must("keywords.save", hours);
			expect(await say(text)).toMatchObject({ claimedBy: "staff", replies: [], message: { read: false } });
		},
	);

	test.each([
		["fr", "Nous ouvrons à huit heures."],
		["sw", "We open at eight."],
		["", "We open at eight."],
	])("answers somebody whose language is %j", async (language, answer) => {
		await register(language);
		await office.must("keywords.save", hours);
		expect((await say("hours")).replies[0]?.text).toBe(answer);
	});

	test("is for people the office knows: a stranger's text waits for staff", async () => {
		await office.must("keywords.save", hours);
		expect(await say("hours")).toMatchObject({ claimedBy: "staff", replies: [] });
	});

	test("answers at most three times an hour, and nobody who stopped", async () => {
		await register();
		await office.must("keywords.save", hours);
		const answers = [];
		for (let nth = 0; nth < 5; nth++) {
			answers.push((await say("hours")).replies.length);
			clock.pass(11 * 60_000);
		}
		expect(answers).toEqual([1, 1, 1, 0, 0]);
		await say("STOP");
		clock.pass(2 * 3_600_000);
		expect((await say("hours")).replies).toEqual([]);
	});

	test("is changed, switched off and removed", async () => {
		await register();
		const saved = await office.must("keywords.save", hours);
		await office.must("keywords.save", { ...hours, id: saved.id, words: [{ text: "open" }] });
		expect((await say("hours")).claimedBy).toBe("staff");
		expect((await say("open")).claimedBy).toBe("keyword");
		await office.must("keywords.save", { ...hours, id: saved.id, active: false });
		expect((await say("hours")).claimedBy).toBe("staff");
		expect(await office.must("keywords.list", {})).toMatchObject([{ id: saved.id, active: false, survey: null }]);
		await office.must("keywords.remove", { id: saved.id });
		expect(await office.must("keywords.list", {})).toEqual([]);
		expect(await office.call("keywords.save", { ...hours, id: saved.id })).toMatchObject({
			problem: { code: "keyword-not-found" },
		});
	});

	test("whose survey can't be started leaves the text to staff", async () => {
		await register();
		await office.must("keywords.save", { name: "Ask", words: [{ text: "ask" }], answers: [], survey: "nowhere" });
		expect(await say("ask")).toMatchObject({ claimedBy: "staff", replies: [], message: { read: false } });
	});
});

describe("what can't be a keyword", () => {
	test.each([
		"stop",
		"Stop-All",
		"SТOP",
		"unsubscribe",
		"end",
		"opt-out",
		"acha",
		"start",
		"unstop",
		"join",
		"JOIN!",
		"yes",
	])("%j has a meaning already", async (text) => {
		await office.must("settings.set", { key: "optOut.extraWords", value: "STOPALL,UNSUBSCRIBE,END,OPTOUT,ACHA" });
		expect(await office.call("keywords.save", { ...hours, words: [{ text: "fine" }, { text }] })).toMatchObject({
			problem: { code: "keyword-built-in", field: "words", details: { word: text } },
		});
		expect(await office.must("keywords.list", {})).toEqual([]);
	});

	test.each(["123", "١٢٣", "1", "two words", "?!"])("%j can't be told apart", async (text) => {
		expect(await office.call("keywords.save", { ...hours, words: [{ text }] })).toMatchObject({
			problem: { code: "keyword-not-a-word" },
		});
	});

	test("another keyword's word, in any spelling of it, but its own again", async () => {
		const first = await office.must("keywords.save", hours);
		expect(await office.call("keywords.save", { ...hours, name: "Summer", words: [{ text: "ETE" }] })).toMatchObject({
			problem: { code: "keyword-taken", details: { word: "ETE" } },
		});
		expect((await office.call("keywords.save", { ...hours, id: first.id })).ok).toBe(true);
	});

	test.each([
		[{ words: [] }, "keyword-without-words"],
		[{ answers: [] }, "keyword-does-nothing"],
		[{ answers: [{ language: "de", text: "Um acht." }] }, "language-not-of-project"],
	])("%j", async (change, code) => {
		expect(await office.call("keywords.save", { ...hours, ...change })).toMatchObject({ problem: { code } });
	});

	test("a word that becomes a stop word later stops", async () => {
		await register();
		await office.must("keywords.save", { ...hours, words: [{ text: "bas" }] });
		await office.must("settings.set", { key: "optOut.extraWords", value: "BAS" });
		expect((await say("bas")).claimedBy).toBe("opt-out");
	});
});

describe("the default answer", () => {
	test("is off at first, then answers what nobody claimed, which waits unread all the same", async () => {
		await register();
		expect(await say("Hello")).toMatchObject({ claimedBy: "staff", replies: [] });
		await office.must("settings.set", { key: "defaultAnswer.enabled", value: "true" });
		expect(await say("Hello")).toMatchObject({
			claimedBy: "staff",
			replies: [{ text: "Thank you. clinic has received your message." }],
			message: { read: false },
		});
		expect((await say("Hello", "12065559999")).replies).toEqual([]);
	});

	test("does not answer an echo of itself for ever", async () => {
		await register();
		await office.must("settings.set", { key: "defaultAnswer.enabled", value: "true" });
		let text: string | undefined = "Hello";
		let answers = 0;
		for (let nth = 0; nth < 20 && text !== undefined; nth++) {
			text = (await say(text)).replies[0]?.text;
			if (text !== undefined) answers++;
		}
		expect(answers).toBeLessThanOrEqual(3);
	});
});
