import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heardBy, openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
let office: Office;
const clock = movableClock();
beforeAll(async () => {
	office = await openTestOffice({ clock });
	const one = { kind: "number", property: "age", text: "Age?" };
	const two = { kind: "text", property: "village", text: "Village?" };
	for (const definition of [
		{ name: "Welcome", questions: [one] },
		{ name: "Visit", questions: [one, two], tries: 1 },
		{ name: "May we", questions: [{ kind: "consent" }] },
	])
		await office.must("surveys.save", { definition });
});
afterAll(() => office.close());

const numberOf = (nth: number) => String(12065550300 + nth);
async function register(nth: number, type: string, consent: boolean) {
	const made = await office.must("cases.register", {
		type,
		name: `Person ${nth}`,
		phone: numberOf(nth),
		acceptDoubtful: true,
		...(consent ? { consent: { answer: "yes", channel: "spoken" } } : {}),
	});
	return made.id;
}
async function say(from: string, text: string) {
	clock.pass(2_000);
	return office.must("messages.simulate", { from, text });
}
/** Runs go at so many people a minute. */
async function minutes(count: number) {
	for (let minute = 0; minute < count; minute++) {
		clock.pass(60_000);
		await office.pump();
	}
}
const lastRun = async () => (await office.must("surveys.runs", {}))[0];

describe("what starts a survey by itself", () => {
	test("the welcome after join: its first question is the answer", async () => {
		await office.must("selfRegistration.saveSettings", {
			case: { enabled: true, type: "person", owner: "nurses", submitter: "ann" },
			worker: { enabled: false },
			welcome: { case: { enabled: false, survey: "welcome" }, worker: { enabled: false } },
		});
		const joined = await say(numberOf(0), "join clinic");
		expect(joined).toMatchObject({ claimedBy: "self-registration", replies: [{ to: numberOf(0), text: "Age?" }] });
		expect((await say(numberOf(0), "31")).claimedBy).toBe("survey");
		const id = joined.message.contact?.id ?? "";
		expect((await office.must("cases.show", { id })).properties.age).toBe("31");
		expect((await office.must("surveys.sessions", { caseId: id })).rows).toMatchObject([
			{ state: "finished", how: "welcome", startedBy: null },
		]);
	});

	test("a keyword, three times an hour; an open survey takes its words as an answer; workers are left to staff", async () => {
		await office.must("keywords.save", {
			name: "Visit",
			words: [{ text: "visit" }],
			survey: "Visit",
			answers: [],
			active: true,
		});
		const id = await register(1, "person", true);
		for (let time = 0; time < 3; time++) {
			expect(await say(numberOf(1), "VISIT please")).toMatchObject({
				claimedBy: "keyword",
				replies: [{ text: "Age?" }],
			});
			expect(await say(numberOf(1), "visit")).toMatchObject({ claimedBy: "survey", replies: [] });
		}
		expect(await say(numberOf(1), "visit")).toMatchObject({ claimedBy: "staff", replies: [] });
		clock.pass(3_600_000);
		expect((await say(numberOf(1), "visit")).claimedBy).toBe("keyword");
		expect((await office.must("surveys.sessions", { caseId: id })).rows[0]).toMatchObject({ how: "keyword" });
		await office.must("workers.create", { username: "ann", phones: [numberOf(2)], acceptDoubtful: true });
		await office.must("workers.verify", { username: "ann", digits: numberOf(2) });
		await say(numberOf(2), "123");
		expect((await say(numberOf(2), "visit")).claimedBy).toBe("staff");
	});
});

describe("many people", () => {
	test("of a filter are counted and asked at a pace, once each; nobody else; a pause holds it", async () => {
		for (let nth = 10; nth < 16; nth++) await register(nth, "mother", nth % 2 === 0);
		await register(16, "father", true);
		await say(numberOf(14), "STOP");
		const filter = { search: "", type: "mother" };
		expect(await office.must("surveys.count", { survey: "Visit", filter })).toEqual({
			total: 6,
			askable: 2,
			parts: 2,
			refused: expect.arrayContaining([
				{ code: "NO_OPT_IN_CONSENT", count: 3 },
				{ code: "PHONE_NUMBER_OPTED_OUT", count: 1 },
			]),
		});
		const run = await office.must("surveys.startMany", { survey: "Visit", filter, perMinute: 1 });
		expect(run).toMatchObject({ state: "running", total: 6, done: 0 });
		await minutes(2);
		await office.must("surveys.setRun", { id: run.id, to: "paused" });
		const halfway = (await lastRun())?.done ?? 0;
		await minutes(3);
		expect(await lastRun()).toMatchObject({ state: "paused", done: halfway });
		expect(halfway).toBeLessThan(6);
		await office.must("surveys.setRun", { id: run.id, to: "running" });
		await minutes(6);
		expect(await lastRun()).toMatchObject({ state: "done", done: 6, asked: 2, refused: expect.any(Array) });
		for (let nth = 10; nth < 17; nth++)
			expect((await heardBy(office, numberOf(nth))).filter((text) => text === "Age?")).toHaveLength(
				nth === 10 || nth === 12 ? 1 : 0,
			);
		expect(await office.call("surveys.setRun", { id: run.id, to: "running" })).toMatchObject({
			problem: { code: "run-ended" },
		});
		const after = { survey: "May we", filter };
		expect(await office.must("surveys.count", after)).toMatchObject({ askable: 3 });
	});

	test("thirty answer at once, letters and strangers among them: each gets their own next question, once", async () => {
		const ids = [];
		for (let nth = 30; nth < 60; nth++) {
			ids.push(await register(nth, "person", true));
			await office.must("surveys.start", { survey: "Visit", caseId: ids.at(-1) ?? "" });
		}
		clock.pass(2_000);
		const texts = ids.flatMap((_, nth) => [
			office.must("messages.simulate", { from: numberOf(30 + nth), text: String(nth) }),
			office.must("messages.simulate", { from: nth % 2 ? "M-PESA" : "12065559000", text: String(nth) }),
		]);
		const handled = await Promise.all(texts);
		for (const [nth, { claimedBy, replies }] of handled.entries()) {
			expect(claimedBy).toBe(nth % 2 ? "staff" : "survey");
			expect(replies.map(({ text }) => text)).toEqual(nth % 2 ? [] : ["Village?"]);
		}
		for (const [nth, id] of ids.entries())
			expect((await office.must("cases.show", { id })).properties.age).toBe(String(nth));
	});
});
