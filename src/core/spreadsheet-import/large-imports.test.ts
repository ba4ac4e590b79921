import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { testPin } from "../../testing/test-office.ts";
import type { OutpostEvent } from "../api/index.ts";
import { openOutpost } from "../outpost.ts";
import { type ImportOffice, openImportOffice } from "./testing/import-office.ts";

vi.setConfig({ testTimeout: 120_000 });

const importWorker = await bundled("src/core/spreadsheet-import/import-worker.ts");
/** More than are done on the office's own thread. */
const many = 1_500;
const header = "Case Name,contact_phone_number,village";
const people = (count: number) => [
	header,
	...Array.from({ length: count }, (_, n) => `P${n},07${10_000_000 + n},V${n % 7}`),
];

let office: ImportOffice;
let events: OutpostEvent[];
beforeEach(async () => {
	office = await openImportOffice({ importWorker });
	events = [];
	office.outpost.listen("desk", (event) => events.push(event));
});
afterEach(() => office.close());

/** Resolves when some rows are written, and others wait. */
const underWay = (batch: string) =>
	vi.waitFor(
		async () => {
			const { written, toWrite } = await office.must("imports.show", { batch });
			if (written.new === 0 || toWrite.new === 0) throw new Error("not yet");
		},
		{ timeout: 60_000, interval: 5 },
	);
const count = async () => (await office.must("cases.count", {})).open;

describe("an import of more rows than one thread should carry", () => {
	test("goes on beside the office, which writes meanwhile; both are there, and so is what was taken back", async () => {
		const batch = await office.check(people(many));
		expect(batch).toMatchObject({ rows: many, verdicts: { new: many } });
		let over = false;
		const applying = office.must("imports.apply", { batch: batch.id }).finally(() => {
			over = true;
		});
		let registered = 0;
		while (!over) {
			await office.must("cases.register", { type: "patient", name: `Meanwhile ${registered++}` });
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		expect(await applying).toMatchObject({ state: "done", written: { new: many, updated: 0, failed: 0 } });
		expect(registered).toBeGreaterThan(5);
		expect(await count()).toBe(many + registered);
		const undone = await office.must("imports.undo", { batch: batch.id });
		expect(undone.undone).toEqual({ reversed: many, kept: 0, failed: 0 });
		expect(await count()).toBe(registered);
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	});

	test("tells how far it is, and of its cases, without telling everybody to ask for everything", async () => {
		const batch = await office.check(people(many));
		const isForAll = (event: OutpostEvent) => event.type === "changed" && event.topics.includes("surveys");
		// The check has its own to tell once it is over.
		await vi.waitFor(() => expect(events.some(isForAll)).toBe(true), 60_000);
		events.length = 0;
		await office.must("imports.apply", { batch: batch.id });
		const progress = events.filter((event) => event.type === "progress").map(({ done }) => done);
		expect([progress[0], progress.at(-1)]).toEqual([0, many]);
		expect(events).toContainEqual(
			expect.objectContaining({ type: "changed", topics: expect.arrayContaining(["cases"]) }),
		);
		// Once it is over that is told: others may have written meanwhile.
		const during = events.slice(
			0,
			events.findLastIndex((event) => event.type === "progress"),
		);
		expect(during.filter(isForAll)).toEqual([]);
	});

	test("is cancelled between two rows and goes on from there", async () => {
		const batch = await office.check(people(many * 2));
		const applying = office.call("imports.apply", { batch: batch.id });
		await underWay(batch.id);
		await office.must("imports.cancel", { batch: batch.id });
		expect(await applying).toMatchObject({ ok: false, problem: { code: "cancelled" } });
		const stopped = await office.must("imports.show", { batch: batch.id });
		expect(stopped.state).toBe("stopped");
		expect(await count()).toBe(stopped.written.new);
		expect(await office.must("imports.apply", { batch: batch.id })).toMatchObject({ written: { new: many * 2 } });
		expect(await count()).toBe(many * 2);
	});

	test("a check that is cancelled leaves nothing, and the next work has its turn", async () => {
		const file = office.sheet(people(many * 4));
		const plan = { file, type: "patient", columns: [{ column: 0, to: "name" }], createNew: true };
		events.length = 0;
		const gone = new AbortController();
		const checking = office.outpost.call("imports.check", plan, "desk", gone.signal);
		await vi.waitFor(() => {
			if (!events.some((event) => event.type === "progress" && event.done > 0)) throw new Error("not yet");
		}, 60_000);
		gone.abort();
		expect(await checking).toMatchObject({ ok: false, problem: { code: "cancelled" } });
		expect(await office.must("imports.list", {})).toEqual([]);
		expect(await office.check(people(many), {}, "other.csv")).toMatchObject({ verdicts: { new: many } });
	});

	test("an office that closes amid it waits for its thread; opened again it writes each row once", async () => {
		const batch = await office.check(people(many * 2));
		const applying = office.call("imports.apply", { batch: batch.id });
		await underWay(batch.id);
		await office.outpost.close();
		expect((await applying).ok).toBe(false);
		const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyCost: 10, importWorker });
		await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk");
		expect(await again.call("imports.apply", { batch: batch.id }, "desk")).toMatchObject({
			ok: true,
			value: { state: "done", written: { new: many * 2 } },
		});
		expect(await again.call("cases.count", {}, "desk")).toMatchObject({ value: { open: many * 2 } });
		expect(await again.call("audit.verify", {}, "desk")).toMatchObject({ value: { intact: true } });
		await again.close();
	});

	test("a correction that many rows depend on lets others in between", async () => {
		const sharers = Array.from({ length: 990 }, (_, n) => `P${n},0712345678,`);
		const { id } = await office.check([...people(600), ...sharers]);
		const first = 602;
		const away = { batch: id, row: first, cells: [{ column: 1, value: "0712345679" }] };
		let between = 0;
		const turns = setInterval(() => {
			between += 1;
		}, 0);
		const fixing = office.must("imports.fix", away).finally(() => clearInterval(turns));
		const { row, others } = await fixing;
		expect(between).toBeGreaterThan(5);
		expect([row.verdict, others.length]).toEqual(["new", 989]);
		expect(others.map(({ verdict }) => verdict)).toEqual(["new", ...Array(988).fill("decide")]);
		expect(new Set(others.slice(1).flatMap(({ problems }) => problems.map(({ other }) => other)))).toEqual(
			new Set([String(first + 1)]),
		);
	});

	test("two at once have their turns, and each writes its rows", async () => {
		const one = await office.check(people(many));
		const other = await office.check([header, ...Array.from({ length: many }, (_, n) => `Q${n},,`)], {}, "other.csv");
		const done = await Promise.all([one, other].map(({ id }) => office.must("imports.apply", { batch: id })));
		expect(done.map(({ written }) => written.new)).toEqual([many, many]);
		expect(await count()).toBe(2 * many);
	});
});

test("a thread that can't be had is a bug that is said, holds nobody up and leaves nothing", async () => {
	const broken = await openImportOffice({ importWorker: "/nowhere/import-worker.js" });
	const file = broken.sheet(people(many));
	const plan = { file, type: "patient", columns: [{ column: 0, to: "name" }], createNew: true };
	expect(await broken.call("imports.check", plan)).toMatchObject({ ok: false, problem: { code: "bug" } });
	expect(await broken.must("imports.list", {})).toEqual([]);
	await broken.must("cases.register", { type: "patient", name: "Wanjiku" });
	await broken.close();
});
