import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { quickCheck } from "./check.ts";
import { copyDatabase } from "./copy-database.ts";
import { openDatabase, type Store, storageProblem } from "./index.ts";

let dir: string;
let file: string;
const key = Buffer.alloc(32, 7);
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "outpost-db-"));
	file = join(dir, "outpost.db");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function open(how: { mayCreate?: boolean; key?: Buffer } = {}): Store {
	const opened = openDatabase({
		file,
		key: how.key ?? key,
		migrationsDir: "drizzle",
		mayCreate: how.mayCreate ?? true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	return opened.value;
}

describe("every opening", () => {
	test("sets and keeps what durability hangs on, also at the second one", () => {
		for (let time = 0; time < 2; time++) {
			const store = open();
			const pragma = (name: string) => Object.values(store.prepare(`PRAGMA ${name}`).get() ?? {})[0];
			expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys"), pragma("temp_store")]).toEqual([
				"wal",
				2,
				1,
				2,
			]);
			expect(Number(pragma("busy_timeout"))).toBeGreaterThanOrEqual(5000);
			store.close();
		}
	});

	test("leaves no readable name, number or text in the file", () => {
		const store = open();
		store.prepare("INSERT INTO setting VALUES ('p', 'k', 'Canary Amina 15551234567')").run();
		for (const tail of ["", "-wal"]) {
			const bytes = readFileSync(file + tail);
			for (const canary of ["Canary", "15551234567"]) {
				expect(bytes.includes(Buffer.from(canary, "utf8"))).toBe(false);
				expect(bytes.includes(Buffer.from(canary, "utf16le"))).toBe(false);
			}
			expect(bytes.subarray(0, 6).toString("latin1")).not.toBe("SQLite");
		}
		store.close();
	});

	test("opens a database of the first builds, whose cipher was another, and copies it", () => {
		const old = new Database(file);
		old.pragma("cipher = 'chacha20'");
		old.pragma(`key = "x'${key.toString("hex")}'"`);
		old.exec("CREATE TABLE kept (word TEXT) STRICT; INSERT INTO kept VALUES ('kept')");
		old.close();
		const store = open();
		expect(store.prepare("SELECT word FROM kept").get()).toEqual({ word: "kept" });
		store.close();
		const copyTo = join(dir, "copy.db");
		expect(copyDatabase(file, key, copyTo)).toEqual({ ok: true, value: undefined });
		expect([quickCheck(file, key), quickCheck(copyTo, key)]).toEqual([true, true]);
		expect(quickCheck(copyTo, Buffer.alloc(32, 8))).toBe(false);
	});

	test("refuses a wrong key, a missing file and something that is no database, each in its own words, and touches nothing", () => {
		open().close();
		const before = readFileSync(file);
		expect(openDatabase({ file, key: Buffer.alloc(32, 8), migrationsDir: "drizzle", mayCreate: false })).toMatchObject({
			problem: { code: "wrong-key-or-damaged" },
		});
		expect(readFileSync(file).equals(before)).toBe(true);
		expect(openDatabase({ file: join(dir, "none.db"), key, migrationsDir: "drizzle", mayCreate: false })).toMatchObject(
			{ problem: { code: "database-missing" } },
		);
		writeFileSync(join(dir, "text.db"), "hello ".repeat(2000));
		expect(openDatabase({ file: join(dir, "text.db"), key, migrationsDir: "drizzle", mayCreate: false })).toMatchObject(
			{ problem: { code: "wrong-key-or-damaged" } },
		);
	});

	test("refuses a database from a newer version and leaves it as it is", () => {
		const store = open();
		store.prepare("PRAGMA user_version = 9999").run();
		store.close();
		expect(openDatabase({ file, key, migrationsDir: "drizzle", mayCreate: false })).toMatchObject({
			problem: { code: "database-too-new", details: { database: 9999 } },
		});
	});
});

test("a database whose steps said something else is refused and left as it is", () => {
	open().close();
	const steps = join(dir, "steps");
	cpSync("drizzle", steps, { recursive: true });
	appendFileSync(join(steps, "0001-desk.sql"), "-- one more word\n");
	const other = openDatabase({ file, key, migrationsDir: steps, mayCreate: false });
	expect(other).toMatchObject({ problem: { code: "database-of-another-build", details: { step: 1 } } });
	open({ mayCreate: false }).close();
});

