import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ImportOffice, openImportOffice, pagesHeader } from "./testing/import-office.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

/** What the view counts, counted from the rows themselves. */
async function countedByHand(batch: string) {
	const rows = await office.rowsOf(batch);
	const verdicts = { new: 0, update: 0, same: 0, skipped: 0, decide: 0, refused: 0 };
	const written = { new: 0, updated: 0, failed: 0 };
	for (const { verdict, outcome } of rows) {
		verdicts[verdict] += 1;
		if (outcome) written[outcome] += 1;
	}
	const codes = new Map<string, number>();
	for (const { problems } of rows)
		for (const code of new Set(problems.map((one) => one.code))) codes.set(code, (codes.get(code) ?? 0) + 1);
	const reversed = rows.filter(({ undone }) => undone === "reversed").length;
	return { rows: rows.length, verdicts, written, codes: Object.fromEntries(codes), reversed };
}
async function countedByView(batch: string) {
	const { rows, verdicts, written, codes, undone } = await office.must("imports.show", { batch });
	return {
		rows,
		verdicts,
		written,
		codes: Object.fromEntries(codes.map((one) => [one.code, one.rows])),
		reversed: undone.reversed,
	};
}

describe("a sheet of the pages", () => {
	test("writes nothing before it is applied, then people with number, flag and a proof that names file and row", async () => {
		const batch = await office.check([pagesHeader, "Amina,0712345678,1,Kilifi,", "Juma,0712345679,,Lamu,"], {
			consent: { askedBy: "Wanjiku", askedOn: "2026-01-03", how: "paper" },
		});
		expect([batch.verdicts.new, (await office.must("cases.count", {})).open]).toEqual([2, 0]);
		const done = await office.must("imports.apply", { batch: batch.id });
		expect([done.state, done.written]).toEqual(["done", { new: 2, updated: 0, failed: 0 }]);
		const [juma, amina] = (await office.must("cases.list", {})).rows;
		expect([amina?.name, amina?.numberState, juma?.numberState]).toEqual(["Amina", "two-way", "one-way"]);
		expect((await office.must("cases.list", { search: "0712345678" })).rows.map(({ name }) => name)).toEqual(["Amina"]);
		const [proof] = await office.must("consent.history", { caseId: amina?.id ?? "" });
		expect(proof).toMatchObject({ kind: "given", channel: "import", witness: "Wanjiku, 2026-01-03", how: "paper" });
		expect(proof?.source).toContain("people.csv, 2");
		expect((await office.must("messages.list", {})).rows).toEqual([]);
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	});
	test("every row has a verdict, with a code by cell", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "0712345670" });
		const batch = await office.check([
			pagesHeader,
			"Amina,0712345678,1,,",
			"Bad,12,,,",
			"Amina,0712345678,,,",
			"Other,0712345670,,,",
			"Old,0712345670,,,",
			`${"x".repeat(256)},0712345671,,,`,
			",,,,",
			"Lost,7.1E+08,,,",
			"Agreed,0712345672,yes,,",
			"Refused,0712345673,No,,",
		]);
		expect(await office.codesOf(batch.id)).toEqual([
			[2, "new", ""],
			[3, "refused", "bad-number"],
			[4, "decide", "duplicate-row"],
			[5, "decide", "duplicate-number"],
			[6, "decide", "same-person duplicate-number"],
			[7, "refused", "name-too-long"],
			[9, "refused", "digits-lost"],
			[10, "decide", "consent-not-one"],
			[11, "new", ""],
		]);
	});
	test("asks about a person who is there once, and about the same case twice in the sheet", async () => {
		const old = await office.must("cases.register", { type: "patient", name: "Old", phone: "0712345670" });
		const batch = await office.check([
			pagesHeader,
			"Old,0712345670,,,",
			`,,,Lamu,${old.id}`,
			`,,,Kilifi,${old.id}`,
			`${"x".repeat(256)},0712345671,,,`,
		]);
		const said = (await office.rowsOf(batch.id)).map(({ row, problems }) => [
			row,
			...problems.map(({ code, other, longest }) => [code, other, longest]),
		]);
		expect(said).toEqual([
			[2, ["same-person", old.id, undefined]],
			[3],
			[4, ["duplicate-row", "3", undefined]],
			[5, ["name-too-long", undefined, 255]],
		]);
		const { row: again } = await office.must("imports.fix", {
			batch: batch.id,
			row: 4,
			cells: [{ column: 3, value: "Mombasa" }],
		});
		expect(again.problems.map(({ code, other }) => [code, other])).toEqual([["duplicate-row", "3"]]);
	});
	test("what is said as a warning and as a refusal is one reason to look for", async () => {
		const batch = await office.check([pagesHeader, "Amina,2.54712E+11,,,", "Juma,0712345670,,9.19877E+11,"]);
		expect(batch.codes).toEqual([{ code: "digits-lost", rows: 2, warning: false, note: false }]);
	});
	test("says what will not do what it is meant for, and asks nobody about it", async () => {
		await office.must("workers.create", { username: "wanjiku" });
		const header = "name,contact_phone_number,owner_name,language_code,time_zone,commcare_email_address";
		const batch = await office.check([
			header,
			"Amina,0712345678,wanjiku,en,Africa/Nairobi,amina@example.org",
			"Juma,0712345679,wanjiko,swahili,Nairobi,juma",
			"Asha,0712345679,wanjiko,,,",
		]);
		const said = (await office.rowsOf(batch.id)).map(({ row, verdict, problems }) => [
			row,
			verdict,
			...problems.map(({ code, value, note }) => (note ? `${code} ${value}` : code)),
		]);
		expect(said).toEqual([
			[2, "new"],
			[
				3,
				"new",
				"unknown-owner wanjiko",
				"unknown-language swahili",
				"unknown-time-zone Nairobi",
				"unusable-email juma",
			],
			[4, "decide", "duplicate-number", "unknown-owner wanjiko"],
		]);
		expect(batch.codes[0]).toEqual({ code: "unknown-owner", rows: 2, warning: false, note: true });
		const taken = await office.must("imports.decide", { batch: batch.id, code: "duplicate-number", as: "take" });
		expect([taken.toWrite.new, taken.undecided]).toEqual([3, 0]);
		await office.must("imports.apply", { batch: batch.id });
		const juma = (await office.must("cases.list", { search: "Juma" })).rows[0]?.id;
		// What stands there already is no news.
		const changed = await office.check([`case_id,village,${header}`, `${juma},Lamu,Juma,,wanjiko,swahili,Mombasa,`]);
		expect((await office.codesOf(changed.id))[0]).toEqual([2, "update", "unknown-time-zone"]);
	});
	test("says who would be without a name, and which consent is for no number; nothing of a row that is refused", async () => {
		const batch = await office.check([
			"name,contact_phone_number,contact_phone_number_is_verified,time_zone",
			",0712345678,1,",
			"Juma,,1,",
			"Asha,12,1,Nairobi",
			"Neema,0712345679,1,",
		]);
		expect(await office.codesOf(batch.id)).toEqual([
			[2, "new", "name-missing"],
			[3, "new", "consent-without-number"],
			[4, "refused", "bad-number"],
			[5, "new", ""],
		]);
	});
	test("is counted as its rows change, at every step", async () => {
		const batch = await office.check([
			pagesHeader,
			"Amina,0712345678,1,,",
			"Bad,12,,,",
			"Twin,0712345678,,,",
			"Both,34,,,",
			"New,0712345671,,,",
		]);
		const same = async () => expect(await countedByView(batch.id)).toEqual(await countedByHand(batch.id));
		await same();
		await office.must("imports.fix", { batch: batch.id, row: 3, cells: [{ column: 1, value: "0712345672" }] });
		await same();
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		const done = await office.must("imports.apply", { batch: batch.id });
		expect([done.written.new, done.toWrite, done.undecided]).toEqual([4, { new: 0, updated: 0 }, 0]);
		await same();
		await office.must("imports.undo", { batch: batch.id });
		await same();
		expect((await countedByView(batch.id)).reversed).toBe(4);
	});
	test("is prepared by a clerk, row by row; that it is written, and taken back, is a supervisor's", async () => {
		await office.must("staff.add", { name: "Otieno", role: "clerk", pin: "green-kettle-3", language: "en" });
		await office.must("staff.signIn", { name: "Otieno", pin: "green-kettle-3" }, "clerk");
		const file = office.sheet([pagesHeader, "Amina,12,,,"], "clerk.csv", "clerk");
		const batch = await office.must(
			"imports.check",
			{ file, type: "patient", columns: [{ column: 1, to: "contact_phone_number" }], createNew: true },
			"clerk",
		);
		const cells = [{ column: 1, value: "0712345678" }];
		expect(await office.must("imports.fix", { batch: batch.id, row: 2, cells }, "clerk")).toMatchObject({
			row: { verdict: "new" },
		});
		expect(await office.call("imports.apply", { batch: batch.id }, "clerk")).toMatchObject({
			problem: { code: "not-allowed" },
		});
		expect((await office.must("imports.apply", { batch: batch.id })).written.new).toBe(1);
		expect(await office.call("imports.undo", { batch: batch.id }, "clerk")).toMatchObject({
			problem: { code: "not-allowed" },
		});
	});
});

test("who checks knows the progress of the own sheet from that of another", async () => {
	const heard: { mark?: string; job: string }[] = [];
	const stop = office.outpost.listen("desk", (event) => event.type === "progress" && heard.push(event));
	const [one, other] = await Promise.all([
		office.check([pagesHeader, "Amina,0712345678,,,"], { mark: "one" }, "one.csv"),
		office.check([pagesHeader, "Juma,0712345679,,,"], { mark: "other" }, "other.csv"),
	]);
	stop();
	expect(new Set(heard.map(({ mark, job }) => `${mark}: ${job}`))).toEqual(
		new Set([`one: import ${one.id}`, `other: import ${other.id}`]),
	);
});
