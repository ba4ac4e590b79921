import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ImportOffice, openImportOffice, pagesHeader } from "./testing/import-office.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

describe("people who are there", () => {
	test("are changed by external id; an empty cell leaves, --- clears; the same again changes nothing", async () => {
		await office.must("cases.register", {
			type: "patient",
			name: "Amina",
			phone: "0712345678",
			externalId: "007",
			properties: [
				{ name: "village", value: "Kilifi" },
				{ name: "note", value: "x" },
			],
		});
		const lines = ["external id,Case Name,village,note", "007,,Lamu,---", "008,New,,", ",Blank,,"];
		const batch = await office.check(lines, {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "village" },
				{ column: 3, to: "note" },
			],
			idColumn: 0,
			match: "external_id",
		});
		expect(await office.codesOf(batch.id)).toEqual([
			[2, "update", ""],
			[3, "new", ""],
			[4, "refused", "blank-id"],
		]);
		await office.must("imports.apply", { batch: batch.id });
		const [made, changed] = (await office.must("cases.list", {})).rows;
		const amina = await office.must("cases.show", { id: changed?.id ?? "" });
		expect([amina.name, amina.properties]).toEqual([
			"Amina",
			{ village: "Lamu", contact_phone_number: "254712345678" },
		]);
		expect((await office.must("cases.show", { id: made?.id ?? "" })).externalId).toBe("008");
		const second = await office.check(
			["external id,village", "007,Lamu"],
			{
				columns: [{ column: 1, to: "village" }],
				idColumn: 0,
				match: "external_id",
			},
			"second.csv",
		);
		expect(second.verdicts.same).toBe(1);
	});
	test("are closed by yes in a column close, which an undo opens again; a new one is not closed by it", async () => {
		await office.must("cases.register", { type: "patient", name: "Amina", phone: "0712345678", externalId: "007" });
		const batch = await office.check(["external id,Case Name,close", "007,Amina,yes", "008,Juma,yes", "007,,no"], {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "close" },
			],
			idColumn: 0,
			match: "external_id",
		});
		expect((await office.codesOf(batch.id)).map(([, verdict]) => verdict)).toEqual(["update", "new", "skipped"]);
		await office.must("imports.apply", { batch: batch.id });
		const closed = async () => (await office.must("cases.list", {})).rows.map((row) => [row.name, row.closed]);
		expect(await closed()).toEqual([
			["Juma", false],
			["Amina", true],
		]);
		expect((await office.must("imports.undo", { batch: batch.id })).undone.reversed).toBe(2);
		expect(await closed()).toEqual([["Amina", false]]);
	});
	test("without a match and without leave to make new ones, rows are left out with a word", async () => {
		const batch = await office.check([pagesHeader, "Amina,0712345678,1,,"], { createNew: false });
		expect(await office.codesOf(batch.id)).toEqual([[2, "skipped", "no-match"]]);
	});
});
