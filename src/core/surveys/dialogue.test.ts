import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heardBy, openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
let office: Office;
const clock = movableClock();
beforeAll(async () => {
	office = await openTestOffice({ clock });
	await office.must("surveys.save", {
		definition: {
			name: "Visit",
			questions: [
				{ kind: "number", property: "age", text: { "*": "Age?", fr: "Âge ?" }, min: 0, max: 120 },
				{ kind: "yes-no", property: "fever", text: { "*": "Fever?", fr: "De la fièvre ?" } },
				{ kind: "text", property: "village", text: "Village?" },
			],
			closing: { "*": "Thank you.", fr: "Merci." },
			tries: 2,
		},
	});
	await office.must("surveys.save", {
		definition: {
			name: "May we",
			questions: [{ kind: "consent" }, { kind: "text", property: "name", text: "Your name?" }],
		},
	});
});
afterAll(() => office.close());

let nth = 0;
async function person(more: { language?: string; consent?: "yes" | "no"; digits?: string } = {}) {
	const digits = more.digits ?? String(12065550200 + nth++);
	const made = await office.must("cases.register", {
		type: "patient",
		name: `Person ${nth}`,
		phone: digits,
		acceptDoubtful: true,
		properties: more.language ? [{ name: "language_code", value: more.language }] : [],
		...(more.consent ? { consent: { answer: more.consent, channel: "spoken" } } : {}),
	});
	return { id: made.id, digits };
}
/** Seconds pass between two texts of people. */
async function say(from: string, text: string, at?: string) {
	clock.pass(2_000);
	return office.must("messages.simulate", { from, text, ...(at ? { at } : {}) });
}
const start = (caseId: string, survey = "Visit", reason?: string) =>
	office.call("surveys.start", { survey, caseId, reason });
const properties = async (id: string) => (await office.must("cases.show", { id })).properties;
const sessions = async (caseId: string) => (await office.must("surveys.sessions", { caseId })).rows;
const later = async (hours: number) => {
	clock.pass(hours * 3_600_000);
	await office.pump();
};

