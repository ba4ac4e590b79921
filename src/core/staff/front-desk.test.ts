import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Result } from "../ground/index.ts";
import { databaseName, enterPractice, FrontDesk, recover, setUpOffice, signIn, staffHandlers } from "./index.ts";
import { changeKeyFile, readKeyFile, writeKeyFile } from "./key-file.ts";
import { noTries } from "./try-delay.ts";
import { pinOf } from "./try-secret.ts";

const pin = "260419";
const setUpInput = {
	language: "en",
	project: { name: "clinic", country: "ke", timeZone: "Africa/Nairobi", languages: ["en", "sw"] },
	supervisor: { name: "Wanjiku", pin },
	consentRequired: "everywhere" as const,
};

let dataDir: string;
let desk: FrontDesk;
let opened: number;
const desks: FrontDesk[] = [];
function newDesk(): FrontDesk {
	const made = new FrontDesk({
		options: { dataDir, migrationsDir: "drizzle", keyCost: 10 },
		onOpen: () => opened++,
		onSession() {},
	});
	desks.push(made);
	return made;
}
function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.problem));
	return result.value;
}
const seated = (seat: string) => must(desk.actingAt(seat));

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), "outpost-desk-"));
	opened = 0;
	desk = newDesk();
});
afterEach(() => {
	for (const each of desks.splice(0)) each.close();
	rmSync(dataDir, { recursive: true, force: true });
});

describe("setting up", () => {
	test("makes project, supervisor and recovery code, and sits the person down", async () => {
		expect(desk.status("a")).toMatchObject({ state: "first-run", staff: [], session: null, problem: null });
		const made = must(await setUpOffice(desk, "a", setUpInput));
		expect(made.project).toMatchObject({ name: "clinic", country: "KE" });
		expect(desk.status("a")).toMatchObject({
			state: "open",
			staff: [{ name: "Wanjiku", role: "supervisor" }],
			session: { locked: false, staff: { name: "Wanjiku" }, project: { name: "clinic" } },
			idleMinutes: 10,
		});
		expect(await setUpOffice(desk, "b", setUpInput)).toMatchObject({ problem: { code: "office-exists" } });
	});

	test("twice at the same moment makes one office, whose data stays", async () => {
		const [one, two] = await Promise.all([setUpOffice(desk, "a", setUpInput), setUpOffice(desk, "b", setUpInput)]);
		expect([one, two].filter((result) => result.ok)).toHaveLength(1);
		expect([one, two].find((result) => !result.ok)).toMatchObject({ problem: { code: "office-exists" } });
		desk.close();
		expect((await signIn(newDesk(), "c", "Wanjiku", pin)).ok).toBe(true);
	});

	test("refuses what can't be right, and can then be done again", async () => {
		const wrong = [
			[{ ...setUpInput, supervisor: { name: "W", pin: "123456" } }, "pin-too-easy"],
			[{ ...setUpInput, project: { ...setUpInput.project, timeZone: "Mars/Olympus" } }, "bad-time-zone"],
			[{ ...setUpInput, project: { ...setUpInput.project, country: "XX" } }, "bad-country"],
			[{ ...setUpInput, project: { ...setUpInput.project, name: "a\nb" } }, "bad-project-name"],
		] as const;
		for (const [input, code] of wrong) expect(await setUpOffice(desk, "a", input)).toMatchObject({ problem: { code } });
		const named = { ...setUpInput, project: { ...setUpInput.project, name: "Riverside Clinic 2" } };
		expect((await setUpOffice(desk, "a", named)).ok).toBe(true);
	});

	test("never makes an office where keys or database of another one are left", async () => {
		writeFileSync(join(dataDir, databaseName), "something");
		expect(desk.status("a")).toMatchObject({ state: "sealed", problem: "keys-missing" });
		expect(await setUpOffice(desk, "a", setUpInput)).toMatchObject({ problem: { code: "keys-missing" } });
		expect(await signIn(desk, "a", "Wanjiku", pin)).toMatchObject({ problem: { code: "keys-missing" } });
		rmSync(join(dataDir, databaseName));
		writeFileSync(join(dataDir, "keys.json"), "{");
		expect(await setUpOffice(desk, "a", setUpInput)).toMatchObject({ problem: { code: "keys-damaged" } });
	});
});

