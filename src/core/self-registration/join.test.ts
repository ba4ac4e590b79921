import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
let office: Office;
let clock: ReturnType<typeof movableClock>;
beforeEach(async () => {
	clock = movableClock();
	office = await openTestOffice({ clock });
});
afterEach(() => office.close());

const sender = "15551234567";
const say = (text: string, from = sender, at?: string) =>
	office.must("messages.simulate", { from, text, ...(at ? { at } : {}) });
const cases = async (search = sender) => (await office.must("cases.list", { search })).rows;
const workers = async () => (await office.must("workers.list", {})).rows.map((row) => row.username);
const unregistered = async () => (await office.must("selfRegistration.unregistered", {})).map((row) => row.reason);

async function switchOn(what: { case?: boolean; worker?: boolean; welcome?: boolean }) {
	return office.must("selfRegistration.saveSettings", {
		case: { enabled: what.case ?? false, type: "person", owner: "nurses", submitter: "ann" },
		worker: { enabled: what.worker ?? false },
		welcome: {
			case: { enabled: what.welcome ?? false, survey: "" },
			worker: { enabled: what.welcome ?? false },
		},
	});
}

describe("what a text registers (commcare-behaviour §3.2)", () => {
	const nothing = { cases: 0, workers: [], claimedBy: "staff" };
	test.each([
		[{ worker: true }, "join clinic worker bob", { cases: 0, workers: ["bob"], claimedBy: "self-registration" }],
		[
			{ worker: true, case: true },
			"Join Clinic Worker bob",
			{ cases: 0, workers: ["bob"], claimedBy: "self-registration" },
		],
		[{ worker: true }, "join clinic worker", { cases: 0, workers: [sender], claimedBy: "self-registration" }],
		[
			{ worker: true },
			"JOIN CLINIC WORKER Bob and more",
			{ cases: 0, workers: ["bob"], claimedBy: "self-registration" },
		],
		[{ case: true }, "join clinic worker bob", { ...nothing, reason: "worker-registration-off" }],
		[{}, "join clinic worker bob", { ...nothing, reason: "worker-registration-off" }],
		[{}, "join clinic", { ...nothing, reason: "case-registration-off" }],
		[{ case: true }, "join clinic", { cases: 1, workers: [], claimedBy: "self-registration" }],
		[{ case: true }, "  JOIN \n\t cLiNiC ", { cases: 1, workers: [], claimedBy: "self-registration" }],
		[
			{ case: true, worker: true },
			"join clinic hello there",
			{ cases: 1, workers: [], claimedBy: "self-registration" },
		],
		[{ worker: true }, "join clinic", { ...nothing, reason: "case-registration-off" }],
		[{ case: true, worker: true }, "join", { ...nothing, reason: "project-missing" }],
		[{ case: true, worker: true }, "join school", { ...nothing, reason: "unknown-project" }],
		[{ case: true, worker: true }, "join clinics worker bob", { ...nothing, reason: "unknown-project" }],
		[{ case: true, worker: true }, "rejoin clinic", { ...nothing }],
		[{ case: true, worker: true }, "please join clinic", { ...nothing }],
	] as const)("with %j, %j", async (on, text, then) => {
		await switchOn(on);
		const { claimedBy, replies, message } = await say(text);
		expect(claimedBy).toBe(then.claimedBy);
		expect((await cases()).length).toBe(then.cases);
		expect(await workers()).toEqual(then.workers);
		expect(await unregistered()).toEqual("reason" in then ? [then.reason] : []);
		expect(replies).toEqual([]);
		expect(message.read).toBe(then.claimedBy === "self-registration");
	});
});

