import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodePdu } from "./pdu/pdu-view.ts";
import { type RadioOffice, radioOffice, until } from "./testing/radio-office.ts";

let office: RadioOffice;
const addPractice = (faults: object[] = [], settings: { name: string; value: string }[] = []) => {
	const added = office.gateways.add({
		name: "practice",
		kind: "simulator",
		settings: [...settings, ...(faults.length > 0 ? [{ name: "faults", value: JSON.stringify(faults) }] : [])],
	});
	if (!added.ok) throw new Error(added.problem.code);
};

beforeEach(() => {
	office = radioOffice();
});
afterEach(() => office.end());

describe("sending over the simulated modem", () => {
	it("sends a text, hears of its delivery and is idle", async () => {
		addPractice();
		const id = office.send("Hello");
		expect(office.gateways.start()).toBe(true);
		expect(await office.gateways.untilIdle()).toEqual({ waiting: 0, failed: 0 });
		expect(office.states.get(id)?.map(({ state }) => state)).toEqual(["sending", "sent", "delivered"]);
		expect(office.accepted()).toMatchObject([{ to: "15551234567", copies: 1 }]);
		expect(office.events.map(({ event }) => event)).toEqual(
			expect.arrayContaining(["state", "sending", "sent", "delivered"]),
		);
		expect(office.gateways.list("any")).toMatchObject([
			{ name: "practice", state: "ready", sentToday: 1, queued: 0, signal: 23 },
		]);
	});

	it("sends a text of three parts under one reference", async () => {
		addPractice();
		const text = "A long story. ".repeat(30);
		const id = office.send(text);
		office.gateways.start();
		await office.gateways.untilIdle();
		expect(office.lastState(id)?.state).toBe("delivered");
		const parts = office.accepted().map(({ pdu }) => decodePdu(pdu));
		expect(parts).toMatchObject([1, 2, 3].map((part) => ({ ok: true, value: { part, parts: 3, reference: 1 } })));
		expect(parts.map((part) => (part.ok ? part.value.text : "")).join("")).toBe(text);
		expect(office.gateways.practice.conversation("15551234567")).toMatchObject([{ fromMe: false, text }]);
	});

	it("lets a STOP win at the last moment", async () => {
		addPractice();
		office.desk.why = () => "PHONE_NUMBER_OPTED_OUT";
		const id = office.send("Hello");
		office.gateways.start();
		expect(await office.gateways.untilIdle()).toEqual({ waiting: 0, failed: 1 });
		expect(office.states.get(id)).toEqual([{ state: "failed", problem: "PHONE_NUMBER_OPTED_OUT" }]);
		expect(office.accepted()).toEqual([]);
		office.desk.why = () => null;
		const next = office.send("Hello again");
		await until(() => office.lastState(next)?.state === "delivered");
	});

	it("leaves a text unknown that was taken and never answered, and sends nothing twice", async () => {
		addPractice([{ at: "accepted", does: "mute", times: 1 }]);
		const id = office.send("One");
		const next = office.send("Two");
		office.gateways.start();
		await office.gateways.untilIdle();
		await until(() => office.lastState(next)?.state === "delivered");
		expect(office.accepted()).toHaveLength(2);
		// Its report tells that it went out after all.
		expect(office.states.get(id)?.map(({ state }) => state)).toEqual(["sending", "unknown", "delivered"]);
	});

	it("keeps an unknown text until a person settles it", async () => {
		addPractice([{ at: "accepted", does: "close", ms: 50, times: 1 }], [{ name: "deliveryReports", value: "false" }]);
		const id = office.send("One");
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "unknown");
		await office.gateways.untilIdle();
		expect(office.accepted()).toHaveLength(1);
		expect(office.gateways.settle(id, "send-again")).toEqual({ ok: true, value: undefined });
		await until(() => office.lastState(id)?.state === "delivered");
		expect(office.accepted()).toHaveLength(2);
		expect(office.gateways.settle(id, "was-sent")).toMatchObject({ problem: { code: "not-unknown" } });
	});

	it("opens the port again when it was lost at the prompt, and nothing was sent twice", async () => {
		addPractice([{ at: "prompt", does: "close", ms: 60, times: 2 }]);
		const id = office.send("Hello");
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "delivered");
		expect(office.accepted()).toHaveLength(1);
		expect(office.events.filter(({ state }) => state === "absent").length).toBeGreaterThan(0);
	});

	it("tries again what the network refused for now, and gives up what it refuses for good", async () => {
		addPractice([
			{ at: "typed", does: "error", code: "+CMS ERROR: 42", times: 1 },
			{ at: "typed", does: "error", code: "+CMS ERROR: 1", skip: 1, times: 1 },
		]);
		const first = office.send("One");
		office.gateways.start();
		await until(() => office.lastState(first)?.state === "failed");
		expect(office.lastState(first)?.problem).toBe("INVALID_DESTINATION_NUMBER");
		const second = office.send("Two");
		await until(() => office.lastState(second)?.state === "delivered");
		expect(office.accepted()).toHaveLength(1);
	});

	it("takes a text back while it waits", async () => {
		addPractice();
		const id = office.send("Hello");
		expect(office.gateways.cancel(id)).toBe(true);
		expect(office.gateways.cancel(id)).toBe(false);
		office.gateways.start();
		await office.gateways.untilIdle();
		expect(office.accepted()).toEqual([]);
	});

	it("sends nothing while paused, and takes texts in", async () => {
		addPractice();
		office.gateways.pause("practice", true);
		office.send("Hello");
		office.gateways.start();
		expect(await office.gateways.untilIdle()).toEqual({ waiting: 1, failed: 0 });
		office.gateways.practice.text("15557654321", "Hi there");
		await until(() => office.texts.length === 1);
		expect(office.accepted()).toEqual([]);
		office.gateways.pause("practice", false);
		await until(() => office.accepted().length === 1);
	});

	it("stops at the daily cap and says so", async () => {
		addPractice([], [{ name: "dailyCap", value: "2" }]);
		for (const text of ["One", "Two", "Three"]) office.send(text);
		office.gateways.start();
		expect(await office.gateways.untilIdle()).toEqual({ waiting: 1, failed: 0 });
		expect(office.gateways.list("any")).toMatchObject([{ state: "paused", problem: "daily-cap", queued: 1 }]);
	});

	it("refuses what is too long, blank, or has no gateway", () => {
		addPractice();
		const base = { messageId: "x", gateway: "practice", to: "15551234567", priority: "bulk" as const };
		expect(office.gateways.enqueue({ ...base, text: "a".repeat(1531) })).toMatchObject({
			problem: { code: "MESSAGE_TOO_LONG" },
		});
		expect(office.gateways.enqueue({ ...base, text: "  " })).toMatchObject({ problem: { code: "MESSAGE_BLANK" } });
		expect(office.gateways.enqueue({ ...base, gateway: "other", text: "a" })).toMatchObject({
			problem: { code: "GATEWAY_NOT_FOUND" },
		});
	});

	it("spends little more on a text than the four commits it takes", async () => {
		addPractice();
		office.gateways.start();
		await office.gateways.untilIdle();
		const commit = () =>
			office.store.prepare("INSERT INTO long_text_reference (peer, last) VALUES (?, 1)").run(`${performance.now()}`);
		const plain = performance.now();
		for (let nth = 0; nth < 100; nth += 1) commit();
		const commitMs = (performance.now() - plain) / 100;
		const count = 300;
		office.store.write(() => {
			for (let nth = 0; nth < count; nth += 1) office.send(`Reminder ${nth}: the clinic opens at nine`);
		});
		const started = performance.now();
		await until(() => office.accepted().length === count, 14_000);
		const textMs = (performance.now() - started) / count;
		console.log(
			`${textMs.toFixed(2)} ms a text, ${commitMs.toFixed(2)} ms a commit: ${(1000 / textMs).toFixed(0)} texts/s`,
		);
		// On a disk of its own a commit takes 0.2 ms; on a busy machine everything waits for the disk and for its turn.
		expect(textMs).toBeLessThan(8 * commitMs + 12);
	}, 20_000);
});

