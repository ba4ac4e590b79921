import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ImportOffice, openImportOffice, pagesHeader } from "./testing/import-office.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

describe("a sheet", () => {
	test("is understood by its headers", async () => {
		const look = await office.must("imports.look", { file: office.sheet([pagesHeader, "Amina,0712345678,1,Kilifi,"]) });
		expect(look.columns.map(({ header, guess }) => [header, guess])).toEqual([
			["Case Name", "name"],
			["contact_phone_number", "contact_phone_number"],
			["contact_phone_number_is_verified", "contact_phone_number_is_verified"],
			["village", "village"],
			["case id", null],
		]);
		expect([look.idColumn, look.match, look.columns[0]?.samples]).toEqual([4, "case_id", ["Amina"]]);
	});
	test("gives what several columns could be to the one that is called so, whatever became of the others before", async () => {
		const known = async (header: string) => {
			const file = office.sheet([header, "Amina,0,1"]);
			return (await office.must("imports.look", { file })).columns.map(({ guess }) => guess);
		};
		const before = await office.check(["Case Name,is_verified", "Amina,1"]);
		await office.must("imports.apply", { batch: before.id });
		expect(await known("Case Name,is_verified,contact_phone_number_is_verified")).toEqual([
			"name",
			null,
			"contact_phone_number_is_verified",
		]);
		expect(await known("Case Name,is_verified,Consent")).toEqual(["name", "contact_phone_number_is_verified", null]);
		expect(await known("Case Name,contact_backend_id,village")).toEqual(["name", "contact_backend_id", "village"]);
	});
	test("is remembered as it was mapped where it was written, not where it was only tried", async () => {
		const lines = ["Case Name,Quartier", "Amina,Majengo"];
		const mapped = { columns: [{ column: 1, to: "village" }] };
		const guess = async () => {
			const { columns } = await office.must("imports.look", { file: office.sheet(lines) });
			return [columns[1]?.guess, columns[1]?.remembered];
		};
		const tried = await office.check(lines, mapped);
		expect(await guess()).toEqual([null, false]);
		await office.must("imports.discard", { batch: tried.id });
		const batch = await office.check(lines, mapped);
		await office.must("imports.apply", { batch: batch.id });
		expect(await guess()).toEqual(["village", true]);
	});
	test("without headers has columns without titles, which each screen calls in its own words", async () => {
		const file = office.sheet(["Amina,0712345678", "Juma,0712345679"]);
		const look = await office.must("imports.look", { file, header: false });
		expect(look.columns.map(({ header, samples }) => [header, samples])).toEqual([
			["", ["Amina", "Juma"]],
			["", ["0712345678", "0712345679"]],
		]);
		const batch = await office.must("imports.check", {
			file,
			header: false,
			type: "patient",
			columns: [{ column: 0, to: "name" }],
			createNew: true,
		});
		expect([batch.header, batch.mapped, batch.unmapped, batch.rows]).toEqual([["", ""], [true, false], [1], 2]);
	});
	test("may stand below a title and empty rows: what is above is left out, with the headers or without", async () => {
		const lines = ["Register of Kilifi", ",,", "Printed,2026-03-01", "Case Name,contact_phone_number,village"];
		const file = office.sheet([...lines, "Amina,0712345678,Kilifi", "Juma,0712345679,Lamu"]);
		const look = await office.must("imports.look", { file, firstRow: 4 });
		expect(look.columns.map(({ header, guess }) => [header, guess])).toEqual([
			["Case Name", "name"],
			["contact_phone_number", "contact_phone_number"],
			["village", "village"],
		]);
		expect(look.top.map(({ row, cells }) => [row, cells[0]])).toEqual([
			[1, "Register of Kilifi"],
			[3, "Printed"],
			[4, "Case Name"],
			[5, "Amina"],
			[6, "Juma"],
		]);
		expect([look.rows.map(({ row }) => row), look.sheets[0]?.rows]).toEqual([[5, 6], 3]);
		const plan = { file, type: "patient", columns: [{ column: 0, to: "name" }], createNew: true };
		const batch = await office.must("imports.check", { ...plan, firstRow: 4 });
		expect([batch.header, batch.rows]).toEqual([["Case Name", "contact_phone_number", "village"], 2]);
		expect((await office.rowsOf(batch.id)).map(({ row, cells }) => [row, cells[0]])).toEqual([
			[5, "Amina"],
			[6, "Juma"],
		]);
		const bare = await office.must("imports.check", { ...plan, firstRow: 5, header: false });
		expect((await office.rowsOf(bare.id)).map(({ row }) => row)).toEqual([5, 6]);
		expect(await office.call("imports.check", { ...plan, firstRow: 7 })).toMatchObject({
			ok: false,
			problem: { code: "file-empty" },
		});
	});
	test("names each column of which nothing is kept, also one without a title that holds something only far down", async () => {
		const lines = ["name,,village,", ...Array.from({ length: 250 }, (_, n) => `Person ${n},,Kilifi,`)];
		const file = office.sheet([...lines, "Amina,,Lamu,,,late"]);
		const plan = { file, type: "patient", columns: [{ column: 0, to: "name" }], createNew: true };
		const batch = await office.must("imports.check", plan);
		expect(batch.unmapped).toEqual([2, 5]);
		expect((await office.must("imports.show", { batch: batch.id })).unmapped).toEqual([2, 5]);
	});
	test("with headers that mean something to JavaScript changes nothing but the case, and loses no column without a word", async () => {
		const shapeOf = () => Object.getOwnPropertyNames(Object.prototype).sort().join(" ");
		const before = shapeOf();
		const titles = ["name", "__proto__", "constructor", "prototype", "toString", "", "name", "x".repeat(32_768)];
		const values = ["Amina", "a", "b", "c", "d", "e", "f", "g"];
		const file = office.sheet([titles.join(","), values.join(",")]);
		const look = await office.must("imports.look", { file });
		expect(look.columns.map(({ header }) => header)).toEqual(titles);
		expect(look.columns.map(({ samples }) => samples[0])).toEqual(values);
		const plan = { file, type: "patient", createNew: true };
		const columns = [0, 2, 3, 4].map((column) => ({ column, to: titles[column] ?? "" }));
		const refused = [...columns, { column: 1, to: "__proto__" }];
		expect(await office.call("imports.check", { ...plan, columns: refused })).toMatchObject({
			problem: { code: "bad-property-name" },
		});
		const batch = await office.must("imports.check", { ...plan, columns });
		expect(batch.mapped).toEqual([true, false, true, true, true, false, false, false]);
		expect(batch.unmapped).toEqual([1, 5, 6, 7]);
		await office.must("imports.apply", { batch: batch.id });
		const [row] = (await office.must("cases.list", {})).rows;
		const view = await office.must("cases.show", { id: row?.id ?? "" });
		expect(view.properties).toMatchObject({ constructor: "b", prototype: "c", toString: "d" });
		expect(shapeOf()).toBe(before);
		expect(({} as Record<string, unknown>).a).toBeUndefined();
	});
});
