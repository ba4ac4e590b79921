import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSerialLine } from "./line/serial-line.ts";
import { type RadioOffice, radioOffice, until } from "./testing/radio-office.ts";

const script = new URL("../../../scripts/simulated-modem.mjs", import.meta.url).pathname;
const hasPython = process.platform !== "win32" && spawnSync("python3", ["-c", "import pty"]).status === 0;
if (!hasPython) console.log("skipped: a modem on a pseudo-terminal needs python3");

let office: RadioOffice;
const sticks: ChildProcessWithoutNullStreams[] = [];

/** Starts the simulated modem as a program of its own and waits for its port. */
async function plugIn(...args: string[]) {
	const stick = spawn(process.execPath, [script, ...args]);
	sticks.push(stick);
	const said: { event: string; path?: string; text?: string; copies?: number }[] = [];
	createInterface({ input: stick.stdout }).on("line", (line) => said.push(JSON.parse(line)));
	await until(() => said.some(({ event }) => event === "port"), 10_000);
	return {
		said,
		order: (what: object) => stick.stdin.write(`${JSON.stringify(what)}\n`),
		accepted: () => said.filter(({ event }) => event === "sms_accepted"),
	};
}

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
	for (const stick of sticks.splice(0)) stick.kill();
});

describe.skipIf(!hasPython)("a modem on a serial port", () => {
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
});

describe("a port that can't be opened", () => {
	it("says that there is none", async () => {
		expect(await openSerialLine("/dev/outpost-none")).toMatchObject({ ok: false, problem: { code: "port-missing" } });
	});
});
