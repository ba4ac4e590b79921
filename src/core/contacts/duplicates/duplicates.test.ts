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

const register = (name: string, more: object = {}) => {
	clock.pass(1_000);
	return office.must("cases.register", { type: "person", name, phone: digits, ...more });
};
const yes = { consent: { answer: "yes", channel: "spoken" } } as const;
const no = { consent: { answer: "no", channel: "paper" } } as const;
const show = (id: string) => office.must("cases.show", { id });
const pairs = () => office.must("duplicates.list", {});
const merge = (keep: string, drop: string) => office.must("duplicates.merge", { keep, drop });

async function joined() {
	await office.must("selfRegistration.saveSettings", {
		case: { enabled: true, type: "client", owner: "nurses", submitter: "ann" },
		worker: { enabled: false },
		welcome: { case: { enabled: false, survey: "" }, worker: { enabled: false } },
	});
	clock.pass(1_000);
	const { message } = await office.must("messages.simulate", { from: digits, text: "join clinic" });
	return message.contact?.id ?? "";
}

describe("who may be one person", () => {
	test("the same name and number twice; not a family on one phone, another number, or a closed case", async () => {
		const first = await register("Amina Ouédraogo");
		await register("Moussa");
		await office.must("cases.register", { type: "person", name: "Amina Ouédraogo", phone: "206 555 1299" });
		expect(await pairs()).toEqual([]);
		const second = await register("AMINA  OUEDRAOGO");
		expect(await pairs()).toMatchObject([{ why: "name-and-number", one: { id: first.id }, other: { id: second.id } }]);
		await office.must("cases.close", { id: first.id });
		expect(await pairs()).toEqual([]);
		await office.must("cases.reopen", { id: first.id });
		expect((await pairs()).length).toBe(1);
		await office.must("cases.change", { id: second.id, phone: "206 555 1288" });
		expect(await pairs()).toEqual([]);
	});

	test("not in two projects, and not again after staff said no", async () => {
		await register("Amina");
		const other = await office.must("projects.add", {
			name: "harbour",
			country: "US",
			timeZone: "America/New_York",
			languages: ["en"],
		});
		await office.must("projects.use", { id: other.id });
		await register("Amina");
		expect(await pairs()).toEqual([]);
		await register("Amina");
		const [pair] = await pairs();
		await office.must("duplicates.notSame", { id: pair?.id ?? "" });
		expect(await pairs()).toEqual([]);
		expect(await office.call("duplicates.notSame", { id: pair?.id ?? "" })).toMatchObject({
			problem: { code: "duplicate-not-found" },
		});
	});
});

describe("a merge", () => {
	test("keeps one case with what it lacked and the other's yes; the number becomes its own; every record stays", async () => {
		const known = await register("Amina", { properties: [{ name: "village", value: "Dori" }] });
		const id = await joined();
		expect((await show(id)).number.state).toBe("two-way");
		const merged = await merge(known.id, id);
		expect(merged).toMatchObject({ keep: { id: known.id }, drop: { id }, by: "Supervisor", undoneAt: null });
		expect(await show(known.id)).toMatchObject({
			name: "Amina",
			owner: "nurses",
			properties: { village: "Dori", contact_phone_number_is_verified: "1" },
			number: { state: "two-way", inUseBy: null },
			consent: { state: "given", channel: "sms" },
			mayText: { allowed: true },
		});
		expect(await office.call("cases.show", { id })).toMatchObject({ problem: { code: "case-not-found" } });
		expect(await pairs()).toEqual([]);
		const [proof] = await office.must("consent.history", { caseId: known.id });
		expect(proof).toMatchObject({
			kind: "given",
			source: expect.stringMatching(/^merge:/),
			statement: { language: "en" },
		});
		expect((await office.must("cases.list", { search: digits })).rows.map((row) => row.id)).toEqual([known.id]);
	});

	test("is taken back: both are there as before, and what was changed since stays", async () => {
		const known = await register("Amina", { properties: [{ name: "village", value: "Dori" }] });
		const id = await joined();
		await office.must("cases.change", {
			id,
			properties: [
				{ name: "age", value: "30" },
				{ name: "trade", value: "smith" },
			],
		});
		const { id: mergeId } = await merge(known.id, id);
		await office.must("cases.change", { id: known.id, properties: [{ name: "age", value: "31" }] });
		const back = await office.must("duplicates.unmerge", { id: mergeId });
		expect(back).toMatchObject({ kept: ["age"], undoneAt: expect.any(String) });
		const one = await show(known.id);
		expect(one).toMatchObject({ owner: null, number: { state: "one-way" }, mayText: { allowed: false } });
		expect(one.properties).toEqual({ contact_phone_number: digits, village: "Dori", age: "31" });
		expect(await show(id)).toMatchObject({
			name: "unknown",
			closed: false,
			number: { state: "two-way" },
			consent: { state: "given" },
			mayText: { allowed: true },
		});
		expect((await pairs()).length).toBe(1);
		expect((await office.must("cases.list", { search: digits })).rows.length).toBe(2);
		expect(await office.call("duplicates.unmerge", { id: mergeId })).toMatchObject({
			problem: { code: "merge-not-found" },
		});
		expect(await office.must("duplicates.merges", {})).toMatchObject([{ id: mergeId, undoneAt: expect.any(String) }]);
	});

	test.each([
		[yes, no, "declined", false],
		[no, yes, "given", true],
		[yes, {}, "given", true],
		[{}, yes, "given", true],
		[{}, {}, "unknown", false],
	] as const)("of %j kept and %j dropped later answers %s", async (kept, dropped, state, allowed) => {
		const keep = await register("Amina", kept);
		const drop = await register("Amina", dropped);
		const { id } = await merge(keep.id, drop.id);
		expect(await show(keep.id)).toMatchObject({ consent: { state }, mayText: { allowed } });
		await office.must("duplicates.unmerge", { id });
		const before = "consent" in kept ? (kept.consent.answer === "yes" ? "given" : "declined") : null;
		const after = (await show(keep.id)).consent.state;
		// Nobody asked the kept one: another person's yes can only be taken off its record by a withdrawal.
		expect(after).toBe(before ?? ("consent" in dropped ? "withdrawn" : "unknown"));
		expect((await show(drop.id)).consent.state).toBe(
			"consent" in dropped ? (dropped.consent.answer === "yes" ? "given" : "declined") : "unknown",
		);
	});

	test("needs two open cases of the project, a supervisor, and is put on record", async () => {
		const one = await register("Amina");
		const two = await register("Amina");
		expect(await office.call("duplicates.merge", { keep: one.id, drop: one.id })).toMatchObject({
			problem: { code: "same-case" },
		});
		expect(await office.call("duplicates.merge", { keep: one.id, drop: "x" })).toMatchObject({
			problem: { code: "case-not-found" },
		});
		await office.must("cases.close", { id: one.id });
		expect(await office.call("duplicates.merge", { keep: one.id, drop: two.id })).toMatchObject({
			problem: { code: "case-closed" },
		});
		await office.must("cases.reopen", { id: one.id });
		const { id } = await merge(one.id, two.id);
		await office.must("duplicates.unmerge", { id });
		const { lines } = await office.must("audit.list", { subjectId: one.id });
		expect(lines.map((line) => line.action)).toEqual(expect.arrayContaining(["case.merged", "case.unmerged"]));
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	});
});