describe("signing in", () => {
	beforeEach(async () => {
		must(await setUpOffice(desk, "a", setUpInput));
	});
	const add = async (name: string, role: "clerk" | "supervisor" | "technician", secret = "407518") =>
		must(await staffHandlers(desk)["staff.add"](seated("a"), { name, role, pin: secret }));

	test("opens the office once; several people sit at several seats", async () => {
		await add("Otieno", "clerk");
		desk.close();
		desk = newDesk();
		opened = 0;
		expect(desk.status("a")).toMatchObject({ state: "sealed", staff: [{ name: "Wanjiku" }, { name: "Otieno" }] });
		must(await signIn(desk, "a", " OTIENO ", "407518"));
		must(await signIn(desk, "b", "Wanjiku", pin));
		expect(opened).toBe(1);
		expect([seated("a").staff?.role, seated("b").staff?.role]).toEqual(["clerk", "supervisor"]);
		desk.lock("a");
		expect(desk.actingAt("a")).toMatchObject({ problem: { code: "locked" } });
		expect(desk.actingAt("b").ok).toBe(true);
		must(await signIn(desk, "a", "Wanjiku", pin));
		expect(seated("a").staff?.name).toBe("Wanjiku");
		desk.signOut("a");
		expect(desk.actingAt("a")).toMatchObject({ problem: { code: "sign-in-needed" } });
	});

	test("five wrong PINs are free, the sixth try waits, also after a restart, and for that person only", async () => {
		await add("Otieno", "clerk");
		for (let time = 0; time < 5; time++)
			expect(await signIn(desk, "b", "Otieno", "000111")).toMatchObject({ problem: { code: "wrong-pin" } });
		expect(await signIn(desk, "b", "Otieno", "407518")).toMatchObject({ problem: { code: "wait" } });
		desk.close();
		desk = newDesk();
		const waiting = await signIn(desk, "b", "Otieno", "407518");
		expect(waiting).toMatchObject({ problem: { code: "wait", details: { seconds: expect.any(Number) } } });
		expect(desk.status("b").waitSeconds).toBe(0);
		expect((await signIn(desk, "a", "Wanjiku", pin)).ok).toBe(true);
	});

	test("many tries at once are counted one by one", async () => {
		const tries = await Promise.all(Array.from({ length: 12 }, () => signIn(desk, "b", "Wanjiku", "000111")));
		const codes = tries.map((result) => (result.ok ? "ok" : result.problem.code));
		expect(codes.filter((code) => code === "wrong-pin")).toHaveLength(5);
		expect(codes.filter((code) => code === "wait")).toHaveLength(7);
	});

	test("a try is counted before it is judged", async () => {
		const judged = signIn(desk, "b", "Wanjiku", "000111");
		expect(must(readKeyFile(dataDir)).staff[0]?.tries.underWay).toMatchObject([{ pid: process.pid }]);
		await judged;
		expect(must(readKeyFile(dataDir)).staff[0]?.tries).toMatchObject({ failures: 1, underWay: [] });
	});

	test("a try whose process was killed counts for nothing: a power cut locks nobody out", async () => {
		const dead = spawnSync(process.execPath, ["-e", ""]).pid;
		const left = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `${at}`, pid: dead, atUptime: 1 }));
		changeKeyFile(dataDir, (keys) => pinOf(keys.staff[0]?.id ?? "").withTries(keys, { ...noTries, underWay: left(5) }));
		expect((await signIn(desk, "b", "Wanjiku", pin)).ok).toBe(true);
		expect(must(readKeyFile(dataDir)).staff[0]?.tries).toMatchObject({ failures: 0, underWay: [] });
	});

	test("right PINs at the same moment never refuse each other", async () => {
		const tries = await Promise.all(Array.from({ length: 20 }, (_, at) => signIn(desk, `s${at}`, "Wanjiku", pin)));
		expect(tries.every((result) => result.ok)).toBe(true);
		expect(must(readKeyFile(dataDir)).staff[0]?.tries).toMatchObject({ failures: 0, underWay: [] });
	});

	test("the old PIN asked for before a change is a try like any other", async () => {
		const change = (oldPin: string) =>
			staffHandlers(desk)["staff.changePin"](seated("a"), { oldPin, newPin: "815204" });
		for (let time = 0; time < 5; time++)
			expect(await change("000111")).toMatchObject({ problem: { code: "wrong-pin", field: "oldPin" } });
		expect(await change(pin)).toMatchObject({ problem: { code: "wait" } });
	});

	test("a role raised in the key file opens nothing", async () => {
		await add("Otieno", "clerk");
		changeKeyFile(dataDir, (keys) => ({
			...keys,
			staff: keys.staff.map((one) => ({ ...one, role: "supervisor" as const })),
		}));
		expect(await signIn(desk, "b", "Otieno", "407518")).toMatchObject({ problem: { code: "wrong-pin" } });
	});

	test("wrong tries before the office opened are told in the audit when the person comes in", async () => {
		desk.close();
		desk = newDesk();
		await signIn(desk, "a", "Wanjiku", "000111");
		must(await signIn(desk, "a", "Wanjiku", pin));
		const line = seated("a").store.prepare<{ action: string; details: string }>(
			"SELECT action, details FROM audit_line ORDER BY seq DESC LIMIT 1",
		);
		expect(line.get()).toEqual({ action: "signed-in", details: '{"wrongTriesBefore":1}' });
	});

	test("a new recovery code takes the PIN, opens the office, and ends the old one", async () => {
		dataDir = mkdtempSync(join(dataDir, "renewed-"));
		desk = newDesk();
		const { recoveryCode: old } = must(await setUpOffice(desk, "a", setUpInput));
		const renew = staffHandlers(desk)["staff.newRecoveryCode"];
		expect(await renew(seated("a"), { pin: "111111" })).toMatchObject({ problem: { code: "wrong-pin" } });
		const { recoveryCode } = must(await renew(seated("a"), { pin }));
		expect(recoveryCode).not.toBe(old);
		const audited = seated("a").store.prepare("SELECT 1 FROM audit_line WHERE action = 'recovery-code.renewed'").all();
		expect(audited).toHaveLength(1);
		const input = { name: "Wanjiku", newPin: "930275" };
		expect(await recover(desk, "b", { ...input, recoveryCode: old })).toMatchObject({
			problem: { code: "wrong-recovery-code" },
		});
		must(await recover(desk, "b", { ...input, recoveryCode }));
	});

	test("the recovery code opens the office and gives a new PIN; it is refused like a PIN", async () => {
		const again = newDesk();
		rmSync(dataDir, { recursive: true, force: true });
		const { recoveryCode } = must(await setUpOffice(again, "a", setUpInput));
		const input = { recoveryCode, name: "Wanjiku", newPin: "930275" };
		const wrong = { ...input, recoveryCode: recoveryCode.replace(/^..../, "ABCD") };
		expect(await recover(again, "b", wrong)).toMatchObject({ problem: { code: "wrong-recovery-code" } });
		expect(await recover(again, "b", { ...input, newPin: "111111" })).toMatchObject({
			problem: { code: "pin-too-easy" },
		});
		const typed = recoveryCode.toLowerCase().replaceAll("-", "  ");
		expect((await recover(again, "b", { ...input, recoveryCode: typed })).ok).toBe(true);
		expect(await signIn(again, "c", "Wanjiku", pin)).toMatchObject({ problem: { code: "wrong-pin" } });
		expect((await signIn(again, "c", "Wanjiku", "930275")).ok).toBe(true);
	});

	test("people are added, reset and put out of service; the last supervisor stays", async () => {
		const verbs = staffHandlers(desk);
		const otieno = await add("Otieno", "clerk");
		expect(await verbs["staff.add"](seated("a"), { name: "otieno ", role: "clerk", pin })).toMatchObject({
			problem: { code: "name-taken" },
		});
		must(await signIn(desk, "b", "Otieno", "407518"));
		must(await verbs["staff.resetPin"](seated("a"), { id: otieno.id, newPin: "771402" }));
		expect(await signIn(desk, "b", "Otieno", "407518")).toMatchObject({ problem: { code: "wrong-pin" } });
		must(await signIn(desk, "b", "Otieno", "771402"));
		must(verbs["staff.setActive"](seated("a"), { id: otieno.id, active: false }));
		expect(desk.actingAt("b")).toMatchObject({ problem: { code: "staff-inactive" } });
		expect(await signIn(desk, "b", "Otieno", "771402")).toMatchObject({ problem: { code: "staff-inactive" } });
		const me = seated("a").staff?.id ?? "";
		expect(verbs["staff.setActive"](seated("a"), { id: me, active: false })).toMatchObject({
			problem: { code: "last-supervisor" },
		});
	});

	test("a key entry that a crash left without its person does not make the name unusable", async () => {
		changeKeyFile(dataDir, (keys) => {
			const [first] = keys.staff;
			return first ? { ...keys, staff: [...keys.staff, { ...first, id: "left", name: "Otieno" }] } : null;
		});
		expect(await signIn(desk, "b", "Otieno", pin)).toMatchObject({ ok: false });
		await add("Otieno", "clerk");
		expect((await signIn(desk, "b", "Otieno", "407518")).ok).toBe(true);
	});

	test("a half-filled form is there again for its own person only", async () => {
		await add("Otieno", "clerk");
		must(await signIn(desk, "b", "Otieno", "407518"));
		const drafts = staffHandlers(desk);
		must(drafts["drafts.save"](seated("a"), { form: "register", value: { name: "Amina" } }));
		expect(must(drafts["drafts.load"](seated("b"), { form: "register" }))).toBeNull();
		expect(must(drafts["drafts.load"](seated("a"), { form: "register" }))).toMatchObject({ value: { name: "Amina" } });
		must(drafts["drafts.discard"](seated("a"), { form: "register" }));
		expect(must(drafts["drafts.load"](seated("a"), { form: "register" }))).toBeNull();
	});

	test("a database that is gone or unreadable is said, kept aside and never replaced", async () => {
		desk.close();
		const file = join(dataDir, databaseName);
		writeFileSync(file, Buffer.alloc(8192, 3));
		desk = newDesk();
		const damaged = await signIn(desk, "a", "Wanjiku", pin);
		expect(damaged).toMatchObject({ problem: { code: "database-damaged" } });
		desk = newDesk();
		const keptAs = expect.stringMatching(/^outpost\.db\.damaged-/);
		expect(desk.status("a")).toMatchObject({ state: "sealed", problem: "database-damaged", damagedKeptAs: keptAs });
		expect(await signIn(desk, "a", "Wanjiku", pin)).toMatchObject({ problem: { code: "database-damaged" } });
		expect(await setUpOffice(desk, "a", setUpInput)).toMatchObject({ problem: { code: "office-exists" } });
		rmSync(join(dataDir, String(desk.status("a").damagedKeptAs)));
		expect(desk.status("a")).toMatchObject({ state: "sealed", problem: "database-missing" });
		expect(await signIn(desk, "a", "Wanjiku", pin)).toMatchObject({ problem: { code: "database-missing" } });
	});
});

