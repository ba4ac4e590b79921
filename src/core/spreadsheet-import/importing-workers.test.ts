import * as XLSX from "@e965/xlsx";
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
	test("that could not be written are told with what the reason names, in the rows and in the workbook", async () => {
		const lines = ["username,first name", `juma,${"J".repeat(300)}`];
		const batch = await office.check(lines, { kind: "workers", type: "", idColumn: null });
		expect((await office.must("imports.apply", { batch: batch.id })).written.failed).toBe(1);
		const [row] = await office.rowsOf(batch.id);
		expect(row?.failure?.code).toBe("name-too-long");
		const longest = Number(row?.failure?.details?.longest);
		expect(longest).toBeGreaterThan(0);
		const { file } = await office.must("imports.report", { batch: batch.id, what: "reasons" });
		const { data } = await office.must("files.download", { file });
		const book = XLSX.read(Buffer.from(data, "base64"));
		const sheet = XLSX.utils.sheet_to_csv(book.Sheets[book.SheetNames[0] ?? ""] ?? {});
		expect(sheet).toContain(`longer than ${longest} characters`);
	});
});
