import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardBy, openTestOffice } from "../../../testing/test-office.ts";
import { movableClock } from "../../ground/index.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const digits = "12065550101";
const bob = { username: "bob", digits };

let clock: ReturnType<typeof movableClock>;
let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	clock = movableClock();
	office = await openTestOffice({ clock });
	await office.must("workers.create", { username: "bob", phones: [digits], acceptDoubtful: true });
});
afterEach(() => office.close());

const verify = async (who = bob) => {
	const done = await office.call("workers.verify", who);
	return done.ok ? done.value.outcome : done.problem.code;
};
const status = async (username = "bob") => (await office.must("workers.show", { username })).numbers[0]?.status;
const answer = async (text: string, more: { from?: string; at?: string; to?: string } = {}) =>
	(await office.must("messages.simulate", { from: digits, text, ...more })).claimedBy;
const at = (ms: number) => new Date(ms).toISOString();
const questions = async () => {
	await office.pump();
	return (await heardBy(office, digits)).filter((text) => text.includes("123"));
};

const plain = "Welcome to clinic. Is this phone used by bob? If yes, reply '123' to start using SMS with clinic.";

describe("asking", () => {
	test("free: pending, and one text in the wording of the pages", async () => {
		expect(await verify()).toBe("started");
		expect(await status()).toBe("pending");
		expect(await questions()).toEqual([plain]);
	});

	test("own entry verified: nothing is sent", async () => {
		await verify();
		await answer("123");
		expect(await verify()).toBe("already-verified");
		expect(await questions()).toHaveLength(1);
	});

	test("reserved by another owner, two-way or pending, worker or case, in this project or another: nothing is sent", async () => {
		await office.must("cases.register", {
			type: "person",
			name: "Amina",
			phone: digits,
			acceptDoubtful: true,
			consent: { answer: "yes", channel: "spoken" },
		});
		expect(await verify()).toBe("in-use");
		expect(await status()).toBe("duplicate");
		const other = await office.must("projects.add", {
			name: "river",
			country: "US",
			timeZone: "America/New_York",
			languages: ["en"],
		});
		await office.must("projects.use", { id: other.id });
		await office.must("workers.create", { username: "bob", phones: [digits, "12065550102"], acceptDoubtful: true });
		expect(await verify()).toBe("in-use");
		expect(await office.must("workers.show", { username: "bob" })).toMatchObject({
			project: "river",
			numbers: [{ status: "duplicate", inUseBy: { kind: "case", name: "Amina", project: "clinic" } }, {}],
		});
		await office.must("workers.create", { username: "eve", phones: ["12065550102"], acceptDoubtful: true });
		expect(await verify({ username: "eve", digits: "12065550102" })).toBe("started");
		expect(await verify({ username: "bob", digits: "12065550102" })).toBe("in-use");
		expect(await questions()).toEqual([]);
	});

	test("own entry pending: sent again, three times a day, not within two minutes", async () => {
		expect(await verify()).toBe("started");
		clock.pass(2 * minute - 1000);
		expect(await office.call("workers.verify", bob)).toMatchObject({
			problem: { code: "too-soon", details: { seconds: 1 } },
		});
		expect((await office.must("workers.show", { username: "bob" })).numbers[0]).toMatchObject({
			askedAt: at(clock.nowMs() - 119_000),
			mayResendAt: at(clock.nowMs() + 1000),
			resendsLeft: 3,
		});
		for (const _ of [1, 2, 3]) {
			clock.pass(2 * minute);
			expect(await verify()).toBe("resent");
		}
		clock.pass(hour);
		expect(await verify()).toBe("too-many");
		clock.pass(day);
		expect(await verify()).toBe("resent");
		expect(await status()).toBe("pending");
	});

	test("taking the number away and adding it again is no way round the limit", async () => {
		for (const _ of [1, 2, 3, 4]) {
			expect(await verify()).toBe("started");
			await office.must("workers.removeNumber", bob);
			await office.must("workers.addNumber", { username: "bob", phone: digits, acceptDoubtful: true });
		}
		expect(await verify()).toBe("too-many");
	});

	test("no usable gateway: nothing is sent, nothing is reserved", async () => {
		await office.must("gateway.remove", { name: "practice" });
		expect(await verify()).toBe("no-gateway");
		expect(await status()).toBe("unverified");
		expect((await office.must("messages.list", {})).rows).toEqual([]);
		expect(await office.must("workers.trouble", bob)).toMatchObject({
			gateway: null,
			noGateway: "NO_SUITABLE_GATEWAY",
			asked: null,
			question: null,
		});
	});

	test("opted out, or under review: refused with its code, and nothing is reserved", async () => {
		await answer("please stop texting me");
		expect(await verify()).toBe("HELD_FOR_REVIEW");
		await answer("STOP");
		expect(await verify()).toBe("PHONE_NUMBER_OPTED_OUT");
		expect(await status()).toBe("unverified");
		expect(await office.must("workers.trouble", bob)).toMatchObject({ optedOut: true, status: "unverified" });
	});

	test("the text names the number to answer to where the gateway has one, and speaks the worker's language", async () => {
		await office.must("gateway.change", {
			name: "practice",
			replyTo: "919845204984",
			countryNote: "Text START to 1909 first.",
		});
		await verify();
		expect(await questions()).toEqual([plain.replace("'123'", "'123' to +919845204984")]);
		await office.must("workers.create", {
			username: "fatou",
			language: "fr",
			phones: ["12065550103"],
			acceptDoubtful: true,
		});
		await verify({ username: "fatou", digits: "12065550103" });
		await office.pump();
		expect((await heardBy(office, "12065550103"))[0]).toMatch(/^Bienvenue chez clinic\. .* au \+919845204984 /);
		expect(await office.must("workers.trouble", bob)).toMatchObject({
			gateway: {
				name: "practice",
				kind: "simulator",
				replyTo: "919845204984",
				countryNote: "Text START to 1909 first.",
			},
			question: { state: "delivered", problem: null },
			asked: { today: 1 },
		});
	});
});

