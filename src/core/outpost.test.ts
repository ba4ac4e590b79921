import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardBy, openTestOffice, testPin } from "../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice();
});
afterEach(() => office.close());

const amina = {
	type: "person",
	name: "Amina Ouédraogo",
	phone: "206-555-1234",
	consent: { answer: "yes", channel: "spoken" },
} as const;

describe("from an empty folder to a consenting contact who gets a text", () => {
	test("register, text, answer, STOP, refused text, START", async () => {
		const registered = await office.must("cases.register", amina);
		expect(registered).toMatchObject({
			number: { digits: "12065551234", state: "two-way", inUseBy: null },
			consent: { state: "given", channel: "spoken", by: "Supervisor" },
			mayText: { allowed: true },
		});
		const to = `case:${registered.id}`;
		expect(await office.must("messages.send", { to, text: "Your visit is on Monday." })).toMatchObject({
			state: "queued",
			parts: 1,
		});
		await office.pump();
		expect(await heardBy(office, "12065551234")).toEqual(["Your visit is on Monday."]);
		expect((await office.must("messages.list", { contact: to })).rows[0]).toMatchObject({
			direction: "out",
			state: "delivered",
		});

		const answer = await office.must("messages.simulate", { from: "12065551234", text: "Thank you" });
		expect(answer).toMatchObject({
			claimedBy: "staff",
			replies: [],
			message: { contact: { name: amina.name }, read: false },
		});
		expect((await office.must("reports.home", {})).unread).toBe(1);

		const stop = await office.must("messages.simulate", { from: "12065551234", text: "stop." });
		expect(stop.claimedBy).toBe("opt-out");
		expect(stop.replies).toEqual([{ to: "12065551234", text: expect.stringContaining("START") }]);
		const refused = await office.call("messages.send", { to, text: "One more thing" });
		expect(refused).toMatchObject({ ok: false, problem: { code: "PHONE_NUMBER_OPTED_OUT" } });
		expect((await office.must("messages.list", { contact: to })).rows[0]).toMatchObject({
			state: "failed",
			problem: "PHONE_NUMBER_OPTED_OUT",
		});
		await office.pump();
		expect(await heardBy(office, "12065551234")).toEqual(["Your visit is on Monday.", stop.replies[0]?.text]);

		expect((await office.must("messages.simulate", { from: "12065551234", text: "START" })).claimedBy).toBe("opt-in");
		expect(await office.must("messages.send", { to, text: "Welcome back" })).toMatchObject({ state: "queued" });
	});

	test("the practice phone is one number, however staff write it", async () => {
		const person = await office.must("cases.register", amina);
		await office.must("messages.send", { to: `case:${person.id}`, text: "Hello" });
		await office.pump();
		await office.must("practice.text", { from: "206 555 1234", text: "Hello back" });
		expect((await office.must("practice.conversation", { digits: "2065551234" })).map((one) => one.text)).toEqual([
			"Hello",
			"Hello back",
		]);
	});

	test("a second STOP within a day is in force but not confirmed again", async () => {
		const first = await office.must("messages.simulate", { from: "12065551234", text: "STOP" });
		const second = await office.must("messages.simulate", { from: "12065551234", text: "STOP" });
		expect([first.replies.length, second.replies.length]).toEqual([1, 0]);
	});

	test("a STOP that waited longer than five minutes counts and is not confirmed; letters and short codes get no answer", async () => {
		const late = await office.must("messages.simulate", {
			from: "12065551234",
			text: "STOP",
			at: "2020-01-01T00:00:00Z",
		});
		expect(late).toMatchObject({ claimedBy: "opt-out", replies: [] });
		expect((await office.must("optOut.show", { digits: "12065551234" })).optedOut).toBe(true);
		for (const from of ["INFO", "12345"]) {
			expect(await office.must("messages.simulate", { from, text: "STOP" })).toMatchObject({
				claimedBy: "opt-out",
				replies: [],
			});
		}
	});

	test("a text that may mean STOP holds every text to that number until staff say what it meant", async () => {
		const person = await office.must("cases.register", amina);
		const to = `case:${person.id}`;
		for (const [as, then] of [
			["not-a-stop", null],
			["stop", "PHONE_NUMBER_OPTED_OUT"],
		] as const) {
			const asked = await office.must("messages.simulate", { from: "12065551234", text: "please stop texting" });
			expect(asked).toMatchObject({ claimedBy: "review", replies: [], message: { awaitsReview: true } });
			expect(await office.call("messages.send", { to, text: "Hello" })).toMatchObject({
				problem: { code: "HELD_FOR_REVIEW" },
			});
			expect(await office.must("reports.home", {})).toMatchObject({
				reviews: 1,
				oldestReview: { digits: "12065551234" },
			});
			expect((await office.call("optOut.settleReview", { messageId: asked.message.id, as })).ok).toBe(true);
			expect(await office.call("optOut.settleReview", { messageId: asked.message.id, as })).toMatchObject({
				problem: { code: "review-not-found" },
			});
			expect((await office.must("cases.show", { id: person.id })).mayText.code).toBe(then);
		}
	});

	test("without consent a number under the rule is refused, by contact and by digits; elsewhere it may be texted", async () => {
		const asked = await office.must("cases.register", { ...amina, consent: { answer: "no", channel: "spoken" } });
		expect(asked).toMatchObject({ consent: { state: "declined" }, number: { state: "one-way" } });
		for (const to of [`case:${asked.id}`, "12065551234", "12065550000"]) {
			expect(await office.call("messages.send", { to, text: "Hello" })).toMatchObject({
				ok: false,
				problem: { code: "NO_OPT_IN_CONSENT" },
			});
		}
		expect(await office.must("messages.send", { to: "254712345678", text: "Hello" })).toMatchObject({
			state: "queued",
		});
	});

	test("somebody who said no, or took consent back, is texted nowhere, also outside the rule", async () => {
		const kenya = { type: "person", name: "Wangari", phone: "+254712345678" } as const;
		const silent = await office.must("cases.register", kenya);
		expect(silent.mayText.allowed).toBe(true);
		const declined = await office.must("cases.register", { ...kenya, consent: { answer: "no", channel: "spoken" } });
		expect(declined.mayText.code).toBe("NO_OPT_IN_CONSENT");
		await office.must("consent.record", { caseId: silent.id, consent: { answer: "yes", channel: "spoken" } });
		await office.must("consent.withdraw", { caseId: silent.id, channel: "spoken" });
		expect((await office.must("cases.show", { id: silent.id })).mayText.code).toBe("NO_OPT_IN_CONSENT");
	});

	test("the flag set by hand is consent on record; cleared, it is withdrawn", async () => {
		const known = await office.must("cases.register", { type: "person", name: "Baraka", phone: "2065551234" });
		const flag = (value: string) =>
			office.must("cases.change", { id: known.id, properties: [{ name: "contact_phone_number_is_verified", value }] });
		expect(await flag("1")).toMatchObject({
			consent: { state: "given", channel: "staff" },
			mayText: { allowed: true },
		});
		expect(await flag("yes")).toMatchObject({
			consent: { state: "withdrawn" },
			warnings: ["unrecognised-verified-value"],
		});
		expect((await office.must("consent.history", { caseId: known.id })).map((event) => event.kind)).toEqual([
			"withdrawn",
			"given",
		]);
	});

	test("a text queued before consent is withdrawn, or before the case is closed, does not leave", async () => {
		const person = await office.must("cases.register", amina);
		const first = await office.must("messages.send", { to: `case:${person.id}`, text: "Too late" });
		await office.must("consent.withdraw", { caseId: person.id, channel: "spoken" });
		await office.pump();
		expect(await heardBy(office, "12065551234")).toEqual([]);
		expect((await office.must("messages.list", {})).rows.find((row) => row.id === first.id)).toMatchObject({
			state: "failed",
			problem: "NO_OPT_IN_CONSENT",
		});
	});
});