describe("a write", () => {
	test("is undone as a whole by a throw and by a refusal, and tells the windows only after it is durable", () => {
		const store = open();
		const heard: unknown[] = [];
		store.listen((event) => heard.push(event));
		const insert = (value: string) => store.prepare("INSERT INTO setting VALUES ('p', ?, 'v')").run(value);
		const count = () => store.prepare<{ n: number }>("SELECT COUNT(*) n FROM setting").get()?.n;
		expect(() =>
			store.write(() => {
				insert("a");
				store.announce({ type: "session" });
				throw new Error("bug");
			}),
		).toThrow("bug");
		store.write(() => {
			insert("b");
			return { ok: false as const, problem: { code: "no" } };
		});
		expect([count(), heard]).toEqual([0, []]);
		store.write(() => {
			insert("c");
			store.write(() => insert("d"));
			store.announce({ type: "session" });
			expect(heard).toEqual([]);
		});
		expect([count(), heard.length]).toEqual([2, 1]);
		store.close();
	});

	test("of pieces takes back the one that throws or is refused, and tells of the others; a piece alone is a bug", () => {
		const store = open();
		const heard: string[] = [];
		store.listen((event) => heard.push(...("ids" in event ? (event.ids ?? []) : [])));
		const put = (value: string) => {
			store.prepare("INSERT INTO setting VALUES ('p', ?, 'v')").run(value);
			store.announce({ type: "changed", topics: ["settings"], ids: [value] });
		};
		store.write(() => {
			store.piece(() => put("a"));
			expect(() =>
				store.piece(() => {
					put("b");
					throw new Error("bug");
				}),
			).toThrow("bug");
			store.piece(() => {
				put("c");
				store.piece(() => put("d"));
				return { ok: false as const, problem: { code: "no" } };
			});
			store.piece(() => put("e"));
		});
		const kept = store.prepare<{ key: string }>("SELECT key FROM setting ORDER BY key").all();
		expect([kept.map(({ key }) => key), heard]).toEqual([
			["a", "e"],
			["a", "e"],
		]);
		expect(() => store.piece(() => {})).toThrow();
		store.close();
	});

	test("runs what must follow from every change before its commit, and not where the change is refused", () => {
		const store = open();
		let told = 0;
		store.beforeCommit(() => {
			told++;
			store.prepare("INSERT INTO setting VALUES ('p', ?, 'v')").run(`told ${told}`);
		});
		store.write(() => {});
		store.write(() => ({ ok: false as const, problem: { code: "no" } }));
		expect([told, store.prepare<{ n: number }>("SELECT COUNT(*) n FROM setting").get()?.n]).toEqual([1, 1]);
		store.close();
	});

	test("of two processes at once waits for the other and loses nothing", { timeout: 60_000 }, async () => {
		open().close();
		const script = `
			import { openDatabase } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
			const store = openDatabase({ file: ${JSON.stringify(file)}, key: Buffer.alloc(32, 7), migrationsDir: "drizzle", mayCreate: false }).value;
			for (let n = 0; n < 200; n++) store.write(() => { store.prepare("INSERT INTO setting VALUES (?, ?, 'v')").run(process.argv.at(-1), String(n)); });
			store.close();`;
		const run = (name: string) =>
			new Promise<number | null>((done) =>
				spawn(process.execPath, ["--input-type=module", "-e", script, name], {
					stdio: ["ignore", "ignore", "inherit"],
				}).on("exit", done),
			);
		expect(await Promise.all([run("one"), run("two"), run("three")])).toEqual([0, 0, 0]);
		const store = open();
		expect(store.prepare<{ n: number }>("SELECT COUNT(*) n FROM setting").get()?.n).toBe(600);
		store.close();
	});
});

test("what the driver says is a problem in words, or a bug", () => {
	const of = (code: string) => storageProblem(new Database.SqliteError("x", code));
	expect(of("SQLITE_FULL")).toMatchObject({ problem: { code: "disk-full" } });
	expect(of("SQLITE_IOERR_WRITE")).toMatchObject({ problem: { code: "disk-error" } });
	expect(of("SQLITE_READONLY_DIRECTORY")).toMatchObject({ problem: { code: "database-read-only" } });
	expect(of("SQLITE_BUSY_SNAPSHOT")).toMatchObject({ problem: { code: "database-busy" } });
	expect(of("SQLITE_CONSTRAINT_UNIQUE")).toBeUndefined();
	expect(storageProblem(new Error("x"))).toBeUndefined();
});
