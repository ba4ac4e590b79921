import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestOffice } from "../../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice();
});
afterEach(() => office.close());

const one = "12065550101";
const two = "12065550102";
const three = "12065550103";
const doubtful = { acceptDoubtful: true };
const create = (username: string, ...phones: string[]) =>
	office.must("workers.create", { username, phones, ...doubtful });
const codeOf = async (username: string) => {
	const made = await office.call("workers.create", { username });
	return made.ok ? made.value.username : made.problem.code;
};

describe("usernames", () => {
	test.each([
		["bob", "bob"],
		["  Bob ", "bob"],
		["mary  jane", "mary.jane"],
		["a.b-c_9", "a.b-c_9"],
		["15551234567", "15551234567"],
		["admin", "username-reserved"],
		["ADMIN", "username-reserved"],
		["Demo_User", "username-reserved"],
		[".bob", "bad-username"],
		["bob.", "bad-username"],
		["b..ob", "bad-username"],
		["bób", "bad-username"],
		["bоb", "bad-username"],
		["bob@x", "bad-username"],
		["a/b", "bad-username"],
		["__proto__", "__proto__"],
		["x".repeat(80), "x".repeat(80)],
		["x".repeat(81), "username-too-long"],
	])("%j becomes %s", async (typed, result) => expect(await codeOf(typed)).toBe(result));

	test("one name once in a project, whatever its capitals, and again in another project", async () => {
		await create("bob");
		expect(await codeOf("BOB")).toBe("username-taken");
		await office.must("workers.deactivate", { username: "bob" });
		expect(await codeOf("BOB")).toBe("username-used-before");
		const other = await office.must("projects.add", {
			name: "river",
			country: "US",
			timeZone: "America/New_York",
			languages: ["en"],
		});
		await office.must("projects.use", { id: other.id });
		expect(await codeOf("bob")).toBe("bob");
	});

	test("what is too long says how long it may be, as typed", async () => {
		const made = await office.call("workers.create", { username: "X".repeat(90) });
		expect(made).toMatchObject({ ok: false, problem: { details: { longest: 80, username: "X".repeat(90) } } });
	});
});

describe("numbers", () => {
	test("are one-way at once, in their order, the first the default; the same again changes nothing", async () => {
		expect(await create("bob", one, two, one)).toMatchObject({
			username: "bob",
			active: true,
			mayText: { allowed: true },
			numbers: [
				{ digits: one, status: "unverified", default: true },
				{ digits: two, status: "unverified", default: false },
			],
		});
		const before = await office.must("workers.show", { username: "bob" });
		const again = await office.must("workers.addNumber", { username: "bob", phone: "206-555-0101", ...doubtful });
		expect(again).toEqual(before);
		expect((await office.must("number.show", { digits: one })).entries).toEqual([
			{ owner: { kind: "worker", id: "bob", name: "bob", project: "clinic" }, state: "one-way" },
		]);
	});

	test("another becomes the default; one that is taken away is free", async () => {
		await create("bob", one, two, three);
		const changed = await office.must("workers.makeDefault", { username: "bob", digits: `+${three}` });
		expect(changed.numbers.map(({ digits }) => digits)).toEqual([three, one, two]);
		const less = await office.must("workers.removeNumber", { username: "bob", digits: three });
		expect(less.numbers.map(({ digits, default: isFirst }) => [digits, isFirst])).toEqual([
			[one, true],
			[two, false],
		]);
		expect((await office.must("number.show", { digits: three })).entries).toEqual([]);
		expect(await office.call("workers.removeNumber", { username: "bob", digits: three })).toMatchObject({
			problem: { code: "number-not-of-worker" },
		});
	});

	test.each([
		["", "no-number"],
		["call me", "not-a-number"],
		["911", "too-short"],
		["15551234567", "doubtful-number"],
	])("%j is refused as %s and nothing is written", async (phone, code) => {
		await create("bob");
		expect(await office.call("workers.addNumber", { username: "bob", phone })).toMatchObject({ problem: { code } });
		expect((await office.must("workers.show", { username: "bob" })).numbers).toEqual([]);
		if (phone !== "") {
			const made = await office.call("workers.create", { username: "eve", phones: [one, phone] });
			expect(made).toMatchObject({ ok: false });
			expect(await office.call("workers.show", { username: "eve" })).toMatchObject({
				problem: { code: "worker-not-found" },
			});
		}
	});

	test("a number freed by a worker goes to the case that waits for it", async () => {
		await create("bob", one);
		await office.must("workers.verify", { username: "bob", digits: one });
		const amina = await office.must("cases.register", {
			type: "person",
			name: "Amina",
			phone: one,
			...doubtful,
			consent: { answer: "yes", channel: "spoken" },
		});
		expect(amina).toMatchObject({ number: { state: "one-way", inUseBy: { kind: "worker", id: "bob" } } });
		await office.must("workers.deactivate", { username: "bob" });
		expect(await office.must("cases.show", { id: amina.id })).toMatchObject({ number: { state: "two-way" } });
		const back = await office.must("workers.reactivate", { username: "bob" });
		expect(back.numbers[0]).toMatchObject({ status: "duplicate", inUseBy: { kind: "case", name: "Amina" } });
		await office.must("cases.close", { id: amina.id });
		expect((await office.must("workers.show", { username: "bob" })).numbers[0]).toMatchObject({
			status: "unverified",
			inUseBy: null,
		});
	});
});

