import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../ground/index.ts";
import { keepSample } from "./health/keep-sample.ts";
import { type RadioOffice, radioOffice, until } from "./testing/radio-office.ts";

const here = "project-1";
let office: RadioOffice;
let laterMs = 0;
const clock = { nowMs: () => systemClock.nowMs() + laterMs, upMs: systemClock.upMs };
const setting = (name: string, value: string) => ({ name, value });
const add = (settings: { name: string; value: string }[] = [], name = "practice") => {
	const added = office.gateways.add({ name, kind: "simulator", settings });
	if (!added.ok) throw new Error(added.problem.code);
};
const show = (isTechnical = false) => {
	const shown = office.gateways.show(here, "practice", isTechnical);
	if (!shown.ok) throw new Error(shown.problem.code);
	return shown.value;
};

beforeEach(() => {
	laterMs = 0;
	office = radioOffice({ clock });
});
afterEach(() => office.end());

describe("the page of a gateway", () => {
	it("tells of modem, SIM, store, counts and limits, and the SIM's number whole to technicians only", async () => {
		add([setting("hourlyCap", "10"), setting("dailyCap", "20")]);
		office.send("Hello");
		office.gateways.start();
		await office.gateways.untilIdle();
		await until(() => show().used !== null);
		expect(show()).toMatchObject({
			name: "practice",
			state: "ready",
			problem: null,
			warning: null,
			paused: false,
			sentThisHour: 1,
			sentToday: 1,
			hourlyCap: 10,
			dailyCap: 20,
			room: expect.any(Number),
			imei: expect.stringMatching(/^\d{15}$/),
			imsi: expect.stringMatching(/^\d{5}…\d\d$/),
			balance: null,
			oldestQueuedAt: null,
			unknown: 0,
			failed: 0,
			held: 0,
		});
		expect(show(true).imsi).toMatch(/^\d{15}$/);
		expect(office.gateways.show(here, "nowhere", true)).toMatchObject({ problem: { code: "gateway-not-found" } });
	});
	it("keeps number, note and ports as they are changed, and takes away what is emptied", () => {
		add();
		const change = (wish: Parameters<RadioOffice["gateways"]["change"]>[1]) => office.gateways.change("Practice", wish);
		expect(
			change({ replyTo: "+254 700 000 001", countryNote: " Answers cost one shilling. ", port: "/dev/a,/dev/b" }),
		).toMatchObject({
			value: { replyTo: "254700000001" },
		});
		expect(show()).toMatchObject({
			ownReplyTo: "254700000001",
			countryNote: "Answers cost one shilling.",
			port: "/dev/a,/dev/b",
		});
		expect(change({ settings: [setting("dailyCap", "7")] })).toMatchObject({ value: { replyTo: "254700000001" } });
		change({ replyTo: "", countryNote: "" });
		expect(show()).toMatchObject({ ownReplyTo: null, countryNote: null, dailyCap: 7 });
		expect(change({ settings: [setting("dailyCap", "many")] })).toMatchObject({ problem: { code: "bad-setting" } });
		expect(change({ settings: [setting("balanceCode", "call me")] })).toMatchObject({
			problem: { code: "bad-setting" },
		});
		expect(office.gateways.change("nowhere", {})).toMatchObject({ problem: { code: "gateway-not-found" } });
	});
	it("warns when four fifths of a limit are used, and says why the queue stands at its end", async () => {
		add([setting("hourlyCap", "5")]);
		for (let nth = 0; nth < 4; nth += 1) office.send(`Text ${nth}`);
		office.gateways.start();
		await office.gateways.untilIdle();
		expect(show()).toMatchObject({ sentThisHour: 4, warning: "cap-near" });
		office.send("Text 5");
		office.send("Text 6");
		await office.gateways.untilIdle();
		await until(() => show().problem === "hourly-cap");
		const queue = office.gateways.queue("practice", 50, false);
		expect(queue).toMatchObject({ value: [{ to: "15551234567", reason: "hourly-cap", attempts: 0, notBefore: null }] });
		expect(office.accepted()).toHaveLength(5);
	});
});

