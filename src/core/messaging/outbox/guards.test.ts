import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardBy, openTestOffice } from "../../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice({ country: "KE" });
});
afterEach(() => office.close());

const to = "254712345678";
const send = (text: string, number = to) => office.call("messages.send", { to: number, text });
const audited = async (action: string) => (await office.must("audit.list", { action })).lines.length;

describe("the same words to the same number", () => {
	test("a third time within ten minutes wait for a supervisor, who lets them go", async () => {
		const sent = [await send("Come today"), await send("Come today"), await send("Come today")];
		expect(sent.map((one) => one.ok && [one.value.state, one.value.problem])).toEqual([
			["queued", null],
			["queued", null],
			["held", "third-same-text"],
		]);
		expect(await send("Come tomorrow")).toMatchObject({ value: { state: "queued" } });
		expect(await send("Come today", "254787654321")).toMatchObject({ value: { state: "queued" } });
		await office.pump();
		expect(await heardBy(office, to)).toEqual(["Come today", "Come today", "Come tomorrow"]);

		expect(await office.must("reports.home", {})).toMatchObject({ held: 1 });
		const [held] = await office.must("messages.held", {});
		expect(held).toMatchObject({ to, text: "Come today", problem: "third-same-text" });
		const id = held?.id ?? "";
		expect(await office.must("messages.release", { id })).toMatchObject({ state: "queued", problem: null });
		expect(await office.call("messages.release", { id })).toMatchObject({ problem: { code: "not-held" } });
		await office.pump();
		expect(await heardBy(office, to)).toHaveLength(4);
		expect(await office.must("messages.held", {})).toEqual([]);
		expect(await audited("message.released")).toBe(1);
		expect(await audited("message.held")).toBe(1);
	});

	test("can be taken back, and a clerk can't let them go", async () => {
		await send("Come today");
		await send("Come today");
		const held = await send("Come today");
		const id = held.ok ? held.value.id : "";
		await office.must("staff.add", { name: "Clerk", role: "clerk", pin: "260420", language: "en" });
		await office.must("staff.signIn", { name: "Clerk", pin: "260420" }, "clerk");
		expect(await office.call("messages.release", { id }, "clerk")).toMatchObject({ ok: false });
		expect(await office.must("messages.cancel", { id }, "clerk")).toMatchObject({ problem: "CANCELLED" });
		await office.pump();
		expect(await heardBy(office, to)).toHaveLength(2);
	});

	test("a number that stopped meanwhile gets nothing when they are let go", async () => {
		await send("Come today");
		await send("Come today");
		const held = await send("Come today");
		await office.must("messages.simulate", { from: to, text: "STOP" });
		await office.must("messages.release", { id: held.ok ? held.value.id : "" });
		await office.pump();
		expect(await heardBy(office, to)).toEqual([expect.stringContaining("START")]);
	});
});

describe("numbers and countries that are not texted", () => {
	test("are refused with their code and kept in the log", async () => {
		for (const [number, code] of [
			["254900223456", "number-premium"],
			["881612345678", "number-satellite"],
			["254800223456", "number-toll-free"],
			["40404", "number-short"],
		] as const) {
			expect(await send("Hello", number), number).toMatchObject({ ok: false, problem: { code } });
			expect((await office.must("messages.list", { contact: number })).rows[0], number).toMatchObject({
				state: "failed",
				problem: code,
			});
		}
	});
	test("a country is opened by a setting of the gateway, and shut again before the text leaves", async () => {
		const countries = (value: string) =>
			office.must("gateway.change", { name: "practice", settings: [{ name: "countries", value }] });
		await countries("TZ");
		expect(await send("Hello", "256772123456")).toMatchObject({ problem: { code: "UNSUPPORTED_COUNTRY" } });
		await countries("TZ,UG");
		const sent = await send("Hello", "256772123456");
		expect(sent).toMatchObject({ value: { state: "queued" } });
		await countries("TZ");
		await office.pump();
		expect((await office.must("messages.list", { contact: "256772123456" })).rows[0]).toMatchObject({
			state: "failed",
			problem: "UNSUPPORTED_COUNTRY",
		});
		expect(await heardBy(office, "256772123456")).toEqual([]);
	});
});

describe("a test text", () => {
	test("goes out on its gateway whatever the routes say, without a case, and is followed", async () => {
		await office.must("gateway.add", { name: "second", kind: "simulator" });
		const { id } = await office.must("gateway.test", { name: "SECOND", to });
		expect(await office.must("gateway.testState", { id })).toMatchObject({ state: "queued" });
		await office.pump();
		expect(await office.must("gateway.testState", { id })).toMatchObject({
			state: "delivered",
			problem: null,
			deliveredAt: expect.any(String),
		});
		expect((await office.must("messages.list", {})).rows[0]).toMatchObject({ gateway: "second", to });
		expect(await audited("message.queued")).toBe(1);
	});
	test("is for a technician, who sees how far it is and no other text", async () => {
		await office.must("staff.add", { name: "Tech", role: "technician", pin: "260421", language: "en" });
		await office.must("staff.signIn", { name: "Tech", pin: "260421" }, "tech");
		const { id } = await office.must("gateway.test", { name: "practice", to }, "tech");
		expect(await office.must("gateway.testState", { id }, "tech")).toMatchObject({ state: "queued" });
		const other = await send("For her eyes only");
		expect(await office.call("gateway.testState", { id: other.ok ? other.value.id : "" }, "tech")).toMatchObject({
			problem: { code: "message-not-found" },
		});
		const queue = await office.must("gateway.queue", { name: "practice" }, "tech");
		expect(queue.map((row) => row.to)).toEqual(["…78 (12 digits)", "…78 (12 digits)"]);
		expect((await office.must("gateway.queue", { name: "practice" })).map((row) => row.to)).toEqual([to, to]);
	});
	test("never goes to a number that said STOP", async () => {
		await office.must("messages.simulate", { from: to, text: "STOP" });
		expect(await office.call("gateway.test", { name: "practice", to })).toMatchObject({
			problem: { code: "PHONE_NUMBER_OPTED_OUT" },
		});
		expect(await office.call("gateway.test", { name: "nowhere", to })).toMatchObject({
			problem: { code: "gateway-not-found" },
		});
	});
});

describe("answers", () => {
	test("to strangers go out where they came in; to those the office knows by the usual rules", async () => {
		await office.must("gateway.add", { name: "second", kind: "simulator" });
		await office.must("messages.simulate", { from: to, to: "second", text: "STOP" });
		expect((await office.must("messages.list", { direction: "out" })).rows[0]).toMatchObject({ gateway: "second" });

		const known = await office.must("cases.register", {
			type: "person",
			name: "Amina",
			phone: "254787654321",
			consent: { answer: "yes", channel: "spoken" },
		});
		expect(known.number.state).toBe("two-way");
		await office.must("messages.simulate", { from: "254787654321", to: "second", text: "STOP" });
		expect((await office.must("messages.list", { direction: "out" })).rows[0]).toMatchObject({
			to: "254787654321",
			gateway: "practice",
		});
	});
	test("never go to a number of our own", async () => {
		await office.must("gateway.change", { name: "practice", replyTo: "254700000001" });
		const own = await office.must("messages.simulate", { from: "254700000001", text: "STOP" });
		expect(own).toMatchObject({ claimedBy: "loop-guard", replies: [] });
	});
});
