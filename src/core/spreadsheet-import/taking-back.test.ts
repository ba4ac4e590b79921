import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestStore } from "../../testing/test-store.ts";
import type { Acting } from "../api/acting.ts";
import { findCase, receiveCase } from "../contacts/index.ts";
import { systemClock } from "../ground/index.ts";
import { findBatch } from "./batch-record.ts";
import { Stride } from "./stride.ts";
import { type ImportOffice, openImportOffice } from "./testing/import-office.ts";
import { unwriteRows } from "./unwrite-rows.ts";
import { writeRows } from "./write-rows.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

describe("taking back", () => {
	test("reverses what nobody changed, keeps the rest and says why", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "0712345670", externalId: "1" });
		const header = "external id,Case Name,contact_phone_number,village";
		const batch = await office.check([header, "1,Older,0712345670,Lamu", "2,Two,0712345672,", "3,Three,0712345673,"], {
			idColumn: 0,
			match: "external_id",
		});
		await office.must("imports.apply", { batch: batch.id });
		const three = (await office.must("cases.list", { search: "Three" })).rows[0];
		await office.must("cases.change", { id: three?.id ?? "", name: "Third" });
		expect(await office.must("imports.undoOutlook", { batch: batch.id })).toEqual({ reversed: 2, kept: 1, failed: 0 });
		const undone = await office.must("imports.undo", { batch: batch.id });
		expect([undone.state, undone.undone]).toEqual(["undone", { reversed: 2, kept: 1, failed: 0 }]);
		const kept = (await office.must("imports.rows", { batch: batch.id, kept: true })).rows;
		expect(kept).toMatchObject([{ row: 4, target: three?.id, undone: "changed-since" }]);
		const left = await Promise.all(
			(await office.must("cases.list", {})).rows.map(({ id }) => office.must("cases.show", { id })),
		);
		const villages = new Map(left.map(({ name, properties }) => [name, properties.village]));
		expect(villages).toEqual(
			new Map([
				["Old", undefined],
				["Third", undefined],
			]),
		);
		expect((await office.call("imports.undo", { batch: batch.id })).ok).toBe(false);
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	});
	test("counts and names by rows what it kept, at once and afterwards", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "", externalId: "1" });
		const batch = await office.check(["external id,Case Name,village", "1,A,Lamu", "1,B,Kilifi"], {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "village" },
			],
			idColumn: 0,
			match: "external_id",
		});
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		await office.must("imports.apply", { batch: batch.id });
		const [old] = (await office.must("cases.list", {})).rows;
		await office.must("cases.change", { id: old?.id ?? "", name: "C" });
		const { undone } = await office.must("imports.undo", { batch: batch.id });
		expect(undone).toEqual({ reversed: 0, kept: 2, failed: 0 });
		expect((await office.must("imports.show", { batch: batch.id })).undone).toEqual(undone);
		const page = { batch: batch.id, kept: true, limit: 1 };
		const first = await office.must("imports.rows", page);
		const second = await office.must("imports.rows", { ...page, after: first.next ?? 0 });
		expect([...first.rows, ...second.rows].map(({ row, target }) => [row, target])).toEqual([
			[2, old?.id],
			[3, old?.id],
		]);
	});
	test("undoes two rows of one case one after the other", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "", externalId: "1" });
		const batch = await office.check(["external id,Case Name,village", "1,A,Lamu", "1,B,Kilifi"], {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "village" },
			],
			idColumn: 0,
			match: "external_id",
		});
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		await office.must("imports.apply", { batch: batch.id });
		expect((await office.must("imports.undo", { batch: batch.id })).undone.reversed).toBe(2);
		expect((await office.must("cases.list", {})).rows.map(({ name }) => name)).toEqual(["Old"]);
	});
	test("reverses rows of one case of which the later closed it, and says so before", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "", externalId: "1" });
		const batch = await office.check(["external id,Case Name,village,close", "1,A,Lamu,", "1,,,yes"], {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "village" },
				{ column: 3, to: "close" },
			],
			idColumn: 0,
			match: "external_id",
		});
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		await office.must("imports.apply", { batch: batch.id });
		const outlook = { reversed: 2, kept: 0, failed: 0 };
		expect(await office.must("imports.undoOutlook", { batch: batch.id })).toEqual(outlook);
		expect((await office.must("imports.undo", { batch: batch.id })).undone).toEqual(outlook);
		const [old] = (await office.must("cases.list", {})).rows;
		expect(await office.must("cases.show", { id: old?.id ?? "" })).toMatchObject({
			name: "Old",
			closed: false,
			properties: {},
		});
	});
	test("reverses rows of one worker that each added numbers, one of them twice", async () => {
		await office.must("workers.create", { username: "asha", firstName: "Asha" });
		const lines = ["username,first name,phone,phone 2", "asha,A,0712345678,0712345671", "asha,B,0712345672,0712345672"];
		const batch = await office.check(lines, { kind: "workers", type: "", idColumn: null });
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		await office.must("imports.apply", { batch: batch.id });
		expect((await office.must("workers.show", { username: "asha" })).numbers).toHaveLength(3);
		expect((await office.must("imports.undo", { batch: batch.id })).undone).toEqual({
			reversed: 2,
			kept: 0,
			failed: 0,
		});
		expect(await office.must("workers.show", { username: "asha" })).toMatchObject({ firstName: "Asha", numbers: [] });
	});
	test("promises nothing of a row whose case somebody changed before the next row of it was written", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "", externalId: "1" });
		const batch = await office.check(["external id,village,ward", "1,Lamu,", "1,,North"], {
			columns: [
				{ column: 1, to: "village" },
				{ column: 2, to: "ward" },
			],
			idColumn: 0,
			match: "external_id",
		});
		// The second one is asked about, so it is written later.
		await office.must("imports.apply", { batch: batch.id });
		const [old] = (await office.must("cases.list", {})).rows;
		await office.must("cases.change", { id: old?.id ?? "", name: "C" });
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		await office.must("imports.apply", { batch: batch.id });
		const outlook = { reversed: 1, kept: 1, failed: 0 };
		expect(await office.must("imports.undoOutlook", { batch: batch.id })).toEqual(outlook);
		expect((await office.must("imports.undo", { batch: batch.id })).undone).toEqual(outlook);
	});
});

