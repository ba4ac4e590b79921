import { afterEach, beforeEach, expect, test, vi } from "vitest";
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
	const fixed = await office.must("imports.fix", {
		batch: batch.id,
		row: 3,
		cells: [{ column: 1, value: "0712345677" }],
	});
	expect([fixed.verdict, fixed.problems]).toEqual(["new", []]);
	const again = await office.must("imports.fix", {
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
