import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ImportOffice, openImportOffice } from "./testing/import-office.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

describe("mobile workers", () => {
	test("come in by the same road, are changed and taken back", async () => {
		const lines = [
			"username,first name,phone,language",
			"amina.o,Amina,0712345678,en",
			"bad name!,X,0712345679,en",
			`${"x".repeat(90)},Y,0712345677,en`,
		];
		const batch = await office.check(lines, { kind: "workers", type: "", idColumn: null });
		expect(await office.codesOf(batch.id)).toEqual([
			[2, "new", ""],
			[3, "refused", "bad-username"],
			[4, "refused", "username-too-long"],
		]);
		const [tooLong] = (await office.rowsOf(batch.id))[2]?.problems ?? [];
		expect(tooLong?.longest).toBeLessThanOrEqual(80);
		await office.must("imports.apply", { batch: batch.id });
		const amina = await office.must("workers.show", { username: "amina.o" });
		expect([amina.firstName, amina.numbers.map(({ digits }) => digits)]).toEqual(["Amina", ["254712345678"]]);
		expect(await office.must("imports.undo", { batch: batch.id })).toMatchObject({ undone: { reversed: 1 } });
		expect((await office.must("workers.show", { username: "amina.o" })).active).toBe(false);
	});
	test("with a number that another one has, or another row, are asked about; with their own they are not", async () => {
		await office.must("workers.create", { username: "amina", phones: ["0712345678"] });
		const lines = [
			"username,first name,phone,phone 2",
			"amina,Amina,0712345678,0712345671",
			"juma,Juma,0712345678,0712345672",
			"zawadi,Zawadi,0712345672,0712345673",
			"musa,Musa,0712345674,0712345674",
		];
		const batch = await office.check(lines, { kind: "workers", type: "", idColumn: null });
		expect(await office.codesOf(batch.id)).toEqual([
			[2, "update", ""],
			[3, "decide", "duplicate-number duplicate-number"],
			[4, "decide", "duplicate-number"],
			[5, "new", ""],
		]);
		const cells = [{ column: 2, value: "0712345675" }];
		expect(await office.must("imports.fix", { batch: batch.id, row: 4, cells })).toMatchObject({
			row: { verdict: "new" },
		});
		const { row: back } = await office.must("imports.fix", {
			batch: batch.id,
			row: 4,
			cells: [{ column: 2, value: "0712345672" }],
		});
		expect(back.problems.map(({ code, other }) => [code, other])).toEqual([["duplicate-number", "3"]]);
	});
});
