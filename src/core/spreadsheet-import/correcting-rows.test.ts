import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ImportOffice, openImportOffice, pagesHeader } from "./testing/import-office.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

test("correcting a row checks those again that were said to be like it, and no other", async () => {
	const batch = await office.check([
		pagesHeader,
		"Amina,0712345678,,,",
		"Juma,0712345678,,,",
		"Zawadi,0712345678,,,",
		"Rehema,0712345671,,,",
		"Musa,0712345671,,,",
	]);
	const others = async () =>
		(await office.rowsOf(batch.id)).map(({ row, problems }) => [row, problems.map((p) => p.other)]);
	expect(await others()).toEqual([
		[2, []],
		[3, ["2"]],
		[4, ["2"]],
		[5, []],
		[6, ["5"]],
	]);
	await office.must("imports.decide", { batch: batch.id, rows: [3, 6], as: "skip" });
	await office.must("imports.fix", { batch: batch.id, row: 2, cells: [{ column: 1, value: "0712345670" }] });
	expect(await others()).toEqual([
		[2, []],
		[3, []],
		[4, ["3"]],
		[5, []],
		[6, ["5"]],
	]);
	expect((await office.rowsOf(batch.id)).map(({ decision }) => decision)).toEqual([null, null, null, null, "skip"]);
});
test("rows with one reason are taken together, but for those that have another one too; they are left out together", async () => {
	await office.must("cases.register", { type: "patient", name: "Old", phone: "0712345670" });
	const batch = await office.check([
		pagesHeader,
		"Amina,0712345671,yes,,",
		"Old,0712345670,yes,,",
		"Old,0712345670,,,",
	]);
	const decisions = async () => (await office.rowsOf(batch.id)).map(({ decision }) => decision);
	const taken = await office.must("imports.decide", { batch: batch.id, code: "consent-not-one", as: "take" });
	expect([taken.toWrite.new, taken.undecided, await decisions()]).toEqual([1, 2, ["take", null, null]]);
	await office.must("imports.decide", { batch: batch.id, code: "consent-not-one", as: "skip" });
	// What somebody has decided about one row stays when they decide about the rest.
	expect(await decisions()).toEqual(["take", "skip", null]);
	await office.must("imports.decide", { batch: batch.id, as: "take" });
	expect(await decisions()).toEqual(["take", "skip", "take"]);
	await office.must("imports.decide", { batch: batch.id, rows: [3], as: "take" });
	expect(await decisions()).toEqual(["take", "take", "take"]);
});
test("a row is corrected in place and checked again, another is taken as it is", async () => {
	const batch = await office.check([pagesHeader, "Amina,0712345678,1,,", "Bad,12,,,", "Twin,0712345678,,,"]);
	const { row: fixed } = await office.must("imports.fix", {
		batch: batch.id,
		row: 3,
		cells: [{ column: 1, value: "0712345677" }],
	});
	expect([fixed.verdict, fixed.problems]).toEqual(["new", []]);
	const { row: again } = await office.must("imports.fix", {
		batch: batch.id,
		row: 3,
		cells: [{ column: 1, value: "0712345678" }],
	});
	expect(again.problems.map(({ code }) => code)).toEqual(["duplicate-number"]);
	await office.must("imports.decide", { batch: batch.id, rows: [3], as: "skip" });
	const half = await office.must("imports.show", { batch: batch.id });
	expect([half.toWrite, half.undecided, half.leftOut]).toEqual([{ new: 1, updated: 0 }, 1, 1]);
	await office.must("imports.decide", { batch: batch.id, rows: [4], as: "take" });
	const { toWrite, undecided } = await office.must("imports.show", { batch: batch.id });
	expect([toWrite, undecided]).toEqual([{ new: 2, updated: 0 }, 0]);
	expect((await office.must("imports.apply", { batch: batch.id })).written).toEqual({
		new: 2,
		updated: 0,
		failed: 0,
	});
	await office.must("imports.decide", { batch: batch.id, rows: [3], as: "take" });
	expect((await office.must("imports.apply", { batch: batch.id })).written.new).toBe(3);
});

