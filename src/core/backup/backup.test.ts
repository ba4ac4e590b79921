import { spawn } from "node:child_process";
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Check } from "../api/index.ts";
import type { GatewayView } from "../gateway/api.ts";
import { movableClock, silentLog } from "../ground/index.ts";
import type { Correspondents } from "../messaging/index.ts";
import { reportHandlers } from "../reports/index.ts";
import { databaseName, FrontDesk, type Office, setUpOffice } from "../staff/index.ts";
import { openDatabase } from "../storage/index.ts";
import { keepDailyBackups, lastBackupAt, runDailyBackup, runDoctor } from "./index.ts";
import { isOnNetwork, syncedBy } from "./place.ts";

const checkWorker = join(process.cwd(), "src/core/storage/check-worker.ts");
let dataDir: string;
let desk: FrontDesk;
let office: Office;
let clock: ReturnType<typeof movableClock>;
const folder = () => join(dataDir, "backups");
/** Everything in the backup folder but the wrapped keys, which must lie there too. */
const copiesThere = () => {
	expect(existsSync(join(folder(), "keys.json"))).toBe(true);
	return readdirSync(folder())
		.filter((name) => name !== "keys.json")
		.sort();
};
const tools = () => ({ clock, log: silentLog, checkWorker, databaseName });

beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), "outpost-backup-"));
	clock = movableClock("2026-03-01T08:00:00.000Z");
	desk = new FrontDesk({
		options: { dataDir, migrationsDir: "drizzle", keyCost: 10, clock },
		onOpen() {},
		onSession() {},
	});
	const made = await setUpOffice(desk, "a", {
		language: "en",
		project: { name: "clinic", country: "KE", timeZone: "Africa/Nairobi", languages: ["en"] },
		supervisor: { name: "Wanjiku", pin: "260419" },
		consentRequired: "listed",
	});
	const at = desk.officeAt("a");
	if (!made.ok || !at) throw new Error("no office");
	office = at;
});
afterEach(() => {
	desk.close();
	rmSync(dataDir, { recursive: true, force: true });
});

/** What a copy holds of one table, opened with the office's key. */
function countIn(file: string, table: string): number {
	const opened = openDatabase({ file, key: office.dataKey, migrationsDir: "drizzle", mayCreate: false });
	if (!opened.ok) throw new Error(opened.problem.code);
	const n = opened.value.prepare<{ n: number }>(`SELECT COUNT(*) n FROM ${table}`).get()?.n ?? 0;
	opened.value.close();
	return n;
}

describe("the daily backup", () => {
	test("is a whole encrypted copy that opens with the same key, made once a day", async () => {
		office.store.prepare("INSERT INTO setting VALUES ('p', 'k', 'Canary Amina')").run();
		expect(await runDailyBackup(office, tools())).toEqual({ ok: true, value: "office-000001-2026-03-01.db" });
		expect(lastBackupAt(office.store)).toBe("2026-03-01T08:00:00.000Z");
		const file = join(folder(), "office-000001-2026-03-01.db");
		expect(readFileSync(file).includes("Canary")).toBe(false);
		expect(countIn(file, "staff")).toBe(1);
		clock.pass(23 * 60 * 60_000);
		expect(await runDailyBackup(office, tools())).toEqual({ ok: true, value: null });
		clock.pass(60 * 60_000);
		expect(await runDailyBackup(office, tools())).toEqual({ ok: true, value: "office-000002-2026-03-02.db" });
	});

	test("keeps the newest seven by their number, whatever the clock said", async () => {
		const days = [
			"2099-01-01",
			"2026-03-02",
			"2026-03-03",
			"2026-03-04",
			"2026-03-05",
			"2026-03-06",
			"2026-03-07",
			"2026-03-08",
			"2026-03-09",
		];
		for (const day of days) {
			clock.set(`${day}T08:00:00.000Z`);
			expect(await runDailyBackup(office, { ...tools(), checkWorker: undefined })).toMatchObject({ ok: true });
		}
		expect(copiesThere()).toEqual(days.slice(2).map((day, at) => `office-00000${at + 3}-${day}.db`));
	});

	test("of two that look at the same moment one is made", async () => {
		const made = await Promise.all([runDailyBackup(office, tools()), runDailyBackup(office, tools())]);
		expect(made.filter((result) => result.ok && result.value !== null)).toHaveLength(1);
		expect(copiesThere()).toHaveLength(1);
	});

	test("clears away what a crash left half written, and not what a living process writes", async () => {
		mkdirSync(folder());
		const dead = spawn(process.execPath, ["-e", ""]);
		await new Promise((resolve) => dead.on("close", resolve));
		const left = `office-000009-2026-02-01.db.${dead.pid}.part`;
		const alive = `office-000009-2026-02-01.db.${process.ppid}.part`;
		for (const name of [left, alive]) writeFileSync(join(folder(), name), "half");
		await runDailyBackup(office, tools());
		expect(copiesThere()).toEqual(["office-000001-2026-03-01.db", alive]);
	});

	test("is not made of the practice office, and stops with the process", async () => {
		expect(await runDailyBackup({ ...office, practice: true }, tools())).toEqual({ ok: true, value: null });
		const stop = keepDailyBackups(office, tools());
		stop();
		desk.close();
		await expect
			.poll(() => existsSync(folder()) && readdirSync(folder()).some((name) => name.endsWith(".db")))
			.toBe(true);
	});
});