describe("somebody registers as a case (commcare-behaviour §3.3)", () => {
	test("type, owner and name as set, consent on record with the text as its source, two-way, welcomed", async () => {
		await switchOn({ case: true, welcome: true });
		const { message, replies } = await say("join clinic");
		expect(replies).toEqual([{ to: sender, text: "Thank you for registering with clinic." }]);
		const [row] = await cases();
		const made = await office.must("cases.show", { id: row?.id ?? "" });
		expect(made).toMatchObject({
			type: "person",
			name: "unknown",
			owner: "nurses",
			properties: { contact_phone_number: sender, contact_phone_number_is_verified: "1" },
			number: { digits: sender, state: "two-way" },
			consent: { state: "given", channel: "sms", by: null },
			mayText: { allowed: true },
		});
		const [proof] = await office.must("consent.history", { caseId: made.id });
		expect(proof).toMatchObject({ kind: "given", channel: "sms", source: message.id, statement: { language: "en" } });
		expect(message).toMatchObject({ contact: { kind: "case", id: made.id } });
		const lines = await office.must("audit.list", { subjectId: made.id });
		expect(JSON.stringify(lines)).toContain('"submitter":"ann"');
	});

	test("a text is filed in the project that it names, also by the same words in another case", async () => {
		const [first] = await office.must("projects.list", {});
		const other = await office.must("projects.add", {
			name: "Harbour",
			country: "KE",
			timeZone: "Africa/Nairobi",
			languages: ["fr", "en"],
		});
		await office.must("projects.use", { id: other.id });
		await switchOn({ case: true, welcome: true });
		await office.must("projects.use", { id: first?.id ?? "" });
		expect((await say("join HARBOUR")).replies[0]?.text).toBe("Merci de votre inscription auprès de Harbour.");
		expect(await cases()).toEqual([]);
		await office.must("projects.use", { id: other.id });
		expect(await cases()).toMatchObject([{ numberState: "two-way" }]);
	});

	test("somebody who texted STOP is registered and not welcomed: only START lifts a stop", async () => {
		await switchOn({ case: true, welcome: true });
		await say("STOP");
		expect(await say("join clinic")).toMatchObject({ claimedBy: "self-registration", replies: [] });
		expect((await office.must("optOut.show", { digits: sender })).optedOut).toBe(true);
		expect(await cases()).toMatchObject([{ optedOut: true, consented: true }]);
	});

	test("a number that somebody else holds two-way in another project is registered already", async () => {
		await switchOn({ case: true });
		await office.must("cases.register", {
			type: "person",
			name: "Amina",
			phone: sender,
			acceptDoubtful: true,
			consent: { answer: "yes", channel: "paper" },
		});
		const first = await say("join clinic");
		expect(first).toMatchObject({
			claimedBy: "self-registration",
			replies: [{ text: "This number is already registered with clinic." }],
		});
		expect(await say("join clinic")).toMatchObject({ claimedBy: "self-registration", replies: [] });
		clock.pass(25 * 3_600_000);
		expect((await say("join clinic")).replies.length).toBe(1);
		expect((await cases()).length).toBe(1);
		expect(new Set(await unregistered())).toEqual(new Set(["already-registered"]));
	});

	test("a number that is one-way here registers anew and is offered as a possible duplicate", async () => {
		await switchOn({ case: true });
		const known = await office.must("cases.register", {
			type: "person",
			name: "Amina",
			phone: sender,
			acceptDoubtful: true,
		});
		await say("join clinic");
		const [pair] = await office.must("duplicates.list", {});
		expect(pair).toMatchObject({ why: "number", one: { id: known.id, name: "Amina" }, other: { name: "unknown" } });
		expect(pair?.differs).toEqual(expect.arrayContaining(["name", "owner", "contact_phone_number_is_verified"]));
	});
});