describe("numbers", () => {
	test("two-way once in the whole office; a freed number goes to the oldest who waits", async () => {
		const [a, b, c] = [
			await office.must("cases.register", amina),
			await office.must("cases.register", amina),
			await office.must("cases.register", amina),
		];
		expect(b).toMatchObject({ number: { state: "one-way", inUseBy: { id: a?.id } }, warnings: ["number-in-use"] });
		await office.must("cases.close", { id: a?.id ?? "" });
		const states = async () =>
			Promise.all([a, b, c].map(async (one) => (await office.must("cases.show", { id: one?.id ?? "" })).number.state));
		expect(await states()).toEqual(["none", "two-way", "one-way"]);
		await office.must("cases.reopen", { id: a?.id ?? "" });
		expect(await states()).toEqual(["one-way", "two-way", "one-way"]);
		expect(
			(await office.must("number.show", { digits: "+1 206 555 1234" })).entries.map((entry) => entry.state),
		).toEqual(["two-way", "one-way", "one-way"]);
	});

	test("also across projects", async () => {
		await office.must("cases.register", amina);
		const other = await office.must("projects.add", {
			name: "school",
			country: "US",
			timeZone: "UTC",
			languages: ["en"],
		});
		await office.must("projects.use", { id: other.id });
		expect(await office.must("cases.register", amina)).toMatchObject({
			project: "school",
			number: { state: "one-way", inUseBy: { project: "clinic" } },
		});
	});

	test("empty, zero and unreadable numbers leave the case without one", async () => {
		const person = await office.must("cases.register", amina);
		for (const value of ["0", "none", ""]) {
			const changed = await office.must("cases.change", {
				id: person.id,
				properties: [{ name: "contact_phone_number", value }],
			});
			expect(changed.number).toMatchObject({ digits: null, state: "none" });
			expect(changed.mayText.code).toBe("NO_PHONE_NUMBER");
		}
	});

	test("a doubtful number asks for a person's word; an impossible one is refused", async () => {
		expect(await office.call("cases.register", { ...amina, phone: "15551234567" })).toMatchObject({
			ok: false,
			problem: { code: "doubtful-number", field: "phone" },
		});
		expect(await office.must("cases.register", { ...amina, phone: "15551234567", acceptDoubtful: true })).toMatchObject(
			{ number: { digits: "15551234567" } },
		);
		expect(await office.call("cases.register", { ...amina, phone: "12" })).toMatchObject({
			ok: false,
			problem: { code: "too-short" },
		});
	});
});