describe("one person", () => {
	test("is asked one question after another in their language; each answer is a property, with one line of audit", async () => {
		const { id, digits } = await person({ language: "fr", consent: "yes" });
		expect(await start(id)).toMatchObject({ value: { state: "open", how: "staff", question: { number: 1, of: 3 } } });
		await office.pump();
		expect(await say(digits, "trente")).toMatchObject({
			claimedBy: "survey",
			replies: [{ text: "Répondez par un nombre de 0 à 120, s'il vous plaît.\nÂge ?" }],
			message: { read: false },
		});
		expect(await say(digits, "٣٠")).toMatchObject({ replies: [{ text: "De la fièvre ?" }], message: { read: true } });
		expect((await say(digits, "OUI !")).replies).toEqual([{ to: digits, text: "Village?" }]);
		expect((await say(digits, "Saint-Louis")).replies).toEqual([{ to: digits, text: "Merci." }]);
		expect(await properties(id)).toMatchObject({ age: "30", fever: "1", village: "Saint-Louis" });
		expect(await sessions(id)).toMatchObject([{ state: "finished", nextAt: null }]);
		const lines = (await office.must("audit.list", { subjectId: id })).lines.map(({ action }) => action);
		expect(lines.filter((action) => action === "survey.answered")).toHaveLength(3);
		expect((await say(digits, "more")).claimedBy).toBe("staff");
	});

	test("is let go after so many answers that do not count; empty and endless ones are among them", async () => {
		const { id, digits } = await person({ consent: "yes" });
		await start(id);
		expect((await say(digits, "")).replies).toHaveLength(1);
		expect(await say(digits, "9".repeat(1000))).toMatchObject({ claimedBy: "survey", replies: [] });
		expect(await sessions(id)).toMatchObject([{ state: "given-up", tries: 2 }]);
		expect((await properties(id)).age).toBeUndefined();
	});

	test("the same answer delivered twice counts once, also after the next one and after the end", async () => {
		const { id, digits } = await person({ consent: "yes" });
		await start(id);
		const at = ["2026-01-05T09:00:00Z", "2026-01-05T09:01:00Z", "2026-01-05T09:02:00Z"] as const;
		await say(digits, "1", at[0]);
		for (let more = 0; more < 3; more++)
			expect(await say(digits, "1", at[0])).toMatchObject({
				claimedBy: "survey",
				replies: [],
				message: { read: true },
			});
		expect((await properties(id)).fever).toBeUndefined();
		await say(digits, "1", at[1]);
		expect((await say(digits, "1", at[0])).replies).toEqual([]);
		expect((await sessions(id))[0]?.question.number).toBe(3);
		await say(digits, "Kita", at[2]);
		expect(await say(digits, "Kita", at[2])).toMatchObject({ claimedBy: "survey", replies: [] });
		expect(await properties(id)).toMatchObject({ age: "1", fever: "1", village: "Kita" });
	});

	test("is in one survey at a time; staff can let them go", async () => {
		const { id } = await person({ consent: "yes" });
		await start(id);
		expect(await start(id)).toMatchObject({ value: { state: "open" } });
		const [open, replaced] = await sessions(id);
		expect(replaced).toMatchObject({ state: "replaced" });
		expect(await office.must("surveys.closeSession", { id: open?.id ?? "" })).toMatchObject({ state: "closed" });
		expect(await office.call("surveys.closeSession", { id: open?.id ?? "" })).toMatchObject({
			problem: { code: "session-ended" },
		});
	});

	test("an answer that would be a formula in a spreadsheet is text there", async () => {
		const { id, digits } = await person({ consent: "yes" });
		await start(id);
		for (const text of ["5", "no", '=HYPERLINK("http://x","y")']) await say(digits, text);
		const { csv, rows, header } = await office.must("surveys.exportAnswers", { survey: "Visit" });
		expect(header).toEqual([
			...["case_id", "case_name", "number", "state", "started_at", "ended_at"],
			...["age", "fever", "village"],
		]);
		expect(rows.find((row) => row[0] === id)?.slice(6)).toEqual(["5", "0", '=HYPERLINK("http://x","y")']);
		expect(csv).toContain(`,"'=HYPERLINK(""http://x"",""y"")"\r\n`);
		const { counts, people } = await office.must("surveys.answers", { survey: "Visit" });
		expect(people).toBeGreaterThan(3);
		expect(counts.map(({ property, answered }) => [property, answered])).toEqual([
			["age", 3],
			["fever", 3],
			["village", 3],
		]);
		expect(counts[0]?.numbers).toMatchObject({ min: 1, max: 30, median: 5, mean: 12 });
		expect(counts[1]?.values).toEqual([
			{ value: "1", label: "1", count: 2 },
			{ value: "0", label: "0", count: 1 },
		]);
	});
});

describe("silence", () => {
	test("is met with one reminder, then with an end; an answer in between goes on", async () => {
		const one = await person({ consent: "yes" });
		const other = await person({ consent: "yes" });
		for (const { id } of [one, other]) await start(id);
		await office.pump();
		await later(23);
		expect(await heardBy(office, one.digits)).toEqual(["Age?"]);
		await later(2);
		expect(await heardBy(office, one.digits)).toEqual(["Age?", "We have not had your answer yet.\nAge?"]);
		expect(await sessions(one.id)).toMatchObject([{ state: "open", silent: true, reminders: 1 }]);
		expect((await office.must("surveys.sessions", { show: "silent" })).rows.map(({ digits }) => digits)).toContain(
			one.digits,
		);
		await say(other.digits, "40");
		expect(await sessions(other.id)).toMatchObject([{ silent: false, reminders: 0, question: { number: 2 } }]);
		await later(73);
		expect(await sessions(one.id)).toMatchObject([{ state: "expired", silent: true }]);
		expect(await heardBy(office, one.digits)).toHaveLength(2);
		expect((await say(one.digits, "40")).claimedBy).toBe("staff");
	});

	test("a clock set back a day reminds nobody twice and keeps nobody waiting a day longer", async () => {
		const { id, digits } = await person({ consent: "yes" });
		await start(id);
		await office.pump();
		await later(25);
		clock.set(new Date(clock.nowMs() - 24 * 3_600_000).toISOString());
		await office.pump();
		expect(await heardBy(office, digits)).toHaveLength(2);
		expect((await say(digits, "40")).replies).toEqual([{ to: digits, text: "Fever?" }]);
		await office.pump();
		await later(25);
		expect(await heardBy(office, digits)).toHaveLength(4);
	});

	test("whoever is held for review is not asked until staff decide", async () => {
		const { id, digits } = await person({ consent: "yes" });
		await start(id);
		await office.pump();
		const { message, claimedBy } = await say(digits, "please stop texting me");
		expect(claimedBy).toBe("review");
		await later(25);
		expect(await heardBy(office, digits)).toEqual(["Age?"]);
		await office.must("optOut.settleReview", { messageId: message.id, as: "not-a-stop" });
		await later(1);
		expect((await heardBy(office, digits)).length).toBe(2);
	});
});

