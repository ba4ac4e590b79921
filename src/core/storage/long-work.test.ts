import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, type Store } from "./index.ts";

const steps = 240;
const stepBytes = 150_000;
const key = Buffer.alloc(32, 5);
let dir: string;
let file: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "outpost-long-"));
	file = join(dir, "a.db");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function open(worker?: string): Store {
	const opened = openDatabase({ file, key, migrationsDir: "drizzle", mayCreate: true, worker });
	if (!opened.ok) throw new Error(opened.problem.code);
	return opened.value;
}

/** Fills a table of its own step by step; how large the log became. */
async function fill(store: Store): Promise<number> {
	store.prepare("CREATE TABLE filler (n INTEGER PRIMARY KEY, bytes BLOB) STRICT").run();
	const long = store.longWork();
	let mostBytes = 0;
	for (let n = 0; n < steps; n++) {
		long.write(() => store.prepare("INSERT INTO filler VALUES (?, ?)").run(n, Buffer.alloc(stepBytes, n % 256)));
		await long.rest();
		mostBytes = Math.max(mostBytes, statSync(`${file}-wal`).size);
	}
	await long.end();
	return mostBytes;
}

test.each([join(import.meta.dirname, "check-worker.ts"), undefined])(
	"each step is written, the log stays small, and others write as durably as ever (worker: %s)",
	async (worker) => {
		const store = open(worker);
		expect(await fill(store)).toBeLessThan((steps * stepBytes) / 2);
		const setting = (name: string) => Object.values(store.prepare(`PRAGMA ${name}`).get() ?? {})[0];
		expect([setting("synchronous"), setting("wal_autocheckpoint")]).toEqual([2, 1000]);
		store.close();
		const again = open();
		expect(again.prepare("SELECT COUNT(*) n, SUM(length(bytes)) size FROM filler").get()).toEqual({
			n: steps,
			size: steps * stepBytes,
		});
		again.close();
	},
);

test("a step that fails leaves the ones before it, and the database as it was set", async () => {
	const store = open();
	store.prepare("CREATE TABLE filler (n INTEGER PRIMARY KEY) STRICT").run();
	const long = store.longWork();
	long.write(() => store.prepare("INSERT INTO filler VALUES (1)").run());
	expect(() => long.write(() => store.prepare("INSERT INTO filler VALUES (1)").run())).toThrow(/UNIQUE/);
	await long.end();
	expect(store.prepare("SELECT COUNT(*) n FROM filler").get()).toEqual({ n: 1 });
	expect(Object.values(store.prepare("PRAGMA synchronous").get() ?? {})[0]).toBe(2);
	store.close();
});