describe("two windows at once", () => {
	test("a change made without having seen the newest one is refused, and taken when it is meant", async () => {
		const { id, revision } = await office.must("cases.register", { type: "person", name: "Achieng" });
		await office.must("cases.change", { id, name: "Achieng O.", revision });
		const late = { id, name: "Akinyi" };
		expect(await office.call("cases.change", { ...late, revision })).toMatchObject({
			problem: { code: "changed-meanwhile" },
		});
		expect((await office.must("cases.show", { id })).name).toBe("Achieng O.");
		expect((await office.must("cases.change", late)).name).toBe("Akinyi");
	});
});

describe("bad input", () => {
	test("names, properties and texts of any kind are kept as text or refused in words", async () => {
		const name = '<img src=x onerror="alert(1)"> \u202eevil\u202c 😀';
		const kept = await office.must("cases.register", {
			type: "person",
			name,
			properties: [{ name: "constructor", value: "{{x}}" }],
		});
		expect(kept.name).toBe('<img src=x onerror="alert(1)"> evil 😀');
		expect(kept.properties).toEqual({ constructor: "{{x}}" });
		expect(await office.call("cases.register", { type: "person", name: "x".repeat(100_000) })).toMatchObject({
			problem: { code: "name-too-long", field: "name" },
		});
		expect(
			await office.call("cases.register", {
				type: "person",
				name: "x",
				properties: [{ name: "__proto__", value: "1" }],
			}),
		).toMatchObject({ problem: { code: "bad-property-name" } });
		expect(
			await office.call("cases.register", { type: "person", name: "x", properties: [{ name: "case_id", value: "1" }] }),
		).toMatchObject({ problem: { code: "reserved-property-name" } });
		expect(Object.prototype).not.toHaveProperty("polluted");
	});

	test("what the contract does not know, or can't parse, is refused", async () => {
		expect(await office.outpost.call("nothing.here" as never, {}, "desk")).toMatchObject({
			problem: { code: "unknown-call" },
		});
		expect(await office.outpost.call("toString" as never, {}, "desk")).toMatchObject({
			problem: { code: "unknown-call" },
		});
		expect(await office.outpost.call("cases.register", { name: 5 }, "desk")).toMatchObject({
			problem: { code: "not-understood" },
		});
		expect(await office.call("cases.show", { id: "x" })).toMatchObject({ problem: { code: "case-not-found" } });
	});

	test("the same request twice is one case and one text", async () => {
		const once = await office.must("cases.register", { ...amina, clientKey: "k1" });
		expect((await office.must("cases.register", { ...amina, clientKey: "k1" })).id).toBe(once.id);
		const text = { to: `case:${once.id}`, text: "Hello", clientKey: "t1" };
		expect((await office.must("messages.send", text)).id).toBe((await office.must("messages.send", text)).id);
	});
});