describe("what takes somebody out of reach ends their survey", () => {
	test.each([
		["STOP", "opted-out"],
		["close", "case-closed"],
		["delete", "case-deleted"],
		["new number", "number-changed"],
		["no consent", "not-two-way"],
	])("%s in the middle: %s", async (what, state) => {
		const { id, digits } = await person({ consent: "yes" });
		await start(id);
		await say(digits, "20");
		if (what === "STOP") expect((await say(digits, "STOP")).claimedBy).toBe("opt-out");
		else if (what === "close") await office.must("cases.close", { id });
		else if (what === "delete") await office.must("cases.delete", { id });
		else if (what === "new number")
			await office.must("cases.change", { id, phone: "12065559999", acceptDoubtful: true });
		else await office.must("consent.withdraw", { caseId: id, channel: "staff" });
		expect((await office.must("surveys.sessions", { caseId: id })).rows).toMatchObject([
			{ state, nextAt: null, endedAt: expect.any(String) },
		]);
		const ends = await office.must("audit.list", { subjectId: id, action: "survey.ended" });
		expect(ends.lines.map(({ details }) => details)).toEqual([{ as: state }]);
		expect((await say(digits, "1")).claimedBy).toBe("staff");
		await office.pump();
		expect((await heardBy(office, digits)).filter((text) => text === "Fever?")).toEqual([]);
	});
});

describe("a survey that is changed or removed while people are in it", () => {
	test("they finish the version they began; the answers of both are counted together", async () => {
		const definition = {
			name: "Short",
			questions: [
				{ kind: "text", property: "a", text: "A?" },
				{ kind: "text", property: "b", text: "B?" },
			],
		};
		const { id } = await office.must("surveys.save", { definition });
		const [old, fresh, third] = [
			await person({ consent: "yes" }),
			await person({ consent: "yes" }),
			await person({ consent: "yes" }),
		];
		await start(old.id, "Short");
		const changed = { ...definition, questions: [{ kind: "text", property: "a", text: "A, please?" }] };
		expect(await office.must("surveys.save", { id, definition: changed })).toMatchObject({ version: 2, openOlder: 1 });
		expect((await say(old.digits, "x")).replies).toEqual([{ to: old.digits, text: "B?" }]);
		await say(old.digits, "y");
		await start(fresh.id, "Short");
		await start(third.id, "Short");
		await say(fresh.digits, "x");
		const { counts } = await office.must("surveys.answers", { survey: "Short" });
		expect(counts).toMatchObject([{ property: "a", answered: 2, values: [{ value: "x", count: 2 }] }]);
		expect(await office.must("surveys.remove", { survey: "Short" })).toMatchObject({ letGo: 0 });
		expect(await start(old.id, "Short")).toMatchObject({ problem: { code: "survey-not-found" } });
		expect((await say(third.digits, "z")).claimedBy).toBe("survey");
		expect((await properties(third.id)).a).toBe("z");
		expect((await office.must("surveys.exportAnswers", { survey: id })).rows).toHaveLength(3);
	});

	test("or are let go at once", async () => {
		await office.must("surveys.save", {
			definition: { name: "Gone", questions: [{ kind: "text", property: "a", text: "A?" }] },
		});
		const { id, digits } = await person({ consent: "yes" });
		await start(id, "Gone");
		expect(await office.must("surveys.remove", { survey: "Gone", letGo: true })).toMatchObject({ letGo: 1 });
		expect(await sessions(id)).toMatchObject([{ state: "survey-removed" }]);
		await office.pump();
		expect(await heardBy(office, digits)).toEqual([]);
	});
});

