import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RadioOffice, radioOffice, until } from "./testing/radio-office.ts";
import { hasTerminals, terminalSticks } from "./testing/terminal-sticks.ts";

/** A stick that costs money is used sparingly: four texts, all to its own SIM. `OUTPOST_MODEM_NUMBER` where the SIM does not know its number. */
const realPort = process.env.OUTPOST_MODEM_PORT ?? "";
const realNumber = process.env.OUTPOST_MODEM_NUMBER ?? "";
const realPin = process.env.OUTPOST_MODEM_PIN;
const why =
	realPort === ""
		? "OUTPOST_MODEM_PORT names no port"
		: existsSync(realPort) || process.platform === "win32"
			? null
			: `there is no ${realPort}`;
if (why) console.log(`skipped on a real stick: ${why}`);

const number = "15550000009";
const folder = mkdtempSync(join(tmpdir(), "outpost-stick-"));
const { plugIn, pullAll } = terminalSticks();
const practice = { name: "simulated", port: join(folder, "stick"), number, waitMs: 10_000, skipped: !hasTerminals };
const real = { name: "real", port: realPort, number: realNumber, waitMs: 120_000, skipped: why !== null };

beforeAll(async () => {
	if (!hasTerminals) return;
	const stick = await plugIn("--link", practice.port, "--number", number, "--ussd", "*100#=Balance: 5.00");
	// The network at its other end brings back what the SIM sends to itself.
	let brought = 0;
	setInterval(() => {
		for (const { to, text } of stick.accepted().slice(brought)) {
			brought += 1;
			if (to === number && text) stick.order({ from: number, text });
		}
	}, 20).unref();
}, 20_000);
afterAll(() => {
	pullAll();
	rmSync(folder, { recursive: true, force: true });
});

describe.each([practice, real])("a $name stick", ({ port, waitMs, skipped, number: known }) => {
	let office: RadioOffice;
	const view = () => office.gateways.list("any")[0];
	const ownNumber = () => known || view()?.replyTo || null;
	const start = async () => {
		office.gateways.start();
		await until(() => view()?.state === "ready", waitMs);
	};

	beforeEach(() => {
		// What a real modem needs, it gets.
		office = radioOffice({
			timing: {
				commandMs: 5_000,
				promptMs: 5_000,
				answerMs: 120_000,
				slowCommandMs: 30_000,
				probeMs: 500,
				silenceMs: 300,
			},
		});
		const code = process.env.OUTPOST_BALANCE_CODE ?? (port === practice.port ? "*100#" : "");
		const settings = [
			{ name: "sendGapMs", value: port === practice.port ? "0" : "3000" },
			{ name: "balanceCode", value: code },
		];
		office.gateways.add({ name: "stick", kind: "modem", port, pin: realPin, settings });
	});
	afterEach(() => office.end());

	it.skipIf(skipped)(
		"starts, and tells who it is and how it hears",
		async () => {
			await start();
			expect(view()).toMatchObject({ port, problem: null });
			expect(office.store.prepare("SELECT imei, imsi FROM gateway").get()).toMatchObject({
				imei: expect.stringMatching(/^\d{14,16}$/),
				imsi: expect.stringMatching(/^[\dA-F]{10,22}$/),
			});
			expect(view()?.operator).toBeTypeOf("string");
		},
		150_000,
	);

	it.skipIf(skipped)(
		"sends a text to itself, hears of its delivery and takes it in once",
		async ({ skip }) => {
			await start();
			const to = ownNumber();
			if (to === null) return skip("the SIM does not know its number: set OUTPOST_MODEM_NUMBER");
			const words = `Outpost {€} §¿é ${office.folder.slice(-6)}`;
			const id = office.send(words, { gateway: "stick", to });
			await until(() => ["sent", "delivered"].includes(office.lastState(id)?.state ?? ""), waitMs);
			await until(() => office.texts.some(({ text }) => text === words), waitMs);
			await until(() => office.lastState(id)?.state === "delivered", waitMs);
			await office.gateways.stop();
			office.gateways.start();
			await office.gateways.untilIdle();
			expect(office.texts.filter(({ text }) => text === words)).toHaveLength(1);
		},
		400_000,
	);

	it.skipIf(skipped)(
		"sends a text of three parts",
		async ({ skip }) => {
			await start();
			const to = ownNumber();
			if (to === null) return skip("the SIM does not know its number: set OUTPOST_MODEM_NUMBER");
			const id = office.send("Ninaomba msaada 🙏 ".repeat(9), { gateway: "stick", to });
			await until(() => ["sent", "delivered"].includes(office.lastState(id)?.state ?? ""), waitMs);
		},
		200_000,
	);

	it.skipIf(skipped)(
		"tells the balance, where its code is known",
		async ({ skip }) => {
			await start();
			const asked = await office.gateways.balance("stick");
			if (!asked.ok && asked.problem.code === "balance-code-missing") return skip("OUTPOST_BALANCE_CODE is not set");
			expect(asked).toMatchObject({ ok: true, value: { text: expect.stringMatching(/\S/) } });
		},
		200_000,
	);

	it.skipIf(skipped)(
		"is found by probing",
		async () => {
			expect(await office.gateways.detect([port])).toEqual(
				expect.arrayContaining([expect.objectContaining({ port, problem: null })]),
			);
		},
		60_000,
	);
});
