import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardBy, openTestOffice, testPin } from "../../testing/test-office.ts";
import { type Clock, movableClock, systemClock } from "../ground/index.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
let office: Office;
let clock: ReturnType<typeof movableClock>;
beforeEach(async () => {
	clock = movableClock();
	office = await openTestOffice({ clock });
});
afterEach(() => office.close());

const digits = "12065551234";
const say = (text: string, from = digits) => office.must("messages.simulate", { from, text });
const shown = () => office.must("optOut.show", { digits });
const register = (more: object = {}) =>
	office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: digits,
		consent: { answer: "yes", channel: "spoken" },
		...more,
	});
const text = (to: string) => office.call("messages.send", { to, text: "Hello" });

describe("what STOP and START do (commcare-behaviour §2.3)", () => {
	test("by number, in every project, for whoever holds it", async () => {
		const person = await register();
		const other = await office.must("projects.add", {
			name: "harbour",
			country: "US",
			timeZone: "America/New_York",
			languages: ["en"],
		});
		await say("STOP");
		expect(await text(`case:${person.id}`)).toMatchObject({ problem: { code: "PHONE_NUMBER_OPTED_OUT" } });
		await office.must("projects.use", { id: other.id });
		const elsewhere = await register();
		expect(await text(`case:${elsewhere.id}`)).toMatchObject({ problem: { code: "PHONE_NUMBER_OPTED_OUT" } });
		expect((await office.must("messages.list", { direction: "out" })).rows[0]).toMatchObject({
			state: "failed",
			problem: "PHONE_NUMBER_OPTED_OUT",
		});
	});

	test("a person whom only another project knows hears that project's name, and its staff read what they write", async () => {
		const other = await office.must("projects.add", {
			name: "harbour",
			country: "US",
			timeZone: "America/New_York",
			languages: ["en"],
		});
		await office.must("projects.use", { id: other.id });
		const person = await register({ consent: undefined });
		expect(person.number.state).toBe("one-way");
		await say("Who are you?");
		expect((await office.must("messages.list", { direction: "in" })).rows).toMatchObject([{ text: "Who are you?" }]);
		expect((await say("STOP")).replies[0]?.text).toContain("from harbour.");
	});

	test("both are answered once with the other's word, for strangers too; the earlier stop is remembered", async () => {
		const start = await say("START");
		expect(start.replies[0]?.text).toBe(
			"You have opted-in to receive messages from clinic. To opt-out, reply to this number with STOP",
		);
		expect(await shown()).toMatchObject({ optedOut: false, lastOutAt: null, lastInAt: expect.any(String) });
		clock.pass(60_000);
		const stop = await say("STOP");
		expect(stop.replies[0]?.text).toBe(
			"You have opted-out from receiving messages from clinic. To opt-in, reply to this number with START",
		);
		const { lastOutAt } = await shown();
		clock.pass(60_000);
		await say("START");
		expect(await shown()).toMatchObject({ optedOut: false, lastOutAt });
	});

	test.each(["YES", "yes", "START!", "start please", "join clinic", "123"])(
		"%j does not lift a stop",
		async (words) => {
			await say("STOP");
			await say(words);
			expect((await shown()).optedOut).toBe(true);
		},
	);

	test("nothing but START clears it: not registering, closing, reopening, the flag, or a new consent", async () => {
		await say("STOP");
		const person = await register();
		await office.must("cases.close", { id: person.id });
		await office.must("cases.reopen", { id: person.id });
		await office.must("consent.record", { caseId: person.id, consent: { answer: "yes", channel: "paper" } });
		await office.must("cases.delete", { id: person.id });
		const again = await register({ properties: [{ name: "contact_phone_number_is_verified", value: "1" }] });
		expect(await text(`case:${again.id}`)).toMatchObject({ problem: { code: "PHONE_NUMBER_OPTED_OUT" } });
	});

	test("a keyword and whatever else is answered by itself are heard afterwards, and their answers refused", async () => {
		await register();
		await office.must("keywords.save", {
			name: "hours",
			words: [{ text: "hours" }],
			answers: [{ language: "en", text: "Open from 8 to 17." }],
		});
		await office.must("settings.set", { key: "defaultAnswer.enabled", value: "true" });
		const heard = [
			["hours", "keyword"],
			["Anything", "staff"],
		] as const;
		const answersTo = async () => {
			for (const [words, claimedBy] of heard) expect(await say(words)).toMatchObject({ claimedBy });
			const { rows } = await office.must("messages.list", { direction: "out", limit: 2 });
			return rows.map(({ state, problem }) => `${state} ${problem}`);
		};
		expect(await answersTo()).toEqual(["queued null", "queued null"]);
		clock.pass(2 * 3_600_000);
		await say("STOP");
		expect(await answersTo()).toEqual(["failed PHONE_NUMBER_OPTED_OUT", "failed PHONE_NUMBER_OPTED_OUT"]);
	});

	test("everything that comes in is still taken in and handled", async () => {
		await register();
		await say("STOP");
		expect(await say("Hello")).toMatchObject({ claimedBy: "staff", message: { read: false } });
		expect((await office.must("reports.home", {})).unread).toBeGreaterThan(0);
	});

	test("where staff put down that a START is not taken, STOP and START change and answer nothing and are ordinary texts", async () => {
		expect(await office.must("optOut.stop", { digits: `+${digits}`, mayStartAgain: false })).toMatchObject({
			optedOut: true,
			mayStartAgain: false,
		});
		for (const words of ["START", "STOP", "please stop texting me"])
			expect(await say(words)).toMatchObject({ claimedBy: "staff", replies: [] });
		expect(await shown()).toMatchObject({ optedOut: true });
		await office.must("optOut.stop", { digits, mayStartAgain: true });
		expect(await shown()).toMatchObject({ optedOut: true, mayStartAgain: true });
		expect((await say("START")).claimedBy).toBe("opt-in");
		expect(await office.call("optOut.stop", { digits: "nobody" })).toMatchObject({ problem: { code: "not-a-number" } });
	});

	test("it is answered in the contact's language", async () => {
		await register({ properties: [{ name: "language_code", value: "fr" }] });
		expect((await say("STOP")).replies[0]?.text).toMatch(/^Vous ne recevrez plus de messages de clinic/);
	});
});