describe("after a crash", () => {
	it("takes what was typed for unknown and sends what was only opened", async () => {
		addPractice();
		const typed = office.send("One");
		const opened = office.send("Two", { to: "15550000002" });
		office.store.prepare("UPDATE outgoing_part SET state = 'typed', typed_at = 1 WHERE message_id = ?").run(typed);
		office.store.prepare("UPDATE outgoing_part SET state = 'opening' WHERE message_id = ?").run(opened);
		office.gateways.start();
		await until(() => office.lastState(opened)?.state === "delivered");
		expect(office.lastState(typed)).toEqual({ state: "unknown", problem: "stopped-while-sending" });
		expect(office.accepted()).toHaveLength(1);
	});
});

describe("taking texts in", () => {
	it("hands a text over once and empties the SIM", async () => {
		addPractice();
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready");
		office.gateways.practice.text("15557654321", "Habari ya leo");
		await until(() => office.texts.length === 1);
		expect(office.texts[0]).toMatchObject({
			gateway: "practice",
			from: "15557654321",
			international: true,
			text: "Habari ya leo",
			incomplete: false,
		});
		await until(() => office.store.prepare("SELECT 1 FROM simulated_slot").all().length === 0);
		expect(office.gateways.practice.phones()).toMatchObject([{ digits: "15557654321" }]);
	});

	it("hands over a long text in letters of its own", async () => {
		addPractice();
		office.gateways.start();
		const text = "Ninaomba msaada 🙏 ".repeat(12);
		await until(() => office.gateways.list("any")[0]?.state === "ready");
		office.gateways.practice.text("15557654321", text);
		await until(() => office.texts.length === 1);
		expect(office.texts[0]?.text).toBe(text);
	});

	it("handles a text once where the SIM will not let go of it", async () => {
		addPractice([{ at: "command", match: "AT+CMGD", does: "error", code: "+CMS ERROR: 320", times: 3 }]);
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready");
		office.gateways.practice.text("15557654321", "STOP");
		await until(() => office.texts.length === 1);
		await office.gateways.stop();
		office.gateways.start();
		await office.gateways.untilIdle();
		await office.gateways.stop();
		office.gateways.start();
		await office.gateways.untilIdle();
		expect(office.texts).toHaveLength(1);
		expect(office.store.prepare("SELECT handled FROM inbound_part").all()).toEqual([{ handled: 1 }]);
	});

	it("handles what waits on the SIM before it sends", async () => {
		addPractice([{ at: "arrival", does: "lose" }]);
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready");
		office.gateways.practice.text("15551234567", "STOP");
		expect(office.texts).toHaveLength(0);
		await office.gateways.stop();
		const stopped = new Set<string>();
		office.desk.onText = ({ from }) => stopped.add(from);
		office.desk.why = () => (stopped.has("15551234567") ? "PHONE_NUMBER_OPTED_OUT" : null);
		const id = office.send("Hello");
		office.gateways.start();
		await office.gateways.untilIdle();
		expect(office.lastState(id)?.problem).toBe("PHONE_NUMBER_OPTED_OUT");
		expect(office.accepted()).toEqual([]);
	});

	it("keeps a text whose handling fails, and tries again", async () => {
		addPractice();
		let tries = 0;
		office.desk.onText = () => {
			tries += 1;
			if (tries === 1) throw new Error("the desk is on fire");
		};
		expect(office.gateways.receive({ from: "15557654321", text: "Hello" })).toEqual({ ok: true, value: [] });
		expect(office.texts).toHaveLength(0);
		office.gateways.start();
		await until(() => office.texts.length === 1);
		expect(office.texts[0]?.text).toBe("Hello");
	});

	it("takes a text in without a modem or the lease", () => {
		addPractice();
		const first = office.gateways.receive({ from: "15557654321", text: "join", at: "2026-01-05T08:00:00Z" });
		const second = office.gateways.receive({ from: "15557654321", text: "join", at: "2026-01-05T08:00:00Z" });
		expect(first).toMatchObject({ ok: true, value: [office.texts[0]?.id] });
		expect(second).toMatchObject({ ok: true, value: [office.texts[1]?.id] });
		expect(office.texts[0]).toMatchObject({ text: "join", networkAt: "2026-01-05T08:00:00.000Z" });
		expect(office.gateways.receive({ from: "Bank", text: "Hi" }).ok && office.texts[2]).toMatchObject({
			from: "Bank",
			international: false,
		});
		expect(office.gateways.receive({ gateway: "nowhere", from: "1", text: "Hi" })).toMatchObject({
			problem: { code: "gateway-not-found" },
		});
	});
});