describe("bad and unlucky texts", () => {
	test.each(["INFO", "12345", "0712345678901", "+1", ""])("a sender such as %j registers nobody", async (from) => {
		await switchOn({ case: true, worker: true });
		if (from === "")
			return expect((await office.call("messages.simulate", { from, text: "join clinic" })).ok).toBe(false);
		expect(await say("join clinic", from)).toMatchObject({ claimedBy: "staff", replies: [] });
		expect(await say("join clinic worker x", from)).toMatchObject({ claimedBy: "staff", replies: [] });
		expect((await office.must("cases.count", {})).open).toBe(0);
		expect(await unregistered()).toEqual(["sender-not-a-number", "sender-not-a-number"]);
	});

	test("the same text delivered twice registers once, also with the clock set back a day between", async () => {
		await switchOn({ case: true, welcome: true });
		await say("join clinic");
		const [made] = await cases();
		// Taken out of two-way by hand: only the record of the text tells that it was the same.
		await office.must("consent.withdraw", { caseId: made?.id ?? "", channel: "spoken" });
		clock.set("2026-01-04T08:00:00.000Z");
		expect(await say("join clinic")).toMatchObject({ claimedBy: "self-registration" });
		expect((await cases()).length).toBe(1);
	});

	test("thirty people at once are thirty cases, each welcomed", async () => {
		await switchOn({ case: true, welcome: true });
		const numbers = Array.from({ length: 30 }, (_, nth) => String(12065550100 + nth));
		const answers = await Promise.all(numbers.map((from) => say("join clinic", from)));
		expect(answers.every(({ replies }) => replies.length === 1)).toBe(true);
		expect(await office.must("cases.count", {})).toMatchObject({ open: 30, consented: 30, twoWay: 30 });
	});

	test("a username of ten thousand letters is answered in few words", async () => {
		await switchOn({ worker: true });
		const { replies, claimedBy } = await say(`join clinic worker ${"a".repeat(10_000)}`);
		expect(claimedBy).toBe("self-registration");
		expect(replies[0]?.text.length).toBeLessThan(160);
		expect(await unregistered()).toEqual(["username-too-long"]);
	});
});

describe("a username that can't be had (commcare-behaviour §3.4)", () => {
	test.each([
		["a".repeat(90), "username-too-long", /^Username a{40}… is too long\. Must be under \d+ characters\.$/],
		["Admin", "username-reserved", /^The username "Admin" is reserved for CommCare\.$/],
		["demo_user", "username-reserved", /^The username "demo_user" is reserved for CommCare\.$/],
		["ann..lee", "bad-username", /^Username ann\.\.lee may not be used/],
		[".ann", "bad-username", /^Username \.ann may not be used/],
		["ann@home", "bad-username", /^Username ann@home may not be used/],
		["BOB", "username-taken", /^CommCare user BOB already exists$/],
		["Carl", "username-used-before", /^This username was used previously\.$/],
	])("%s: %s", async (username, reason, text) => {
		await switchOn({ worker: true, welcome: true });
		await office.must("workers.create", { username: "bob", phones: [] });
		await office.must("workers.create", { username: "carl", phones: [] });
		await office.must("workers.deactivate", { username: "carl" });
		const before = await workers();
		const { replies, claimedBy } = await say(`join clinic worker ${username}`);
		expect(claimedBy).toBe("self-registration");
		expect(replies).toEqual([{ to: sender, text: expect.stringMatching(text) }]);
		expect(await workers()).toEqual(before);
		expect(await unregistered()).toEqual([reason]);
		expect((await office.must("number.show", { digits: sender })).entries).toEqual([]);
	});

	test("a number that waits to be verified by a worker is in use: nobody is half registered", async () => {
		await switchOn({ worker: true });
		await office.must("workers.create", { username: "ann", phones: [sender], acceptDoubtful: true });
		expect(await office.must("workers.verify", { username: "ann", digits: sender })).toMatchObject({
			outcome: "started",
		});
		const { replies } = await say("join clinic worker bob");
		expect(replies[0]?.text).toBe("This phone number is already in use, so nobody was registered with it.");
		expect(await workers()).toEqual(["ann"]);
		expect(await unregistered()).toEqual(["number-in-use"]);
	});

	test("a free one makes a worker whose number is verified at once, and welcomes", async () => {
		await switchOn({ worker: true, welcome: true });
		const { replies } = await say("join clinic worker Grace");
		expect(replies[0]?.text).toBe("Thank you for registering with clinic.");
		expect(await office.must("workers.show", { username: "grace" })).toMatchObject({
			active: true,
			numbers: [{ digits: sender, status: "verified", default: true }],
		});
		expect(await say("join clinic worker hopper")).toMatchObject({ claimedBy: "self-registration" });
		expect(await workers()).toEqual(["grace"]);
	});
});