test("a row of which one step can't be taken back stays as it was written", async () => {
	const { store, remove } = openTestStore();
	const project = { id: "p", name: "clinic", country: "KE", timeZone: "UTC", languages: ["en"] };
	const log = { info() {}, warn() {}, error() {} };
	const acting: Acting = { store, clock: systemClock, log, project, staff: null };
	// A name that HQ has and that nobody here may write.
	receiveCase(acting, { id: "c", type: "patient", name: "x".repeat(300), properties: new Map() });
	const plan = { kind: "cases", type: "patient", columns: [], match: "case_id", idColumn: null };
	store
		.prepare(
			`INSERT INTO import_batch (seq, id, project_id, kind, state, file_name, sha256, plan, header, created_at)
			 VALUES (1, 'b', 'p', 'cases', 'checked', 'a.csv', '', ?, '[]', '')`,
		)
		.run(JSON.stringify(plan));
	const takes = JSON.stringify([
		["name", "Short"],
		["close", "yes"],
	]);
	store
		.prepare("INSERT INTO import_row (batch, row, cells, verdict, takes, target) VALUES (1, 2, '[]', 'update', ?, 'c')")
		.run(takes);
	const found = findBatch(acting, "b");
	if (!found.ok) throw new Error(found.problem.code);
	await writeRows(acting, found.value, 1, new Stride(systemClock));
	await unwriteRows(acting, found.value, 1, new Stride(systemClock));
	expect(store.prepare("SELECT outcome, undone FROM import_row").get()).toEqual({
		outcome: "updated",
		undone: "failed",
	});
	const now = findCase(acting, "c");
	expect(now.ok && [now.value.name, now.value.closed_at === null]).toEqual(["Short", false]);
	remove();
});