describe("which gateway", () => {
	it("follows prefixes, the project first, and never falls back from a named one", () => {
		for (const name of ["all", "kenya", "nairobi", "own"]) office.gateways.add({ name, kind: "simulator" });
		office.gateways.route(null, "*", "all");
		office.gateways.route(null, "254", "kenya");
		office.gateways.route(null, "25420", "nairobi");
		expect(office.gateways.choose("p1", "254201234567")).toEqual({ ok: true, value: "nairobi" });
		expect(office.gateways.choose("p1", "254701234567")).toEqual({ ok: true, value: "kenya" });
		expect(office.gateways.choose("p1", "15551234567")).toEqual({ ok: true, value: "all" });
		office.gateways.route("p1", "*", "own");
		expect(office.gateways.choose("p1", "254201234567")).toEqual({ ok: true, value: "own" });
		expect(office.gateways.choose("p2", "254201234567")).toEqual({ ok: true, value: "nairobi" });
		expect(office.gateways.choose("p1", "15551234567", " KENYA ")).toEqual({ ok: true, value: "kenya" });
		expect(office.gateways.choose("p1", "15551234567", "nobody")).toMatchObject({
			problem: { code: "GATEWAY_NOT_FOUND" },
		});
		expect(office.gateways.list("p1").find(({ name }) => name === "own")?.routes).toEqual([
			{ prefix: "*", everywhere: false },
		]);
		for (const name of ["all", "kenya", "nairobi"]) office.gateways.remove(name);
		expect(office.gateways.choose("p2", "254201234567")).toMatchObject({ problem: { code: "NO_SUITABLE_GATEWAY" } });
	});

	it("fails what was queued on a gateway that is removed", () => {
		addPractice();
		const id = office.send("Hello");
		office.gateways.remove("PRACTICE");
		expect(office.lastState(id)).toEqual({ state: "failed", problem: "GATEWAY_REMOVED" });
	});

	it("refuses settings it does not know", () => {
		const add = (name: string, value: string) =>
			office.gateways.add({ name: "x", kind: "modem", settings: [{ name, value }] });
		expect(add("__proto__", "1")).toMatchObject({ problem: { code: "unknown-setting" } });
		expect(add("faults", "[]")).toMatchObject({ problem: { code: "unknown-setting" } });
		expect(add("sendGapMs", "soon")).toMatchObject({ problem: { code: "bad-setting" } });
	});
});

describe("one process at a time", () => {
	it("waits for the lease and takes over where it is given back", async () => {
		addPractice();
		const other = office.openAgain();
		expect(office.gateways.start()).toBe(true);
		expect(other.start()).toBe(false);
		const id = office.send("Hello");
		await until(() => office.lastState(id)?.state === "delivered");
		await office.gateways.stop();
		await until(() => other.running());
		await other.stop();
	});
});
