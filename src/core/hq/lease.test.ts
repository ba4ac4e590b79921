import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, type Store } from "../storage/index.ts";
import { looksToDeath, makeLease } from "./lease.ts";

let folder: string;
let store: Store;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "outpost-lease-"));
	const opened = openDatabase({
		file: join(folder, "office.db"),
		key: Buffer.alloc(32, 7),
		migrationsDir: "drizzle",
		mayCreate: true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	store = opened.value;
});
afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true, force: true });
});

test("a turn that was never given back is over once its counter stands still, though a program with that number lives", () => {
	const [first, second] = [makeLease(store), makeLease(store)];
	expect(first.take()).toBe(true);
	for (let look = 0; look < looksToDeath; look++) expect(second.take()).toBe(false);
	first.beat();
	for (let look = 0; look < looksToDeath; look++) expect(second.take()).toBe(false);
	expect(second.take()).toBe(true);
	expect([first.isOurs(), second.isOurs()]).toEqual([false, true]);
	first.beat();
	first.giveBack();
	expect(second.isOurs()).toBe(true);
	second.giveBack();
	expect(first.take()).toBe(true);
});