describe("nobody is written without being asked", () => {
	/** Checks the sheet, corrects a cell, and says of each row its verdict and the rows that it is said to be like. */
	const fixed = async (batch: string, row: number, column: number, value: string) => {
		await office.must("imports.fix", { batch, row, cells: [{ column, value }] });
		return (await office.rowsOf(batch)).map(({ verdict, problems }) => [
			verdict,
			problems.map(({ code, other }) => `${code} ${other}`).join(", "),
		]);
	};

	test("about a case that an external id names twice, when the village of the second one is corrected", async () => {
		await office.must("cases.register", { type: "patient", name: "Amina", externalId: "007" });
		const columns = [
			{ column: 0, to: "name" },
			{ column: 1, to: "village" },
		];
		const plan = { columns, idColumn: 2, match: "external_id" as const };
		const { id } = await office.check(["name,village,id", "Amina,Lamu,007", "Amina,Kitui,007", "Juma,,008"], plan);
		expect(await fixed(id, 3, 1, "Kilifi")).toEqual([
			["update", ""],
			["decide", "duplicate-row 2"],
			["new", ""],
		]);
		// And the other way: whoever comes to be like a row is asked about, also where that one stands further down.
		expect(await fixed(id, 4, 2, " 007 ")).toMatchObject([{}, {}, ["decide", "duplicate-row 2"]]);
	});
	test("about a new worker who stands there twice, however the username is written", async () => {
		const lines = ["username,first name", "Asha,Asha", "asha,Asha", "juma,Juma"];
		const { id } = await office.check(lines, { kind: "workers", type: "", idColumn: null });
		expect(await fixed(id, 3, 1, "Asha M")).toEqual([
			["new", ""],
			["decide", "duplicate-row 2"],
			["new", ""],
		]);
		expect(await fixed(id, 4, 0, "ASHA")).toMatchObject([{}, {}, ["decide", "duplicate-row 2"]]);
	});
	test("about one who is like a row before and a row behind, when the one before is corrected", async () => {
		const lines = ["Amina,0712345671,,,", "Juma,0712345672,,,", "Zawadi,0712345673,,,"];
		const { id } = await office.check([pagesHeader, ...lines]);
		expect(await fixed(id, 2, 1, "0712345673")).toMatchObject([["decide", "duplicate-number 4"], {}, ["new", ""]]);
		expect(await fixed(id, 3, 1, "0712345673")).toMatchObject([{}, ["decide", "duplicate-number 2"], {}]);
		expect(await fixed(id, 2, 1, "0712345671")).toEqual([
			["new", ""],
			["decide", "duplicate-number 4"],
			["new", ""],
		]);
	});
});
test("of rows that are alike the first one stays the one that nobody is asked about, whatever is corrected in it", async () => {
	const batch = await office.check([pagesHeader, "Amina,0712345678,,,", "Juma,0712345678,,,", "Musa,0712345678,,,"]);
	await office.must("imports.decide", { batch: batch.id, rows: [3], as: "skip" });
	const village = { batch: batch.id, row: 2, cells: [{ column: 3, value: "Lamu" }] };
	expect(await office.must("imports.fix", village)).toMatchObject({ row: { verdict: "new" }, others: [] });
	// Of the others nothing else is to be said, so what was decided stays.
	expect((await office.rowsOf(batch.id)).map(({ verdict, decision }) => [verdict, decision])).toEqual([
		["new", null],
		["decide", "skip"],
		["decide", null],
	]);
});
test("whoever corrects a row hears of the others that are asked about anew; of what needs no decision none is taken", async () => {
	const lines = ["Amina,0712345678,,,", "Juma,0712345678,,,", "Musa,0712345678,,,", "Bad,12,,,"];
	const batch = await office.check([pagesHeader, ...lines]);
	await office.must("imports.decide", { batch: batch.id, rows: [3, 4], as: "skip" });
	const away = { batch: batch.id, row: 2, cells: [{ column: 1, value: "0712345670" }] };
	const { others } = await office.must("imports.fix", away);
	expect(others.map(({ row, verdict, decision }) => [row, verdict, decision])).toEqual([
		[3, "new", null],
		[4, "decide", null],
	]);
	expect(others).toEqual((await office.rowsOf(batch.id)).slice(1, 3));
	for (const row of [3, 5, 99])
		expect(await office.call("imports.decide", { batch: batch.id, rows: [4, row], as: "take" })).toMatchObject({
			problem: { code: "row-not-to-decide", details: { row } },
		});
	expect(await office.must("imports.show", { batch: batch.id })).toMatchObject({ undecided: 1, toWrite: { new: 2 } });
});
