import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openSerialLine } from "./line/serial-line.ts";
import { type RadioOffice, radioOffice, until } from "./testing/radio-office.ts";
import { chatter, hasTerminals, terminalSticks } from "./testing/terminal-sticks.ts";

let office: RadioOffice;
const { plugIn, pullAll } = terminalSticks();

beforeEach(() => {
	office = radioOffice({
		timing: {
			commandMs: 2_000,
			promptMs: 2_000,
			answerMs: 1_000,
			probeMs: 500,
			reopenMs: [50],
			lookForPortMs: 50,
			absentPatienceMs: 5_000,
		},
	});
});
afterEach(async () => {
	await office.end();
	pullAll();
});

describe.skipIf(!hasTerminals)("a modem on a serial port", () => {
	it("sends, hears of the delivery and takes texts in", async () => {
		const link = join(office.folder, "stick");
		const stick = await plugIn("--link", link, "--store", join(office.folder, "sim.json"), "--byte-wise");
		office.gateways.add({ name: "stick", kind: "modem", port: link, settings: [{ name: "sendGapMs", value: "0" }] });
		const id = office.send("Mambo vipi? Ünïcode – 👋", { gateway: "stick" });
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "delivered", 10_000);
		expect(stick.accepted()).toMatchObject([{ text: "Mambo vipi? Ünïcode – 👋", copies: 1 }]);
		stick.order({ from: "15557654321", text: "123" });
		await until(() => office.texts.length === 1);
		expect(office.texts[0]).toMatchObject({ text: "123", gateway: "stick" });
		expect(office.gateways.list("any")).toMatchObject([{ state: "ready", port: link, operator: "Practice" }]);
		expect(office.gateways.maskedDialogue("stick").join("\n")).toMatch(/AT\+CMGS=\d+/);
		expect(office.gateways.maskedDialogue("stick").join("\n")).not.toMatch(/15551234567|[0-9A-F]{30}/);
	}, 20_000);

	it("is a stick of its own beside the practice modem of a new office, with nothing said about it", async () => {
		const link = join(office.folder, "stick");
		const stick = await plugIn("--link", link);
		office.gateways.add({ name: "practice", kind: "simulator" });
		office.gateways.add({ name: "stick", kind: "modem", port: link });
		const id = office.send("Hello", { gateway: "stick" });
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "delivered", 10_000);
		// Another process tells of it, a moment later.
		await until(() => stick.accepted().length >= 1, 5_000);
		expect(stick.accepted()).toHaveLength(1);
		const sims = office.store.prepare<{ imsi: string; imei: string }>("SELECT imei, imsi FROM gateway").all();
		expect(new Set(sims.flatMap(({ imei, imsi }) => [imei, imsi])).size).toBe(4);
	}, 20_000);

	it("comes back after it was pulled out, and sends nothing twice", async () => {
		const link = join(office.folder, "stick");
		const stick = await plugIn("--link", link);
		office.gateways.add({ name: "stick", kind: "modem", port: link, settings: [{ name: "sendGapMs", value: "0" }] });
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready", 10_000);
		stick.order({ unplug: 300 });
		await until(() => office.gateways.list("any")[0]?.state === "absent", 5_000);
		const id = office.send("Hello", { gateway: "stick" });
		await until(() => office.lastState(id)?.state === "delivered", 10_000);
		// Another process tells of it, a moment later.
		await until(() => stick.accepted().length >= 1, 5_000);
		expect(stick.accepted()).toHaveLength(1);
	}, 20_000);

	it("leaves a text unknown whose port went away after the network took it", async () => {
		const link = join(office.folder, "stick");
		const stick = await plugIn(
			"--link",
			link,
			"--fault",
			JSON.stringify({ at: "accepted", does: "close", ms: 200, times: 1 }),
		);
		office.gateways.add({
			name: "stick",
			kind: "modem",
			port: link,
			settings: [
				{ name: "sendGapMs", value: "0" },
				{ name: "deliveryReports", value: "false" },
			],
		});
		const id = office.send("One", { gateway: "stick" });
		const next = office.send("Two", { gateway: "stick" });
		office.gateways.start();
		await until(() => office.lastState(next)?.state === "sent", 10_000);
		expect(office.lastState(id)).toEqual({ state: "unknown", problem: "no-answer-from-modem" });
		// Another process tells of it, a moment later.
		await until(() => stick.accepted().length >= 2, 5_000);
		expect(stick.accepted()).toHaveLength(2);
	}, 20_000);

	it("is found by probing, PIN or not", async () => {
		const link = join(office.folder, "stick");
		await plugIn("--link", link, "--pin", "4321", "--imei", "350000000000099");
		expect(await office.gateways.detect([link, "/dev/outpost-none"])).toMatchObject([
			{
				port: link,
				manufacturer: "Outpost",
				imei: "350000000000099",
				imsi: null,
				sim: "pin",
				canText: false,
				problem: null,
			},
			{ port: "/dev/outpost-none", canText: false, problem: "port-missing" },
		]);
	}, 20_000);

	it("enters the PIN once, and never a wrong one twice", async () => {
		const link = join(office.folder, "stick");
		await plugIn("--link", link, "--pin", "4321");
		office.gateways.add({ name: "stick", kind: "modem", port: link, pin: "1111" });
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.problem === "sim-pin-wrong", 10_000);
		await new Promise((done) => setTimeout(done, 1_000));
		expect(office.gateways.list("any")[0]).toMatchObject({ state: "stuck", problem: "sim-pin-wrong" });
		office.gateways.remove("stick");
		office.gateways.add({ name: "again", kind: "modem", port: link, pin: "4321" });
		await until(() => office.gateways.list("any")[0]?.state === "ready", 10_000);
	}, 20_000);

	it("works beside a second one, each in its own time", async () => {
		const [slow, quick] = ["slow", "quick"].map((name) => join(office.folder, name));
		const one = await plugIn(
			"--link",
			slow ?? "",
			"--imei",
			"350000000000111",
			"--imsi",
			"001010000000111",
			"--send-delay",
			"1000",
		);
		const two = await plugIn("--link", quick ?? "", "--imei", "350000000000112", "--imsi", "001010000000112");
		for (const [name, port] of [
			["slow", slow],
			["quick", quick],
		] as const)
			office.gateways.add({ name, kind: "modem", port, settings: [{ name: "sendGapMs", value: "0" }] });
		const slowIds = [1, 2, 3].map((nth) => office.send(`Slow ${nth}`, { gateway: "slow" }));
		const quickIds = Array.from({ length: 20 }, (_, nth) => office.send(`Quick ${nth}`, { gateway: "quick" }));
		office.gateways.start();
		await until(() => quickIds.every((id) => office.lastState(id)?.state === "delivered"), 10_000);
		expect(slowIds.every((id) => office.lastState(id)?.state === "delivered")).toBe(false);
		one.order({ from: "15557654321", text: "to the slow one" });
		two.order({ unplug: 200 });
		await until(() => office.texts.length === 1);
		expect(office.texts[0]).toMatchObject({ text: "to the slow one", gateway: "slow" });
		await until(() => slowIds.every((id) => office.lastState(id)?.state === "delivered"), 10_000);
		expect([one.accepted().length, two.accepted().length]).toEqual([3, 20]);
		expect(new Set(one.accepted().map(({ text }) => text?.slice(0, 4)))).toEqual(new Set(["Slow"]));
	}, 30_000);

	it("is known by its own number when the port comes back under another name", async () => {
		const link = join(office.folder, "stick");
		const stick = await plugIn("--link", link);
		office.gateways.add({
			name: "stick",
			kind: "modem",
			port: `${link},${link}-2`,
			settings: [{ name: "sendGapMs", value: "0" }],
		});
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready", 10_000);
		stick.order({ unplug: 200, renames: true });
		await until(() => office.gateways.list("any")[0]?.state === "absent", 1_000);
		const id = office.send("Hello", { gateway: "stick" });
		await until(() => office.lastState(id)?.state === "delivered", 5_200);
		expect(office.gateways.list("any")[0]?.port).toBe(`${link}-2`);
		// Another process tells of it, a moment later.
		await until(() => stick.accepted().length >= 1, 5_000);
		expect(stick.accepted()).toHaveLength(1);
	}, 20_000);

	it.skipIf(!existsSync("/proc/self/fd"))(
		"is named with the program that holds it",
		async () => {
			const link = join(office.folder, "stick");
			await plugIn("--link", link, "--fault", JSON.stringify({ at: "command", does: "mute" }));
			const opened = await openSerialLine(link);
			if (!opened.ok) throw new Error(opened.problem.code);
			// What we hold ourselves is nobody else's.
			expect(await office.gateways.detect([link])).toMatchObject([{ problem: "port-busy", holder: null }]);
			await opened.value.close();
			expect(await office.gateways.detect([link])).toMatchObject([{ problem: "modem-silent" }]);
		},
		20_000,
	);
});

describe.skipIf(!hasTerminals)("a line that is hung up while octets come in", () => {
	// Where the end of a line lies between two reads is chance: one of ten was missed before it was looked for.
	it("ends, each of a hundred times", async () => {
		const { nextPort, begin, hangUp, end } = chatter();
		onTestFinished(end);
		for (let nth = 0; nth < 100; nth += 1) {
			const opened = await openSerialLine(await nextPort());
			if (!opened.ok) throw new Error(opened.problem.code);
			const line = opened.value;
			const heard = new Promise<void>((done) => line.onData(() => done()));
			const ended = new Promise((done) => line.onClose(done));
			begin();
			await heard;
			hangUp();
			expect(await ended).toBe("lost");
		}
	});
});

describe("a port that can't be opened", () => {
	it("says that there is none", async () => {
		expect(await openSerialLine("/dev/outpost-none")).toMatchObject({ ok: false, problem: { code: "port-missing" } });
	});
});
