import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ImportOffice, openImportOffice } from "./testing/import-office.ts";

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
});