describe("consent", () => {
	const asked = (code: string) => ({ ok: false, problem: { code } });

	test("is asked with the statement; yes in the person's language is the proof record and the flag", async () => {
		const { id, digits } = await person({ language: "fr" });
		expect(await start(id)).toMatchObject(asked("NO_OPT_IN_CONSENT"));
		expect(await start(id, "May we")).toMatchObject({ ok: true });
		await office.pump();
		expect((await heardBy(office, digits))[0]).toMatch(/^Acceptez-vous .* STOP.* Répondez 1 pour oui, 2 pour non\.$/);
		expect(await say(digits, "peut-être")).toMatchObject({
			claimedBy: "survey",
			replies: [],
			message: { read: false },
		});
		const { message, replies } = await say(digits, "Oui");
		expect(replies).toEqual([{ to: digits, text: "Your name?" }]);
		expect(message.contact).toMatchObject({ kind: "case", id });
		expect(await office.must("cases.show", { id })).toMatchObject({
			properties: { contact_phone_number_is_verified: "1" },
			number: { state: "two-way" },
			consent: { state: "given", channel: "sms" },
		});
		const [proof] = await office.must("consent.history", { caseId: id });
		expect(proof).toMatchObject({ kind: "given", channel: "sms", source: message.id, statement: { language: "fr" } });
		await say(digits, "Aïcha");
		expect((await office.must("cases.show", { id })).name).toBe("Aïcha");
		expect(await start(id, "May we")).toMatchObject(asked("asked-before"));
	});

	test("the wording a person was asked with is the one on record, though it is changed before they answer", async () => {
		const { id, digits } = await person();
		await start(id, "May we");
		const [before] = (await office.must("consent.statements", {})).filter(({ language }) => language === "en");
		await office.must("consent.reword", { language: "en", text: "Other words? STOP ends it." });
		await say(digits, "1");
		const [proof] = await office.must("consent.history", { caseId: id });
		expect(proof?.statement).toMatchObject({ version: before?.version });
	});

	test("no is on record, ends it, and is not asked again unless staff say why; nor is silence", async () => {
		const { id, digits } = await person();
		await start(id, "May we");
		expect(await say(digits, "No.")).toMatchObject({ claimedBy: "survey", replies: [], message: { read: true } });
		expect(await sessions(id)).toMatchObject([{ state: "declined" }]);
		expect((await office.must("cases.show", { id })).consent.state).toBe("declined");
		expect(await start(id, "May we")).toMatchObject(asked("asked-before"));
		expect(await start(id, "May we", "She asked us to try once more")).toMatchObject({
			value: { reason: "She asked us to try once more" },
		});
		const silent = await person();
		await start(silent.id, "May we");
		await office.pump();
		await later(100);
		expect(await sessions(silent.id)).toMatchObject([{ state: "expired", reminders: 0 }]);
		expect(await heardBy(office, silent.digits)).toHaveLength(1);
		expect(await start(silent.id, "May we")).toMatchObject(asked("asked-before"));
		const again = await person({ digits: silent.digits });
		expect(await start(again.id, "May we")).toMatchObject(asked("asked-before"));
	});

	test("whoever declined face to face is not asked by text", async () => {
		const { id } = await person({ consent: "no" });
		expect(await start(id, "May we")).toMatchObject(asked("asked-before"));
		const given = await person({ consent: "yes" });
		expect(await start(given.id, "May we")).toMatchObject(asked("already-consented"));
	});

	test("a number that somebody else holds, or is asked at, is not asked", async () => {
		const holder = await person({ consent: "yes" });
		const second = await person({ digits: holder.digits });
		expect(await start(second.id, "May we")).toMatchObject(asked("NO_TWO_WAY_PHONE_NUMBER"));
		const mother = await person();
		const child = await person({ digits: mother.digits });
		await start(mother.id, "May we");
		expect(await start(child.id, "May we", "The mother answers for both")).toMatchObject(asked("number-being-asked"));
	});

	test("somebody who texted STOP is not asked", async () => {
		const { id, digits } = await person();
		await say(digits, "STOP");
		expect(await start(id, "May we")).toMatchObject(asked("PHONE_NUMBER_OPTED_OUT"));
	});
});