describe("a worker", () => {
	test("is changed in what is given, kept for the same request, and not over somebody's newer change", async () => {
		const made = await office.must("workers.create", { username: "bob", firstName: "Bob", clientKey: "k1" });
		expect((await office.must("workers.create", { username: "other", clientKey: "k1" })).id).toBe(made.id);
		const changed = await office.must("workers.change", { username: "BOB", lastName: "Otieno", language: "sw" });
		expect(changed).toMatchObject({
			firstName: "Bob",
			lastName: "Otieno",
			language: "sw",
			warnings: expect.arrayContaining(["unknown-language", "no-number"]),
		});
		const late = await office.call("workers.change", { username: "bob", email: "x", revision: made.revision });
		expect(late).toMatchObject({ problem: { code: "changed-meanwhile" } });
		const long = await office.call("workers.change", { username: "bob", firstName: "x".repeat(256) });
		expect(long).toMatchObject({ ok: false });
	});

	test("loses every number when deactivated and gets them back one-way", async () => {
		await create("bob", one, two);
		await office.must("workers.verify", { username: "bob", digits: one });
		expect((await office.must("messages.simulate", { from: one, text: "123" })).claimedBy).toBe("verification");
		const off = await office.must("workers.deactivate", { username: "bob" });
		expect(off).toMatchObject({ active: false, mayText: { allowed: false, code: "CONTACT_IS_INACTIVE" } });
		for (const digits of [one, two]) expect((await office.must("number.show", { digits })).entries).toEqual([]);
		expect(await office.must("messages.simulate", { from: one, text: "hello" })).toMatchObject({
			message: { contact: null },
		});
		expect(await office.call("messages.send", { to: "worker:bob", text: "hi" })).toMatchObject({
			problem: { code: "CONTACT_IS_INACTIVE" },
		});
		expect(await office.call("workers.verify", { username: "bob", digits: one })).toMatchObject({
			problem: { code: "worker-inactive" },
		});
		const back = await office.must("workers.reactivate", { username: "bob" });
		expect(back.numbers).toMatchObject([{ status: "unverified" }, { status: "unverified" }]);
		expect(back.active).toBe(true);
	});

	test("is found by name, username and number, newest first, in pages", async () => {
		await office.must("workers.create", { username: "amina.o", firstName: "Amina", lastName: "Ouédraogo" });
		await create("bob", one);
		await create("carl", two);
		const names = async (search: string) =>
			(await office.must("workers.list", { search })).rows.map(({ username }) => username);
		expect(await names("")).toEqual(["carl", "bob", "amina.o"]);
		expect(await names("ouedra")).toEqual(["amina.o"]);
		expect(await names("AMINA.O")).toEqual(["amina.o"]);
		expect(await names("555 0101")).toEqual(["bob"]);
		expect(await names("nobody")).toEqual([]);
		expect(await names("%")).toEqual([]);
		const page = await office.must("workers.list", { limit: 2 });
		expect(page.rows).toHaveLength(2);
		const rest = await office.must("workers.list", { limit: 2, after: page.next ?? "" });
		expect(rest).toMatchObject({ rows: [{ username: "amina.o" }], next: null });
		await office.must("workers.deactivate", { username: "bob" });
		expect((await office.must("workers.list", { active: false })).rows).toMatchObject([{ username: "bob" }]);
		expect((await office.must("workers.list", { status: "none" })).rows).toMatchObject([{ username: "amina.o" }]);
		expect(await office.must("workers.count", {})).toEqual({ active: 2, inactive: 1 });
	});

	test("is texted without a consent record, at the verified number, and not after a STOP", async () => {
		await create("bob", one, two);
		expect(await office.must("messages.send", { to: "worker:Bob", text: "Meeting at nine" })).toMatchObject({
			to: one,
			state: "queued",
			contact: { kind: "worker", id: "bob", project: "clinic" },
		});
		await office.must("workers.verify", { username: "bob", digits: two });
		await office.must("messages.simulate", { from: two, text: "123" });
		expect(await office.must("messages.send", { to: "worker:bob", text: "At ten" })).toMatchObject({ to: two });
		expect(await office.must("messages.simulate", { from: two, text: "On my way" })).toMatchObject({
			message: { contact: { kind: "worker", id: "bob" } },
		});
		const rows = (await office.must("messages.list", { contact: "worker:bob" })).rows;
		expect(rows.map(({ text }) => text)).toEqual(expect.arrayContaining(["Meeting at nine", "On my way", "At ten"]));
		await office.must("messages.simulate", { from: two, text: "STOP" });
		expect(await office.call("messages.send", { to: "worker:bob", text: "Still there?" })).toMatchObject({
			problem: { code: "PHONE_NUMBER_OPTED_OUT" },
		});
		expect(await office.call("messages.send", { to: "worker:nobody", text: "x" })).toMatchObject({
			problem: { code: "worker-not-found" },
		});
	});

	test("a text queued before the number was taken away does not go out", async () => {
		await create("bob", one);
		await office.must("messages.send", { to: "worker:bob", text: "Meeting at nine" });
		await office.must("workers.removeNumber", { username: "bob", digits: one });
		await office.pump();
		expect((await office.must("messages.list", {})).rows[0]).toMatchObject({
			state: "failed",
			problem: "CONTACT_IS_INACTIVE",
		});
	});

	test("a case's consent rule is not got round through a worker with the same unproved number", async () => {
		await office.must("cases.register", { type: "person", name: "Amina", phone: one, ...doubtful });
		await create("bob", one);
		expect(await office.call("messages.send", { to: one, text: "hello" })).toMatchObject({
			problem: { code: "NO_OPT_IN_CONSENT" },
		});
	});
});
