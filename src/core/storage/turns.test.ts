import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { openDatabase, type Store } from "./index.ts";

const key = Buffer.alloc(32, 5);
const borrower = await bundled("src/core/storage/testing/borrower.ts");
let dir: string;
let store: Store;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "outpost-turns-"));
	const opened = openDatabase({ file: join(dir, "a.db"), key, migrationsDir: "drizzle", mayCreate: true });
	if (!opened.ok) throw new Error(opened.problem.code);
	store = opened.value;
	store.prepare("CREATE TABLE filler (n INTEGER PRIMARY KEY, who TEXT NOT NULL) STRICT").run();
});
afterEach(() => {
	store.close();
	rmSync(dir, { recursive: true, force: true });
});

const write = (who: string) => store.write(() => store.prepare("INSERT INTO filler (who) VALUES (?)").run(who));
const rows = () => store.prepare<{ who: string }>("SELECT who FROM filler ORDER BY n").all();
const setting = (name: string) => Object.values(store.prepare(`PRAGMA ${name}`).get() ?? {})[0];

/** A thread that writes row after row in transactions without an end of their own, until it is told to stop. */
function startBorrower(shared: SharedArrayBuffer) {
	const stop = new SharedArrayBuffer(4);
	const thread = new Worker(borrower, { workerData: { dir, key: key.toString("hex"), shared, stop } });
	const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
	return {
		thread,
		started: new Promise<void>((resolve) => thread.once("message", () => resolve())),
		end: () => {
			Atomics.store(new Int32Array(stop), 0, 1);
			return ended;
		},
	};
}

test("whoever lends goes first: a transaction that would never end makes room for each write, and nothing is lost", async () => {
	const loan = store.lend();
	const work = startBorrower(loan.shared);
	await work.started;
	for (let n = 0; n < 50; n++) {
		write("office");
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	await work.end();
	loan.end();
	const written = rows();
	expect(written.filter(({ who }) => who === "office")).toHaveLength(50);
	expect(written.filter(({ who }) => who === "work").length).toBeGreaterThan(50);
	// Rows of the work stand between those of the office: it went on after each.
	const turns = written.filter(({ who }, at) => who !== written[at - 1]?.who).length;
	expect(turns).toBeGreaterThan(20);
});

test("a work that dies in its transaction holds nobody up for good", async () => {
	const loan = store.lend();
	const work = startBorrower(loan.shared);
	await work.started;
	await work.thread.terminate();
	write("office");
	loan.end();
	write("office");
	expect(rows().filter(({ who }) => who === "office")).toHaveLength(2);
});

test("while something is lent the log is left alone, and afterwards all is as it was", () => {
	const [one, other] = [store.lend(), store.lend()];
	expect([store.isLent(), setting("wal_autocheckpoint")]).toEqual([true, 0]);
	one.end();
	write("office");
	expect([store.isLent(), setting("wal_autocheckpoint")]).toEqual([true, 0]);
	other.end();
	expect([store.isLent(), setting("wal_autocheckpoint"), setting("synchronous")]).toEqual([false, 1000, 2]);
});