test("the status line counts what waits and names the last backup", async () => {
	const acting = desk.actingAt("a");
	if (!acting.ok) throw new Error(acting.problem.code);
	const { store, project } = acting.value;
	const add = store.prepare(
		"INSERT INTO message (id, project_id, direction, peer, state, created_at) VALUES (?, ?, ?, '15551234567', ?, '2026-03-01')",
	);
	for (const [id, direction, state] of [
		["1", "out", "queued"],
		["2", "out", "queued"],
		["3", "out", "sending"],
		["4", "in", "handled"],
	]) {
		add.run(id ?? "", project.id, direction ?? "", state ?? "");
	}
	add.run("5", "another", "out", "queued");
	await runDailyBackup(office, tools());
	const handlers = reportHandlers({
		people: {} as Correspondents,
		gateways: () => [{ name: "practice", kind: "simulator", state: "ready", problem: null } as GatewayView],
	});
	expect(handlers["status.line"](acting.value)).toEqual({
		ok: true,
		value: {
			gateways: [{ name: "practice", state: "ready", problem: null, simulated: true }],
			queued: 2,
			sending: 1,
			unread: 1,
			lastSyncAt: null,
			hq: { state: "off", waiting: 0, parked: 0, conflicts: 0, nextTryAt: null, problem: null },
			lastBackupAt: "2026-03-01T08:00:00.000Z",
		},
	});
});

describe("the doctor", () => {
	const gateway = (more: Partial<GatewayView>) =>
		({ name: "stick", state: "ready", problem: null, ...more }) as GatewayView;
	const look = (more: Partial<Parameters<typeof runDoctor>[0]> = {}) =>
		runDoctor({ dataDir, office, clock, checkWorker, ...more });
	const of = (checks: Check[], name: string) => checks.find((check) => check.name === name);

	test("finds a new office in order", async () => {
		const checks = await look({ gateways: [gateway({})] });
		expect(checks.map((check) => [check.name, check.message])).toEqual([
			["database", "database-sound"],
			["key-store", "key-store-fine"],
			["clock", "clock-fine"],
			["disk", expect.stringMatching(/^disk-/)],
			["place", "place-fine"],
			["modem", "gateway-ready"],
			["audit", "audit-intact"],
			["backup", "backup-young-office"],
			["hq", "hq-not-set"],
		]);
	});

	test("says what is wrong", async () => {
		if (process.platform !== "win32") chmodSync(join(dataDir, "keys.json"), 0o644);
		clock.set("2025-12-01T00:00:00.000Z");
		office.store.prepare("DELETE FROM meta WHERE key = 'audit-end'").run();
		const checks = await look({ gateways: [gateway({ state: "stuck" })] });
		expect(of(checks, "clock")).toMatchObject({ ok: false, message: "clock-behind" });
		expect(of(checks, "audit")).toMatchObject({ ok: false, message: "audit-broken" });
		expect(of(checks, "modem")).toMatchObject({ ok: false, details: { gateway: "stick" } });
		if (process.platform !== "win32")
			expect(of(checks, "key-store")).toMatchObject({ ok: false, message: "key-store-open-to-others" });
		expect(of(await look({ gateways: [] }), "modem")).toMatchObject({ ok: false, message: "gateway-none" });
	});

	test("finds an old backup, and none in an office that is not young any more", async () => {
		clock.pass(3 * 24 * 60 * 60_000);
		expect(of(await look(), "backup")).toMatchObject({ ok: false, message: "backup-never" });
		await runDailyBackup(office, tools());
		expect(of(await look(), "backup")).toMatchObject({ ok: true, message: "backup-fine" });
		clock.pass(3 * 24 * 60 * 60_000);
		expect(of(await look(), "backup")).toMatchObject({ ok: false, message: "backup-old" });
	});

	test("looks only from outside before anybody has signed in", async () => {
		const checks = await look({ office: null });
		expect(of(checks, "database")).toMatchObject({ ok: true, message: "database-sealed" });
		expect(of(checks, "audit")).toBeUndefined();
		desk.close();
		rmSync(join(dataDir, databaseName));
		expect(of(await look({ office: null }), "database")).toMatchObject({ ok: false, message: "database-missing" });
		writeFileSync(join(dataDir, "keys.json"), "{");
		expect(of(await look({ office: null }), "key-store")).toMatchObject({ ok: false, message: "keys-damaged" });
		rmSync(join(dataDir, "keys.json"));
		expect(of(await look({ office: null }), "database")).toMatchObject({ ok: false, message: "no-office" });
	});
});

test.each([
	["C:\\Users\\amina\\OneDrive - Health Office\\Outpost", "OneDrive"],
	["/home/amina/Dropbox/outpost", "Dropbox"],
	["/Users/amina/Library/Mobile Documents/com~apple~CloudDocs/outpost", "iCloud Drive"],
	["/Users/amina/Library/CloudStorage/GoogleDrive-x/outpost", "CloudStorage"],
	["/home/amina/.local/share/outpost", null],
	["/home/amina/my-onedriver/boxes/outpost", null],
])("%s is kept in step by %s", (dir, service) => expect(syncedBy(dir)).toBe(service));

test.each([
	["\\\\server\\share\\outpost", true],
	["\\\\?\\UNC\\server\\share", true],
	["\\\\?\\C:\\outpost", false],
	["C:\\outpost", false],
])("%s lies on the network: %s", (dir, network) => expect(isOnNetwork(dir)).toBe(network));
