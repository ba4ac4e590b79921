import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openTestStore } from "../../testing/test-store.ts";
import type { Acting } from "../api/acting.ts";
import { movableClock } from "../ground/index.ts";
import type { BatchRecord } from "./batch-record.ts";
import { ImportThread } from "./import-thread.ts";
import { isAtWork } from "./work-on-batch.ts";
import { Works } from "./works.ts";

const opened = openTestStore();
afterEach(() => vi.useRealTimers());

function actingWith(more: Partial<Acting> = {}): Acting {
	const log = { info() {}, warn() {}, error() {} };
	const project = { id: "p", name: "clinic", country: "KE", timeZone: "UTC", languages: ["en"] };
	return { store: opened.store, clock: movableClock(), log, project, staff: null, ...more };
}

/** A batch that the process with this number works on. */
function batchOf(acting: Acting, pid: number): () => BatchRecord {
	const { store, clock } = acting;
	const id = `b${pid}`;
	store
		.prepare(
			`INSERT INTO import_batch (id, project_id, kind, state, file_name, sha256, plan, header, worked_by, worked_ms, created_at)
			 VALUES (?, 'p', 'cases', 'checking', 'a.csv', '', '{}', '[]', ?, ?, '')`,
		)
		.run(id, pid, clock.nowMs());
	return () => {
		const batch = store.prepare<BatchRecord>("SELECT * FROM import_batch WHERE id = ?").get(id);
		if (!batch) throw new Error("gone");
		return batch;
	};
}

describe("a batch that somebody works on", () => {
	test("is no left-over for another process, however long the work waits", async () => {
		vi.useFakeTimers();
		const clock = movableClock();
		const acting = actingWith({ clock });
		// As another process sees it, which lives.
		const batch = batchOf(acting, process.ppid);
		const others = { works: new Works() };
		let goOn = () => {};
		const waiting = new Works().during(acting, batch().id, () => new Promise<void>((resolve) => (goOn = resolve)));
		for (let second = 0; second < 300; second += 5) {
			clock.pass(5_000);
			vi.advanceTimersByTime(5_000);
			expect(isAtWork(others, acting, batch())).toBe(true);
		}
		goOn();
		await waiting;
		clock.pass(61_000);
		vi.advanceTimersByTime(61_000);
		expect(isAtWork(others, acting, batch())).toBe(false);
	});
});

test("a check that is cancelled while it waits for the thread starts none, so that nobody after it waits for ever", async () => {
	const folder = mkdtempSync(join(tmpdir(), "outpost-thread-"));
	const program = join(folder, "until-the-end.mjs");
	writeFileSync(
		program,
		`import { parentPort } from "node:worker_threads";
		parentPort.on("message", (said) => { if (said === "end") { parentPort.postMessage({ whole: true }); parentPort.close(); } });`,
	);
	const thread = new ImportThread(
		{ file: join(folder, "office.db"), key: Buffer.alloc(32), migrationsDir: "drizzle" },
		program,
	);
	const acting = actingWith();
	const batch = batchOf(acting, process.pid)();
	const first = await thread.check(acting, batch);
	const gone = new AbortController();
	const second = thread.check({ ...acting, signal: gone.signal }, batch);
	gone.abort();
	expect(await first.end()).toMatchObject({ ok: true });
	await expect(second).rejects.toThrow("cancelled");
	await thread.ended();
	rmSync(folder, { recursive: true, force: true });
	opened.remove();
});