describe("answering", () => {
	test("123: verified, thanked, claimed, filed under the worker, and told to open pages", async () => {
		await verify();
		const heard: string[] = [];
		office.outpost.listen("desk", (event) => {
			if (event.type === "changed") heard.push(...event.topics);
		});
		const answered = await office.must("messages.simulate", { from: digits, text: "'123'" });
		expect(answered).toMatchObject({
			claimedBy: "verification",
			message: { contact: { kind: "worker", id: "bob" } },
			replies: [{ to: digits, text: "Thank you. This phone has been verified for using SMS with clinic" }],
		});
		expect(await status()).toBe("verified");
		expect(heard).toEqual(expect.arrayContaining(["workers", "numbers", "messages"]));
		expect(await answer("123")).not.toBe("verification");
	});

	test.each([["1234"], ["yes"], ["①②③"], ["l23"], ["0712 123 456"], [""]])(
		"%j leaves it pending, silently",
		async (text) => {
			await verify();
			const answered = await office.must("messages.simulate", { from: digits, text });
			expect(answered).toMatchObject({ claimedBy: "staff", replies: [] });
			expect(await status()).toBe("pending");
			expect(await office.must("workers.trouble", bob)).toMatchObject({ lastMiss: { why: "no-123" } });
		},
	);

	test("nobody else's 123 counts", async () => {
		await verify();
		for (const from of ["12065550102", "5550101", "0101", "MTN"]) expect(await answer("123", { from })).toBe("staff");
		expect(await status()).toBe("pending");
	});

	test("a number that was never asked is not verified by 123", async () => {
		expect(await answer("123")).toBe("staff");
		expect(await status()).toBe("unverified");
	});

	test("STOP and START come first; 123 of a stopped number still verifies, and no thanks go out", async () => {
		await verify();
		expect(await answer("STOP")).toBe("opt-out");
		expect(await status()).toBe("pending");
		expect(await answer("123")).toBe("verification");
		expect(await status()).toBe("verified");
		await office.pump();
		expect((await heardBy(office, digits)).some((text) => text.startsWith("Thank you"))).toBe(false);
	});

	test("on any gateway", async () => {
		await verify();
		await office.must("gateway.add", { name: "second", kind: "simulator" });
		expect(await answer("123", { to: "second" })).toBe("verification");
	});

	test("thanks are sent even after four questions in an hour", async () => {
		await verify();
		for (const _ of [1, 2, 3]) {
			clock.pass(3 * minute);
			await verify();
		}
		const answered = await office.must("messages.simulate", { from: digits, text: "123" });
		expect(answered.replies).toHaveLength(1);
	});

	test.each([
		["a second before the question", -1000, "staff", "older-than-question"],
		["a day before the question", -day, "staff", "older-than-question"],
		["at the question", 0, "verification", null],
		["within seven days", 7 * day, "verification", null],
		["after seven days", 7 * day + minute, "staff", "too-late"],
	])("taken by the network %s", async (_when, after, claimedBy, why) => {
		await verify();
		const asked = clock.nowMs();
		if (after > 0) clock.pass(after);
		expect(await answer("123", { at: at(asked + after) })).toBe(claimedBy);
		const { lastMiss } = await office.must("workers.trouble", bob);
		expect(lastMiss?.why ?? null).toBe(why);
		expect(await status()).toBe(why ? "pending" : "verified");
	});

	test("an answer to the first question counts after the second", async () => {
		await verify();
		const first = clock.nowMs();
		clock.pass(hour);
		await verify();
		expect(await answer("123", { at: at(first + minute) })).toBe("verification");
	});

	test("a clock set back a day: the answer is refused with its reason, a resend measures anew, nobody is locked out", async () => {
		await verify();
		clock.set(at(clock.nowMs() - day));
		expect(await answer("123")).toBe("staff");
		expect(await status()).toBe("pending");
		expect((await office.must("workers.trouble", bob)).lastMiss?.why).toBe("older-than-question");
		expect(await verify()).toBe("resent");
		clock.pass(minute);
		expect(await answer("123")).toBe("verification");
	});

	test("an answer that comes while the question waits for an earlier project is filed in the worker's project", async () => {
		const other = await office.must("projects.add", {
			name: "river",
			country: "US",
			timeZone: "America/New_York",
			languages: ["fr"],
		});
		await office.must("projects.use", { id: other.id });
		await office.must("workers.create", { username: "ann", phones: ["12065550109"], acceptDoubtful: true });
		await verify({ username: "ann", digits: "12065550109" });
		const answered = await office.must("messages.simulate", { from: "12065550109", text: "123" });
		expect(answered.replies[0]?.text).toBe("Merci. Ce téléphone est vérifié pour échanger des SMS avec river");
		expect((await office.must("messages.list", { contact: "worker:ann" })).rows[1]).toMatchObject({ direction: "in" });
	});

	test("a worker deactivated after the question is not verified by the answer", async () => {
		await verify();
		await office.must("workers.deactivate", { username: "bob" });
		expect(await answer("123")).toBe("staff");
		await office.must("workers.reactivate", { username: "bob" });
		expect(await status()).toBe("unverified");
	});
});
