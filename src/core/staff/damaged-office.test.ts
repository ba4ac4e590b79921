import {
	copyFileSync,
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
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededBelow } from "../../testing/seeded.ts";
import { storageProblem } from "../storage/index.ts";
import { databaseName, FrontDesk, type Office, setUpOffice, signIn } from "./index.ts";

let home: string;
let sound: string;
const rows = 800;
const deskAt = (dataDir: string, watches: boolean) =>
	new FrontDesk({
		options: { dataDir, migrationsDir: "drizzle", keyCost: 10, runGateways: watches },
		// As the rooms do when they move in: something is read.
		onOpen: (office) => void readAll(office),
		onSession() {},
	});
const readAll = ({ store }: Office) => store.prepare("SELECT COUNT(value) n FROM setting NOT INDEXED").get()?.n;

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), "outpost-damaged-"));
	sound = join(home, "sound");
	const desk = deskAt(sound, true);
	const made = await setUpOffice(desk, "a", {
		language: "en",
		project: { name: "clinic", country: "KE", timeZone: "Africa/Nairobi", languages: ["en"] },
		supervisor: { name: "Wanjiku", pin: "260419" },
		consentRequired: "listed",
	});
	const store = desk.officeAt("a")?.store;
	if (!made.ok || !store) throw new Error("no office");
	store.write(() => {
		for (let row = 0; row < rows; row++)
			store.prepare("INSERT INTO setting VALUES ('x', ?, ?)").run(`key ${row}`, "text ".repeat(60));
	});
	desk.close();
	// As after a power cut: nothing noted the end.
	const again = deskAt(sound, false);
	await signIn(again, "a", "Wanjiku", "260419");
	again.officeAt("a")?.store.prepare("UPDATE meta SET value = 'no' WHERE key = 'clean-end'").run();
	again.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const seed = 20260105;
test(`64 bytes changed anywhere (seed ${seed}): it is said and kept, never an empty office and never a circle`, async () => {
	const next = seededBelow(seed);
	const ends: Record<string, number> = {};
	for (let round = 0; round < 30; round++) {
		const dataDir = join(home, `round-${round}`);
		mkdirSync(dataDir);
		copyFileSync(join(sound, "keys.json"), join(dataDir, "keys.json"));
		const bytes = readFileSync(join(sound, databaseName));
		for (let change = 0; change < 64; change++) bytes[next(bytes.length)] = next(256);
		writeFileSync(join(dataDir, databaseName), bytes);

		const desk = deskAt(dataDir, true);
		let entered = await signIn(desk, "a", "Wanjiku", "260419").catch((error) => {
			const known = storageProblem(error);
			if (known) return known;
			throw error;
		});
		let end: string;
		if (entered.ok) {
			await expect.poll(() => desk.status("a").damagedKeptAs, { timeout: 5_000 }).toMatch(/^outpost\.db\.damaged-/);
			end = "open, told";
		} else {
			expect(["database-damaged", "wrong-key-or-damaged"]).toContain(entered.problem.code);
			end = entered.problem.code;
		}
		desk.close();
		if (end === "database-damaged") {
			const kept = readdirSync(dataDir).filter((name) => /^outpost\.db\.damaged-[^w]*$/.test(name));
			expect(kept).toHaveLength(1);
			expect(existsSync(join(dataDir, databaseName))).toBe(false);
			const later = deskAt(dataDir, true);
			expect(later.status("a")).toMatchObject({ state: "sealed", problem: "database-damaged", damagedKeptAs: kept[0] });
			entered = await signIn(later, "a", "Wanjiku", "260419");
			expect(entered).toMatchObject({ problem: { code: "database-damaged" } });
			later.close();
		}
		ends[end] = (ends[end] ?? 0) + 1;
		rmSync(dataDir, { recursive: true, force: true });
	}
	expect(Object.values(ends).reduce((sum, count) => sum + count)).toBe(30);
}, 60_000);