describe("settings", () => {
	test("the welcome can only be a survey of the project, named one by one or with all the rest", async () => {
		const saving = (survey: string) =>
			office.call("selfRegistration.saveSettings", {
				case: { enabled: false, type: "person", owner: "nurses", submitter: "ann" },
				worker: { enabled: false },
				welcome: { case: { enabled: false, survey }, worker: { enabled: false } },
			});
		const set = (value: string) => office.call("settings.set", { key: "welcome.case.survey", value });
		const kept = async () => (await office.must("settings.get", { key: "welcome.case.survey" }))["welcome.case.survey"];
		for (const refused of [await set("nothing of ours"), await saving("nothing of ours")])
			expect(refused).toMatchObject({ problem: { code: "survey-not-found" } });
		expect(await kept()).toBe("");
		await office.must("surveys.save", {
			definition: {
				name: "Visit",
				questions: [{ kind: "text", property: "village", text: { "*": "Which village?" } }],
			},
		});
		for (const taken of [await set("visit"), await set(""), await saving("Visit")]) expect(taken.ok).toBe(true);
		expect(await kept()).toBe("Visit");
		// One that was removed meanwhile speaks against nothing else that is set.
		await office.must("surveys.remove", { survey: "Visit" });
		expect((await saving("Visit")).ok).toBe(true);
		expect(await set("Visit")).toMatchObject({ problem: { code: "survey-not-found" } });
	});

	test("all three are needed while cases may register, all at once or one by one", async () => {
		const half = {
			case: { enabled: true, type: "person", owner: "nurses", submitter: "" },
			worker: { enabled: false },
			welcome: { case: { enabled: false, survey: "" }, worker: { enabled: false } },
		};
		expect(await office.call("selfRegistration.saveSettings", half)).toMatchObject({
			problem: { code: "self-registration-incomplete", details: { key: "selfRegistration.case.submitter" } },
		});
		expect(await office.must("settings.get", { key: "selfRegistration.case.type" })).toEqual({
			"selfRegistration.case.type": "",
		});
		expect(await office.call("settings.set", { key: "selfRegistration.case.enabled", value: "true" })).toMatchObject({
			problem: { code: "self-registration-incomplete" },
		});
		expect(await switchOn({ case: true })).toMatchObject({
			case: { enabled: true, owner: "nurses" },
			joinCase: "join clinic",
			joinWorker: "join clinic worker",
			warnings: ["submitter-not-a-worker"],
		});
		expect(await office.call("settings.set", { key: "selfRegistration.case.owner", value: " " })).toMatchObject({
			problem: { code: "self-registration-incomplete" },
		});
		expect(
			await office.must("selfRegistration.saveSettings", { ...half, case: { ...half.case, enabled: false } }),
		).toMatchObject({
			case: { enabled: false, submitter: "" },
		});
	});

	test("what registered nobody is settled by staff once", async () => {
		await say("join school");
		const [open] = await office.must("selfRegistration.unregistered", {});
		expect(open).toMatchObject({ sender, text: "join school", reason: "unknown-project", settledAt: null });
		await office.must("selfRegistration.settleUnregistered", { id: open?.id ?? "" });
		expect(await office.must("selfRegistration.unregistered", {})).toEqual([]);
		expect(await office.must("selfRegistration.unregistered", { open: false })).toMatchObject([{ id: open?.id }]);
		expect(await office.call("selfRegistration.settleUnregistered", { id: open?.id ?? "" })).toMatchObject({
			problem: { code: "unregistered-not-found" },
		});
	});
});