describe("roles", () => {
	test("a clerk registers and texts but sets nothing up; a technician sees no people's business", async () => {
		await office.must("staff.add", { name: "Clerk", role: "clerk", pin: testPin });
		await office.must("staff.add", { name: "Technician", role: "technician", pin: testPin });
		await office.must("staff.signIn", { name: "Clerk", pin: testPin }, "second");
		expect((await office.call("cases.register", amina, "second")).ok).toBe(true);
		expect(await office.call("settings.set", { key: "consent.prefixes", value: "" }, "second")).toMatchObject({
			problem: { code: "not-allowed" },
		});
		await office.must("staff.signIn", { name: "Technician", pin: testPin }, "third");
		expect(await office.call("cases.register", amina, "third")).toMatchObject({ problem: { code: "not-allowed" } });
		for (const name of ["cases.list", "messages.list", "reports.home", "messages.conversations"] as const)
			expect(await office.call(name, {}, "third")).toMatchObject({ problem: { code: "not-allowed" } });
		expect((await office.call("gateway.list", {}, "third")).ok).toBe(true);
		expect(
			(await office.must("audit.list", {})).lines.some(
				(line) => line.action === "call.refused" && line.staff === "Technician",
			),
		).toBe(true);
		expect(await office.call("cases.list", {}, "nobody")).toMatchObject({ problem: { code: "sign-in-needed" } });
	});
});

describe("search", () => {
	test("any part of a name, accents folded; any part of a number in any format", async () => {
		for (const name of ["Amina Ouédraogo", "أحمد علي", "मीना देवी", "Bo"])
			await office.must("cases.register", { type: "person", name, phone: name.startsWith("Am") ? "2065551234" : "" });
		const found = async (search: string) => (await office.must("cases.list", { search })).rows.map((row) => row.name);
		expect(await found("ouedr")).toEqual(["Amina Ouédraogo"]);
		expect(await found("RAOGO ami")).toEqual(["Amina Ouédraogo"]);
		expect(await found("احمد")).toEqual(["أحمد علي"]);
		expect(await found("मीना")).toEqual(["मीना देवी"]);
		expect(await found("mi")).toEqual(["Amina Ouédraogo"]);
		expect(await found("b")).toEqual(["Bo"]);
		expect(await found("(206) 555")).toEqual(["Amina Ouédraogo"]);
		for (const part of ["51234", "065551", "1 206 555 1234", "555-1234", "20655", "amina 51234"])
			expect(await found(part), part).toEqual(["Amina Ouédraogo"]);
		for (const part of ["51235", "5512345", "61234"]) expect(await found(part), part).toEqual([]);
		expect(await found("zzz")).toEqual([]);
		expect(await found('" OR *')).toEqual([]);
	});

	test("pages follow each other without a gap, filters hold, a deleted case is gone while its stop stays", async () => {
		for (let n = 0; n < 25; n++)
			await office.must("cases.register", { type: n % 2 ? "person" : "household", name: `Number ${n}` });
		const first = await office.must("cases.list", { limit: 10 });
		const second = await office.must("cases.list", { limit: 20, after: first.next ?? "" });
		expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual(
			Array.from({ length: 25 }, (_, n) => `Number ${24 - n}`),
		);
		expect(second.next).toBeNull();
		expect((await office.must("cases.list", { type: "household", limit: 0 })).rows).toHaveLength(13);
		const person = await office.must("cases.register", amina);
		await office.must("messages.simulate", { from: "12065551234", text: "STOP" });
		await office.must("cases.delete", { id: person.id });
		expect((await office.must("cases.list", { search: "ouedraogo" })).rows).toEqual([]);
		expect(await office.must("cases.register", amina)).toMatchObject({
			optedOut: true,
			mayText: { code: "PHONE_NUMBER_OPTED_OUT" },
		});
		expect(await office.must("cases.count", {})).toMatchObject({ open: 26, closed: 0 });
	});
});
