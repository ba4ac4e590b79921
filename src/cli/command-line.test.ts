import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startStandIn } from "../testing/hq-stand-in/stand-in.ts";
import { add, officeForTests, projectFlags, who } from "./office-for-tests.ts";

// Every command here is a process of its own, as scripts outside use it.
const { folder, start, asProcess: outpost, remove } = officeForTests();
// A busy machine starts a process in seconds, and each test starts several.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
afterAll(remove);

beforeAll(async () => {
	const ran = await outpost(["init", ...projectFlags, "--supervisor", who.OUTPOST_STAFF, "--json"], {
		env: { OUTPOST_PIN: who.OUTPOST_PIN },
	});
	expect(ran).toMatchObject({ code: 0, err: "" });
	const made = JSON.parse(ran.out);
	expect(made).toMatchObject({ project: "Riverside Clinic", staff: who.OUTPOST_STAFF });
	expect(made.recoveryCode.length).toBeGreaterThan(15);
});

describe("without an office", () => {
	const elsewhere = join(folder, "nobody");
	it("phone works, in order, and any country's", async () => {
		const input = "0712 345 678\r\n+1 555 123 4567\n15551234567\n\nnot a number\n٠٧١٢٣٤٥٦٧٨\n";
		const ran = await outpost(["phone", "--country", "KE", "--json", "--data", elsewhere], { input, env: {} });
		const answers = ran.lines.map((line) => JSON.parse(line));
		expect(answers.map((answer) => answer.digits)).toEqual([
			"254712345678",
			"15551234567",
			"15551234567",
			null,
			null,
			"254712345678",
		]);
		expect(answers[0]).toEqual({
			input: "0712 345 678",
			ok: true,
			digits: "254712345678",
			country: "KE",
			valid: true,
			possible: true,
			type: "MOBILE",
			problem: null,
		});
		expect(answers[2]).toMatchObject({ ok: true, valid: false, possible: true, problem: { code: "doubtful-number" } });
		expect(answers[3]).toMatchObject({
			input: "",
			ok: false,
			problem: { code: "no-number", message: expect.any(String) },
		});
		expect(ran.code).toBe(3);
		expect(existsSync(elsewhere)).toBe(false);
	});
	it("phone answers ten thousand lines", async () => {
		const numbers = Array.from({ length: 10_000 }, (_, i) => `07${String(10_000_000 + i * 37)}`);
		const ran = await outpost(["phone", "--country=KE", "--json"], { input: numbers.join("\n"), env: {} });
		expect(ran.code).toBe(0);
		expect(ran.lines.map((line) => JSON.parse(line).input)).toEqual(numbers);
	});
	it("phone is quiet when its reader goes", async () => {
		const child = start(["phone", "--country", "KE"], {});
		let err = "";
		child.stderr?.on("data", (piece) => (err += piece));
		child.stdin?.on("error", () => {});
		child.stdin?.end("0712345678\n".repeat(50_000));
		await new Promise((resolve) => child.stdout?.once("data", resolve));
		child.stdout?.destroy();
		expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
		expect(err).toBe("");
	});
	it("other commands are refused and make no folder", async () => {
		const ran = await outpost(["case", "list", "--json", "--data", elsewhere]);
		expect(JSON.parse(ran.out).problem.code).toBe("no-office");
		expect(existsSync(elsewhere)).toBe(false);
	});
});

describe("an office", () => {
	it("takes people from several processes at once, none lost", async () => {
		const made = await Promise.all(
			Array.from({ length: 4 }, (_, i) => outpost([...add(`Twin ${i}`, `07130000${i}0`), "--json"])),
		);
		expect(made.map((ran) => [ran.code, ran.err])).toEqual(made.map(() => [0, ""]));
		const listed = await outpost(["case", "list", "--limit", "0", "--json"]);
		expect(listed.lines.map((line) => JSON.parse(line).name).toSorted((a, b) => a.localeCompare(b))).toEqual([
			"Twin 0",
			"Twin 1",
			"Twin 2",
			"Twin 3",
		]);
	});
	it("asks for a name and a PIN, and takes the right one only", async () => {
		const nobody = await outpost(["case", "list", "--json"], { env: {} });
		expect({ code: nobody.code, problem: JSON.parse(nobody.out).problem.code }).toEqual({
			code: 1,
			problem: "sign-in-needed",
		});
		const wrong = await outpost(["case", "list"], { env: { ...who, OUTPOST_PIN: "000000" } });
		expect(wrong).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/^\S.*\n$/) });
	});
	it("takes a name of 100 kB as far as it is allowed to be", async () => {
		const long = await outpost([...add("n".repeat(100_000), "0712000114"), "--json"]);
		expect({ code: long.code, problem: JSON.parse(long.out).problem.code }).toEqual({
			code: 1,
			problem: "name-too-long",
		});
	});
	it("runs its gateways until they are idle", async () => {
		const sent = await outpost(["send", "--to", "254713000000", "--text=-x", "--json"]);
		const { id } = JSON.parse(sent.out);
		const ran = await outpost(["gateway", "run", "--until-idle", "--json"]);
		const events = ran.lines.map((line) => JSON.parse(line)).filter((event) => event.messageId === id);
		expect(events.map((event) => event.event)).toEqual(expect.arrayContaining(["sending", "sent"]));
		expect(events[0]).toMatchObject({ gateway: "practice", at: expect.stringMatching(/^\d{4}-.*Z$/) });
		expect(ran).toMatchObject({ code: 0, err: "" });
	});
});

describe.skipIf(process.platform === "win32")("serve", () => {
	it("prints its address, answers there, and ends on SIGTERM", async () => {
		const child = start(["serve", "--json", "--port", "0"], who);
		let err = "";
		child.stderr?.on("data", (piece) => (err += piece));
		const line = await new Promise<string>((resolve) => child.stdout?.once("data", (piece) => resolve(String(piece))));
		const { url } = JSON.parse(line);
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
		expect((await fetch(url)).status).toBeLessThan(500);
		child.kill("SIGTERM");
		expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
		expect(err).toBe("");
	});
	it("carries to HQ from the start where name and PIN are at hand", async () => {
		const hq = await startStandIn();
		for (const [key, value] of Object.entries({ url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey }))
			expect(await outpost(["settings", "set", `hq.${key}`, value])).toMatchObject({ code: 0 });
		const child = start(["serve", "--json", "--port", "0"], who);
		try {
			await expect.poll(() => hq.seen.requests, { timeout: 30_000 }).toBeGreaterThan(0);
		} finally {
			child.kill("SIGTERM");
			await new Promise((resolve) => child.on("close", resolve));
			await outpost(["settings", "set", "hq.url", ""]);
			await hq.close();
		}
	});
	it("ends when the shell that npm put before it is gone", async () => {
		const shell = spawn(
			"sh",
			["-c", `"${process.execPath}" "${join(import.meta.dirname, "index.ts")}" serve --json; true`],
			{
				env: {
					PATH: process.env.PATH ?? "",
					HOME: folder,
					OUTPOST_DATA: join(folder, "office"),
					npm_lifecycle_event: "outpost",
				},
				stdio: ["ignore", "pipe", "inherit"],
			},
		);
		await new Promise((resolve) => shell.stdout.once("data", resolve));
		shell.kill("SIGTERM");
		// The pipe closes when the last one that holds it has ended.
		await new Promise((resolve) => shell.stdout.once("close", resolve));
	});
});
