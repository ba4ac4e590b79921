import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOffice, testPin } from "../testing/test-office.ts";
import { openOutpost } from "./outpost.ts";

let disk: string | null = null;

/** A disk of eight megabytes that can be filled and made read-only; only root may make one. */
beforeAll(() => {
	const dir = mkdtempSync(join(tmpdir(), "outpost-disk-"));
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", dir], { stdio: "ignore" });
		disk = dir;
	} catch {
		console.info("skipped: full and read-only disks, since no small disk can be mounted here (needs root on Linux)");
		rmSync(dir, { recursive: true, force: true });
	}
});
afterAll(() => {
	if (!disk) return;
	execFileSync("umount", ["-l", disk], { stdio: "ignore" });
	rmSync(disk, { recursive: true, force: true });
});

describe("a disk that is full or read-only", () => {
	test("a full disk is said in words, breaks no promise, and work goes on when there is room again", {
		timeout: 120_000,
	}, async (context) => {
		if (!disk) return context.skip("no small disk");
		const dataDir = join(disk, "office");
		const office = await openTestOffice({ dataDir });
		const ballast = join(disk, "ballast");
		const kept: string[] = [];
		let refusals = 0;
		for (let point = 0; point < 50; point++) {
			const room = statfsSync(disk);
			// Fifty different amounts of room left, from nothing to a little.
			writeFileSync(ballast, Buffer.alloc(Math.max(0, room.bavail * room.bsize - point * 700)));
			for (let n = 0; n < 20; n++) {
				const made = await office.call("cases.register", {
					type: "person",
					name: `Person ${point}-${n}`,
					properties: [{ name: "note", value: "x".repeat(2000) }],
				});
				if (made.ok) kept.push(made.value.id);
				else {
					expect(["disk-full", "disk-error"]).toContain(made.problem.code);
					refusals++;
					break;
				}
			}
			rmSync(ballast);
		}
		expect(refusals).toBeGreaterThan(10);
		expect((await office.call("cases.register", { type: "person", name: "Room again" })).ok).toBe(true);
		await office.outpost.close();
		const again = await openOutpost({ dataDir, migrationsDir: "drizzle" });
		expect((await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk")).ok).toBe(true);
		const listed = await again.call("cases.list", { limit: 0 }, "desk");
		const ids = new Set(listed.ok ? listed.value.rows.map((row) => row.id) : []);
		expect(kept.filter((id) => !ids.has(id))).toEqual([]);
		await again.close();
		rmSync(dataDir, { recursive: true, force: true });
	});

	test("a read-only disk is said in words", async (context) => {
		if (!disk) return context.skip("no small disk");
		const dataDir = join(disk, "still");
		const office = await openTestOffice({ dataDir });
		await office.outpost.close();
		execFileSync("mount", ["-o", "remount,ro", disk]);
		try {
			const again = await openOutpost({ dataDir, migrationsDir: "drizzle" });
			const signedIn = await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk");
			expect(signedIn).toMatchObject({ ok: false, problem: { code: "database-read-only" } });
			await again.close();
		} finally {
			execFileSync("mount", ["-o", "remount,rw", disk]);
		}
	});
});

describe("files of the office that are missing or damaged", () => {
	test("keys without a database, a database without keys, damaged keys: each said, none replaced by an empty office", async () => {
		for (const [gone, state] of [
			["outpost.db", "database-missing"],
			["keys.json", "keys-missing"],
		] as const) {
			const office = await openTestOffice();
			await office.outpost.close();
			for (const tail of ["", "-wal", "-shm"]) rmSync(join(office.dataDir, gone + tail), { force: true });
			const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyCost: 10 });
			expect(await again.call("office.status", {}, "desk")).toMatchObject({
				value: { state: "sealed", problem: state },
			});
			expect(await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk")).toMatchObject({
				ok: false,
			});
			const setUp = {
				language: "en",
				project: { name: "new", country: "US", timeZone: "UTC", languages: ["en"] },
				supervisor: { name: "New", pin: testPin },
			};
			expect((await again.call("office.setUp", setUp, "desk")).ok).toBe(false);
			await again.close();
			rmSync(office.dataDir, { recursive: true, force: true });
		}
	});

	test("an empty file is no office: it is kept aside like any damage, and the true one comes back with its keys", async () => {
		const office = await openTestOffice();
		await office.outpost.close();
		const database = join(office.dataDir, "outpost.db");
		const whole = readFileSync(database);
		writeFileSync(database, "");
		const again = async () => {
			const outpost = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle" });
			const answer = await outpost.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk");
			await outpost.close();
			return answer;
		};
		const refused = await again();
		expect(refused).toMatchObject({ problem: { code: "database-damaged" } });
		const kept = refused.ok ? "" : String(refused.problem.details?.keptAs);
		writeFileSync(join(office.dataDir, kept), whole);
		expect((await again()).ok).toBe(true);
		await office.close();
	});

	test("a damaged database is kept aside and said so; nothing empty takes its place", async () => {
		const office = await openTestOffice();
		await office.must("cases.register", { type: "person", name: "Amina" });
		await office.outpost.close();
		writeFileSync(join(office.dataDir, "outpost.db"), Buffer.alloc(100_000, 0x41));
		const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle" });
		expect(await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk")).toMatchObject({
			ok: false,
			problem: { code: "database-damaged", details: { keptAs: expect.stringContaining("outpost.db.damaged-") } },
		});
		expect(await again.call("office.status", {}, "desk")).toMatchObject({
			value: { problem: "database-damaged", damagedKeptAs: expect.any(String) },
		});
		await again.close();
		await office.close();
	});
});

test("a stop survives a restored older database, a deleted case and a second project", async () => {
	const { cpSync } = await import("node:fs");
	const office = await openTestOffice();
	const person = {
		type: "person",
		name: "Amina",
		phone: "12065551234",
		consent: { answer: "yes", channel: "spoken" },
	} as const;
	await office.must("cases.register", person);
	await office.outpost.close();
	cpSync(office.dataDir, `${office.dataDir}-older`, { recursive: true });
	const open = async () => {
		const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle" });
		expect((await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk")).ok).toBe(true);
		return again;
	};
	let again = await open();
	await again.call("messages.simulate", { from: "12065551234", text: "STOP" }, "desk");
	await again.close();
	for (const tail of ["", "-wal", "-shm"]) rmSync(join(office.dataDir, `outpost.db${tail}`), { force: true });
	cpSync(join(`${office.dataDir}-older`, "outpost.db"), join(office.dataDir, "outpost.db"));
	again = await open();
	expect(await again.call("optOut.show", { digits: "12065551234" }, "desk")).toMatchObject({
		value: { optedOut: true },
	});
	const other = await again.call(
		"projects.add",
		{ name: "school", country: "US", timeZone: "UTC", languages: ["en"] },
		"desk",
	);
	if (other.ok) await again.call("projects.use", { id: other.value.id }, "desk");
	expect(await again.call("cases.register", person, "desk")).toMatchObject({
		value: { optedOut: true, mayText: { code: "PHONE_NUMBER_OPTED_OUT" } },
	});
	await again.close();
	rmSync(`${office.dataDir}-older`, { recursive: true, force: true });
	rmSync(office.dataDir, { recursive: true, force: true });
});