describe("a confirmation leaves within five minutes or not at all (reliability I3)", () => {
	test("one that waited for its modem is not sent, and neither is one that is overtaken", async () => {
		let aheadMs = 0;
		office = await fresh(office, { nowMs: () => systemClock.nowMs() + aheadMs, upMs: systemClock.upMs });
		expect((await say("STOP")).replies.length).toBe(1);
		aheadMs = 5 * 60_000 + 1;
		await office.pump();
		expect(await heardBy(office, digits)).toEqual([]);
		const [late] = (await office.must("messages.list", { direction: "out" })).rows;
		expect(late).toMatchObject({ state: "failed", problem: "CONFIRMATION_TOO_LATE" });

		const other = "12065551299";
		await say("START", other);
		await say("STOP", other);
		await office.pump();
		expect(await heardBy(office, other)).toEqual([expect.stringMatching(/^You have opted-out/)]);
	});
});

describe("a text that may mean stop (reliability I7)", () => {
	test("what waits for the number is held and goes, or fails, as staff decide", async () => {
		office = await fresh(office);
		const person = await register();
		for (const [as, then] of [
			["not-a-stop", "delivered"],
			["stop", "failed"],
		] as const) {
			const queued = await office.must("messages.send", { to: `case:${person.id}`, text: `Before ${as}` });
			const asked = await say("please stop texting me");
			await office.pump();
			const of = async () => (await office.must("messages.list", {})).rows.find((row) => row.id === queued.id);
			expect(await of()).toMatchObject({ state: "held", problem: "HELD_FOR_REVIEW" });
			await office.must("optOut.settleReview", { messageId: asked.message.id, as });
			await office.pump();
			expect((await of())?.state).toBe(then);
		}
		expect(await heardBy(office, digits)).toEqual(["Before not-a-stop"]);
	});

	test("two open reviews hold the number until both are settled", async () => {
		office = await fresh(office);
		const person = await register();
		await office.must("messages.send", { to: `case:${person.id}`, text: "Waits" });
		const first = await say("wrong number");
		const second = await say("leave me alone");
		for (const [nth, { message }] of [first, second].entries()) {
			await office.pump();
			expect(await heardBy(office, digits), String(nth)).toEqual([]);
			await office.must("optOut.settleReview", { messageId: message.id, as: "not-a-stop" });
		}
		await office.pump();
		expect(await heardBy(office, digits)).toEqual(["Waits"]);
	});

	test("it is listed with its age in working days, and with alarm after ten", async () => {
		// A Monday, 3 a.m. in New York.
		const { message } = await say("wrong number");
		expect(await office.must("optOut.reviews", {})).toMatchObject([
			{ messageId: message.id, digits, businessDays: 0, overdue: false },
		]);
		clock.pass(6 * 24 * 3_600_000);
		expect(await office.must("optOut.reviews", {})).toMatchObject([{ businessDays: 4, overdue: false }]);
		clock.pass(8 * 24 * 3_600_000);
		expect(await office.must("optOut.reviews", {})).toMatchObject([{ businessDays: 10, overdue: true }]);
		await say("START");
		expect(await office.must("optOut.reviews", {})).toEqual([]);
	});
});

test("fifty stops outlive a restored older database, a second project and a lock that staff put on (reliability I4)", async () => {
	const { dataDir, outpost } = office;
	const numbers = Array.from({ length: 50 }, (_, nth) => String(12065550200 + nth));
	await outpost.close();
	copyFileSync(join(dataDir, "outpost.db"), join(dataDir, "older"));
	office = await reopen(dataDir);
	for (const from of numbers) await say("STOP", from);
	await office.must("optOut.stop", { digits, mayStartAgain: false });
	await office.outpost.close();
	for (const left of ["outpost.db-wal", "outpost.db-shm"]) rmSync(join(dataDir, left), { force: true });
	copyFileSync(join(dataDir, "older"), join(dataDir, "outpost.db"));
	office = await reopen(dataDir);
	for (const number of numbers)
		expect((await office.must("optOut.show", { digits: number })).optedOut, number).toBe(true);
	expect(await shown()).toMatchObject({ optedOut: true, mayStartAgain: false });
	expect((await say("START")).claimedBy).toBe("staff");
});

/** An office whose clock runs, so that its modem can too. */
async function fresh(before: Office, runs: Clock = systemClock): Promise<Office> {
	await before.close();
	return openTestOffice({ clock: runs });
}

/** The same folder again, as after a restart. */
async function reopen(dataDir: string): Promise<Office> {
	const { openOutpost } = await import("../outpost.ts");
	const outpost = await openOutpost({ migrationsDir: "drizzle", keyCost: 10, dataDir, clock });
	const signedIn = await outpost.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk");
	if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.problem));
	const call: Office["call"] = (name, input, seat) => outpost.call(name, input, seat ?? "desk");
	return {
		...office,
		outpost,
		call,
		async must(name, input, seat) {
			const result = await call(name, input, seat);
			if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.problem)}`);
			return result.value;
		},
		async close() {
			await outpost.close();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}