describe("practice", () => {
	test("is entered without a PIN, by two seats at once, and left again", async () => {
		const [one, two] = await Promise.all([enterPractice(desk, "a", "fr"), enterPractice(desk, "b", "en")]);
		expect([must(one).session?.staff.role, must(two).session?.project.name]).toEqual(["supervisor", "practice"]);
		expect(seated("a").office).toBe(seated("b").office);
		expect(desk.status("c")).toMatchObject({ state: "first-run", practice: false });
		desk.lock("a");
		expect(desk.actingAt("a").ok).toBe(true);
		desk.goToPractice("a", false);
		expect(desk.actingAt("a")).toMatchObject({ problem: { code: "sign-in-needed" } });
	});

	test("is made anew when it is broken", async () => {
		must(await enterPractice(desk, "a", "en"));
		desk.close();
		writeFileSync(join(dataDir, "practice", databaseName), Buffer.alloc(8192, 3));
		desk = newDesk();
		expect(must(await enterPractice(desk, "a", "en")).session?.project.name).toBe("practice");
	});
});

test("keys that are not finished count as none", async () => {
	writeKeyFile(dataDir, { version: 1, staff: [], recovery: null, practiceKey: null, complete: false });
	expect(desk.status("a")).toMatchObject({ state: "first-run", problem: null });
	expect(await signIn(desk, "a", "Wanjiku", pin)).toMatchObject({ problem: { code: "no-office" } });
	expect((await setUpOffice(desk, "a", setUpInput)).ok).toBe(true);
});