describe("the queue", () => {
	it("is listed in the order in which it goes, each text with its reason", () => {
		add();
		const later = office.send("For all", { priority: "bulk" as never });
		const first = office.send("An answer", { to: "254712345678" });
		const code = office.send("123", { priority: "verification" as never });
		office.store.prepare("UPDATE outgoing SET not_before = ? WHERE message_id = ?").run(Date.now() + 60_000, first);
		const rows = (isMasked = false) => {
			const listed = office.gateways.queue("practice", 50, isMasked);
			return listed.ok ? listed.value : [];
		};
		expect(rows().map(({ id, priority, reason }) => [id, priority, reason])).toEqual([
			[code, "verification", "gateway-off"],
			[first, "reply", "gateway-off"],
			[later, "bulk", "gateway-off"],
		]);
		expect(rows()[1]?.notBefore).not.toBeNull();
		expect(rows(true)[1]?.to).toBe("…78 (12 digits)");
		office.gateways.pause("practice", true);
		expect(rows()[0]?.reason).toBe("gateway-paused");
		expect(show().oldestQueuedAt).not.toBeNull();
	});
	it("holds back what is to be held, for anybody who asks, until it is released or taken back", async () => {
		add();
		const hold = (messageId: string) =>
			office.gateways.enqueue({
				messageId,
				gateway: "practice",
				to: "254712345678",
				text: "Come",
				priority: "reply",
				held: "third-same-text",
			});
		hold("held-1");
		hold("held-2");
		office.gateways.start();
		await office.gateways.untilIdle();
		expect(office.accepted()).toHaveLength(0);
		expect(show().held).toBe(2);
		expect(office.gateways.release("held-1")).toBe(true);
		expect(office.gateways.release("held-1")).toBe(false);
		expect(office.gateways.cancel("held-2")).toBe(true);
		await office.gateways.untilIdle();
		expect(office.accepted()).toHaveLength(1);
		expect(office.states.get("held-1")?.map(({ state }) => state)).toEqual(["queued", "sending", "sent", "delivered"]);
	});
	it("of a gateway that is removed fails, held texts too", () => {
		add();
		office.gateways.enqueue({
			messageId: "held",
			gateway: "practice",
			to: "254712345678",
			text: "Come",
			priority: "reply",
			held: "x",
		});
		office.gateways.remove("practice");
		expect(office.lastState("held")).toEqual({ state: "failed", problem: "GATEWAY_REMOVED" });
	});
});

describe("signal over time", () => {
	it("is kept for a week, at most 200 points are shown, the weakest of each stretch", () => {
		add();
		const start = clock.nowMs();
		office.store.write(() => {
			for (let minute = 0; minute < 1_440; minute += 1) {
				const at = new Date(start - (1_440 - minute) * 60_000 + 30_000).toISOString();
				keepSample(office, { gateway: "practice", at, signal: minute === 700 ? 2 : 20, registration: "usable" });
			}
		});
		const day = office.gateways.signal("practice", 1);
		expect(day.length).toBeLessThanOrEqual(200);
		expect(day.length).toBeGreaterThan(190);
		expect(day.filter(({ signal }) => signal === 2)).toHaveLength(1);
		expect(day.map(({ at }) => at)).toEqual(day.map(({ at }) => at).sort());
		laterMs = 8 * 24 * 3_600_000;
		keepSample(office, {
			gateway: "practice",
			at: new Date(clock.nowMs()).toISOString(),
			signal: null,
			registration: "searching",
		});
		expect(office.gateways.signal("practice", 7)).toMatchObject([{ signal: null, registration: "searching" }]);
		expect(office.store.prepare<{ n: number }>("SELECT COUNT(*) n FROM gateway_signal").get()?.n).toBe(1);
		keepSample(office, { gateway: "nowhere", at: new Date().toISOString(), signal: 3, registration: "usable" });
	});
	it("is sampled by a modem at work", async () => {
		add();
		office.gateways.start();
		await until(() => office.gateways.signal("practice", 1).length > 0);
		expect(office.gateways.signal("practice", 1)).toMatchObject([{ signal: 23, registration: "usable" }]);
	});
});

describe("a text of unknown fate", () => {
	it("is shown with what is known of it", async () => {
		const faults = JSON.stringify([{ at: "accepted", does: "mute", skip: 1, times: 1 }]);
		// With reports it would be settled before anybody sees it.
		add([setting("faults", faults), setting("deliveryReports", "false")]);
		const id = office.send("A long story. ".repeat(30));
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "unknown", 10_000);
		expect(office.gateways.unknownFacts(id)).toMatchObject({
			problem: "no-answer-from-modem",
			unknownParts: [2],
			sentParts: [1, 3],
			typedAt: expect.any(String),
			sim: expect.stringMatching(/^\d{4}$/),
			reference: expect.any(Number),
			wasRepeated: false,
			mayReport: false,
		});
		expect(show().unknown).toBe(1);
	});
	it("is none where nothing is unknown", () => {
		add();
		expect(office.gateways.unknownFacts(office.send("Hello"))).toBeNull();
		expect(office.gateways.unknownFacts("nowhere")).toBeNull();
	});
});

describe("the credit", () => {
	it("is asked for by its code and kept in the operator's words", async () => {
		add([setting("balanceCode", "*100#")]);
		expect(await office.gateways.balance("practice")).toMatchObject({ problem: { code: "gateways-elsewhere" } });
		office.gateways.start();
		await until(() => show().state === "ready");
		const asked = await office.gateways.balance("practice");
		expect(asked).toMatchObject({ ok: true });
		expect(show().balance).toEqual({ text: asked.ok && asked.value.text, at: expect.any(String) });
	});
});
