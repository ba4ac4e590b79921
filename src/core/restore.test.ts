import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardBy, openTestOffice, testPin } from "../testing/test-office.ts";
import { openOutpost } from "./outpost.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
let office: Office;
let folder: string;
let file: string;
const who = { name: "Supervisor", pin: testPin };

beforeEach(async () => {
	office = await openTestOffice();
	folder = mkdtempSync(join(tmpdir(), "outpost-stick-"));
	file = join(folder, "clinic.backup");
});
afterEach(async () => {
	await office.close();
	rmSync(folder, { recursive: true, force: true });
});

const register = (name: string, phone = "") =>
	office.must("cases.register", {
		type: "person",
		name,
		phone,
		acceptDoubtful: true,
		consent: { answer: "yes", channel: "paper" },
	});
const names = async () => (await office.must("cases.list", {})).rows.map((row) => row.name).sort();
const actions = async () => (await office.must("audit.list", {})).lines.map((line) => line.action);

describe("a backup that somebody saves", () => {
	test("is one file without a name in the clear, told in the audit and in the status line; a second one takes its place", async () => {
		await register("Wanjiru Kamau");
		const saved = await office.must("backup.save", { file });
		expect(readdirSync(folder)).toEqual(["clinic.backup"]);
		const bytes = readFileSync(file);
		expect(saved).toMatchObject({ file, bytes: bytes.length });
		expect(bytes.includes("Wanjiru")).toBe(false);
		expect((await office.must("status.line", {})).lastBackupAt).toBe(saved.madeAt);
		expect(await actions()).toContain("backup.saved");
		await office.must("backup.save", { file });
		expect(readdirSync(folder)).toEqual(["clinic.backup"]);
	});
	test("replaces no file of another kind, and needs a place", async () => {
		writeFileSync(file, "a letter to the ministry");
		for (const [path, code] of [
			[file, "backup-in-the-way"],
			[folder, "backup-in-the-way"],
			[join(folder, "nowhere", "x"), "backup-place-unusable"],
			["clinic.backup", "path-not-whole"],
		]) {
			expect(await office.call("backup.save", { file: path ?? "" })).toMatchObject({ problem: { code } });
		}
		expect(readFileSync(file, "utf8")).toBe("a letter to the ministry");
	});
	test("is for supervisors and technicians", async () => {
		await office.must("staff.add", { name: "Clerk", role: "clerk", pin: "739201" });
		await office.must("staff.signIn", { name: "Clerk", pin: "739201" }, "second");
		expect(await office.call("backup.save", { file }, "second")).toMatchObject({ problem: { code: "not-allowed" } });
		expect(await office.call("backup.restore", { file, name: "Clerk", pin: "739201" }, "second")).toMatchObject({
			ok: false,
		});
	});
});

describe("going back to a backup", () => {
	test("brings back who was there then; stops, staff and PINs stay those of today; nothing goes out twice", async () => {
		const amina = await register("Amina", "+1 202 555 0143");
		await register("Baraka", "+1 202 555 0144");
		await office.must("messages.send", { to: `case:${amina.id}`, text: "Clinic opens at eight" });
		await office.must("backup.save", { file });

		await office.pump();
		expect(await heardBy(office, "12025550143")).toHaveLength(1);
		await office.must("messages.simulate", { from: "12025550144", text: "STOP" });
		await register("Chege");
		const added = await office.must("staff.add", { name: "Nurse", role: "clerk", pin: "739201" });
		await office.must("staff.changePin", { oldPin: testPin, newPin: "918273" });

		expect(await office.call("backup.restore", { file, ...who })).toMatchObject({ problem: { code: "wrong-pin" } });
		const back = await office.must("backup.restore", { file, name: "Supervisor", pin: "918273" });
		expect(existsSync(join(office.dataDir, back.keptAs ?? ""))).toBe(true);
		expect(readdirSync(office.dataDir).filter((name) => name.includes("restoring"))).toEqual([]);

		expect(await names()).toEqual(["Amina", "Baraka"]);
		expect(await office.must("optOut.show", { digits: "12025550144" })).toMatchObject({ optedOut: true });
		expect((await office.must("staff.list", {})).map((one) => one.name)).toContain("Nurse");
		await office.must("staff.signIn", { name: "Nurse", pin: "739201" }, "second");
		expect(added.role).toBe("clerk");

		const [text] = (await office.must("messages.list", {})).rows.filter((row) => row.direction === "out");
		expect(text).toMatchObject({ state: "unknown", problem: "MESSAGE_RESTORED" });
		await office.pump();
		expect(await heardBy(office, "12025550143")).toEqual([]);
		const [line] = (await office.must("audit.list", { action: "backup.restored" })).lines;
		expect(line).toMatchObject({ staff: "Supervisor", details: { doubted: 1, stopped: 1 } });
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	});

	test("works on an empty folder, with the PIN of then", async () => {
		await register("Amina");
		await office.must("backup.save", { file });
		const dataDir = join(folder, "new-laptop");
		const outpost = await openOutpost({ dataDir, migrationsDir: "drizzle", keyCost: 10 });
		try {
			expect(await outpost.call("backup.restore", { file, name: "Supervisor", pin: "000001" }, "a")).toMatchObject({
				problem: { code: "wrong-pin" },
			});
			expect(await outpost.call("office.status", {}, "a")).toMatchObject({ value: { state: "first-run" } });
			expect(await outpost.call("backup.restore", { file, ...who }, "a")).toMatchObject({
				value: { keptAs: null },
			});
			expect(await outpost.call("cases.list", {}, "a")).toMatchObject({ value: { rows: [{ name: "Amina" }] } });
		} finally {
			await outpost.close();
		}
	});

	test("repairs an office whose database is damaged or gone, from a daily copy", async () => {
		await register("Amina");
		await office.must("backup.save", { file });
		await office.outpost.close();
		const database = join(office.dataDir, "outpost.db");
		const bytes = readFileSync(database);
		bytes.fill(7, 0, 8192);
		writeFileSync(database, bytes);
		for (const tail of ["-wal", "-shm"]) rmSync(database + tail, { force: true });
		const outpost = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyCost: 10 });
		try {
			expect(await outpost.call("staff.signIn", who, "a")).toMatchObject({ problem: { code: "database-damaged" } });
			expect(await outpost.call("backup.restore", { file, ...who }, "a")).toMatchObject({ ok: true });
			expect(await outpost.call("cases.list", {}, "a")).toMatchObject({ value: { rows: [{ name: "Amina" }] } });
			expect(await outpost.call("office.status", {}, "a")).toMatchObject({ value: { problem: null } });
		} finally {
			await outpost.close();
		}
	});

	test("refuses a file with any octet changed, cut off or added to, and leaves the office as it is", async () => {
		await register("Amina");
		await office.must("backup.save", { file });
		await register("Baraka");
		const whole = readFileSync(file);
		const bad = join(folder, "bad");
		const places = [5, 40, 400, 5000, Math.floor(whole.length / 2), whole.length - 70, whole.length - 3];
		const copies = places.map((place) => {
			const copy = Buffer.from(whole);
			copy[place] = (copy[place] ?? 0) ^ 1;
			return copy;
		});
		copies.push(whole.subarray(0, -1000), Buffer.concat([whole, Buffer.from("x")]), Buffer.alloc(0));
		for (const [nth, copy] of copies.entries()) {
			writeFileSync(bad, copy);
			const answer = await office.call("backup.restore", { file: bad, ...who });
			expect(answer.ok, `copy ${nth}`).toBe(false);
			if (!answer.ok) expect(answer.problem.code, `copy ${nth}`).toMatch(/^backup-(damaged|of-another-office)$/);
		}
		expect(await names()).toEqual(["Amina", "Baraka"]);
		expect(readdirSync(office.dataDir).filter((name) => /restor/.test(name))).toEqual([]);
		expect(await office.call("backup.restore", { file: join(folder, "none"), ...who })).toMatchObject({
			problem: { code: "backup-not-found" },
		});
	});

	test("refuses another office's backup, in one file or as a copy with its keys", async () => {
		await register("Amina");
		const other = await openTestOffice();
		try {
			await other.must("backup.save", { file });
			expect(await office.call("backup.restore", { file, ...who })).toMatchObject({
				problem: { code: "backup-of-another-office" },
			});
			await other.outpost.close();
			const plain = join(folder, "office-000001-2026-01-05.db");
			copyFileSync(join(other.dataDir, "outpost.db"), plain);
			copyFileSync(join(other.dataDir, "keys.json"), join(folder, "keys.json"));
			expect(await office.call("backup.restore", { file: plain, ...who })).toMatchObject({
				problem: { code: "backup-of-another-office" },
			});
		} finally {
			await other.close();
		}
		expect(await names()).toEqual(["Amina"]);
	});

	test("is refused while another process has the office open, and everybody works on here", async () => {
		await register("Amina");
		await office.must("backup.save", { file });
		const twin = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyCost: 10 });
		await twin.call("staff.signIn", who, "twin");
		expect(await office.call("backup.restore", { file, ...who })).toMatchObject({ problem: { code: "office-in-use" } });
		expect(await names()).toEqual(["Amina"]);
		await twin.close();
		await office.must("backup.restore", { file, ...who });
		expect(await names()).toEqual(["Amina"]);
	});

	test("is not for practice, where nothing is real", async () => {
		await office.must("office.enterPractice", { language: "en" }, "play");
		expect(await office.call("backup.save", { file }, "play")).toMatchObject({ problem: { code: "not-in-practice" } });
		expect(await office.call("backup.restore", { file, ...who }, "play")).toMatchObject({
			problem: { code: "not-in-practice" },
		});
	});

	test("a restore that was cut off before anybody opened the office is settled at the next opening", async () => {
		const amina = await register("Amina", "+1 202 555 0143");
		await office.must("messages.send", { to: `case:${amina.id}`, text: "Hello" });
		await office.must("backup.save", { file });
		await office.must("backup.restore", { file, ...who });
		await office.outpost.close();
		const copy = join(folder, "copy");
		cpSync(office.dataDir, copy, { recursive: true });
		const again = await openOutpost({ dataDir: copy, migrationsDir: "drizzle", keyCost: 10, runGateways: true });
		try {
			await again.call("staff.signIn", who, "a");
			const lines = await again.call("audit.list", { action: "backup.restored" }, "a");
			expect(lines.ok && lines.value.lines).toHaveLength(1);
		} finally {
			await again.close();
		}
	});
});
