import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { officeForTests, projectFlags } from "./office-for-tests.ts";

// Each reading starts a thread; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const office = officeForTests();
const file = join(office.folder, "people.csv");
const header = "Case Name,contact_phone_number,contact_phone_number_is_verified,shoe,case id";
const save = (...lines: string[]) => writeFileSync(file, `${[header, ...lines].join("\n")}\n`);
const json = (out: string) => JSON.parse(out) as Record<string, unknown>;

beforeAll(async () => {
	const made = await office.here(["init", ...projectFlags, "--supervisor", "Amina Okoye"]);
	if (made.code !== 0) throw new Error(made.err);
});
afterAll(() => office.remove());

const importing = (...more: string[]) =>
	office.here(["import", file, "--type", "patient", "--create-new", "--json", ...more]);

test("a sheet is shown without an office", async () => {
	save("Amina,0712345678,1,39,");
	const shown = await office.here(["sheet", "show", file, "--json"], {
		env: { OUTPOST_DATA: join(office.folder, "none") },
	});
	expect(json(shown.out)).toMatchObject({
		sheets: [{ hidden: false }],
		header: header.split(","),
		rows: [["Amina", "0712345678", "1", "39", null]],
	});
	expect((await office.here(["sheet", "show", join(office.folder, "none.csv"), "--json"])).code).toBe(1);
	expect((await office.here(["sheet", "show", join(office.folder, "none.csv")])).err).toContain("no file “none.csv”");
});

test("rows are tried, refused, looked at, imported, listed and taken back", async () => {
	save("Amina,0712345678,1,39,", "Bad,12,,,", "Twin,0712345678,,,");
	const tried = await importing("--dry-run");
	expect([tried.code, json(tried.out)]).toMatchObject([
		3,
		{ rows: 3, new: 1, updated: 0, same: 0, skipped: 1, refused: 1 },
	]);
	const stopped = await importing();
	expect([stopped.code, json(stopped.out)]).toMatchObject([
		1,
		{
			ok: false,
			problem: { code: "import-has-warnings" },
			problems: [
				{ row: 3, column: "contact_phone_number", code: "bad-number", value: "12" },
				{ row: 4, column: "contact_phone_number", code: "duplicate-number", value: "0712345678", warning: true },
			],
		},
	]);
	expect((await office.here(["case", "list", "--json"])).lines).toEqual([]);
	const done = await importing("--accept-warnings", "--map", "shoe=shoe_size");
	const result = json(done.out);
	expect([done.code, result]).toMatchObject([3, { rows: 3, new: 2, updated: 0, same: 0, skipped: 0, refused: 1 }]);
	const cases = (await office.here(["case", "list", "--json"])).lines.map(json);
	expect(cases.map(({ name }) => name)).toEqual(["Twin", "Amina"]);
	expect(cases[1]).toMatchObject({
		properties: { shoe_size: "39" },
		number: { state: "two-way" },
		consent: { channel: "import" },
	});

	const again = await importing();
	expect([again.code, json(again.out)]).toMatchObject([1, { new: 0, updated: 0, skipped: 2, refused: 1 }]);
	expect((json(again.out).problems as object[])[0]).toMatchObject({
		row: null,
		code: "file-already-imported",
		warning: true,
		other: result.batch,
	});
	const listed = (await office.here(["imports", "--json"])).lines.map(json);
	expect(listed.map(({ state }) => state)).toEqual(["done"]);
	const undone = await office.here(["import-undo", String(result.batch), "--json"]);
	expect([undone.code, json(undone.out)]).toEqual([0, { reversed: 2, kept: [], failed: 0 }]);
	expect((await office.here(["case", "list", "--json"])).lines).toEqual([]);
});

test("who asked for the consent in a sheet, when and how, is put on record; else who imported it", async () => {
	const proofs = async () => {
		const file = join(office.folder, "consents.csv");
		const written = await office.here(["export", "consents", "--out", file]);
		if (written.code !== 0) throw new Error(written.err);
		return readFileSync(file, "utf8");
	};
	save("Amina,0712345678,1,39,");
	expect((await importing("--asked-how", "shouted")).code).toBe(2);
	const said = json(
		(await importing("--asked-by", "Wanjiku", "--asked-on", "March 2026", "--asked-how", "spoken")).out,
	);
	expect(await proofs()).toMatch(/,given,import,Amina Okoye,"?Wanjiku[^\n]*March 2026[^\n]*people\.csv, 2/);
	await office.here(["import-undo", String(said.batch)]);
	save("Baraka,0712345679,1,40,");
	const unsaid = json((await importing()).out);
	expect(await proofs()).toMatch(/Baraka,254712345679,given,import,Amina Okoye,,[^\n]*people\.csv, 2/);
	await office.here(["import-undo", String(unsaid.batch)]);
});

test("a file that does not say how its letters are written is named as guessed, and can be read otherwise", async () => {
	const old = join(office.folder, "old.csv");
	writeFileSync(old, Buffer.from("Case Name;contact_phone_number\n\xc9\xee;0712345678\nAmina;0712345679\n", "latin1"));
	const seen = await office.here(["sheet", "show", old]);
	expect([seen.out.includes("Éî"), seen.err.includes("windows-1252")]).toEqual([true, true]);
	const otherwise = await office.here([
		"sheet",
		"show",
		old,
		"--encoding",
		"windows-1251",
		"--separator",
		";",
		"--json",
	]);
	expect(json(otherwise.out)).toMatchObject({
		encoding: "windows-1251",
		encodingSure: true,
		rows: [
			["Йо", "0712345678"],
			["Amina", "0712345679"],
		],
	});
	const tried = await office.here(["import", old, "--type", "patient", "--create-new", "--dry-run"]);
	expect(tried.err).toContain("--encoding");
});

test("a table that begins below a title is shown and imported from its headers on", async () => {
	const titled = join(office.folder, "titled.csv");
	writeFileSync(titled, "Register of Kilifi\n\nCase Name,contact_phone_number\nAmina,0712345678\n");
	const shown = json((await office.here(["sheet", "show", titled, "--first-row", "3", "--json"])).out);
	expect(shown).toMatchObject({ header: ["Case Name", "contact_phone_number"], rows: [["Amina", "0712345678"]] });
	const importing = ["import", titled, "--type", "patient", "--create-new", "--json", "--first-row"];
	expect((await office.here([...importing, "third"])).code).toBe(2);
	const done = json((await office.here([...importing, "3"])).out);
	expect(done).toMatchObject({ rows: 1, new: 1 });
	expect((await office.here(["import-undo", String(done.batch)])).code).toBe(0);
});

test("people hear which row or case it is about, how long a name may be, and how people without a match come in", async () => {
	save("Amina,0712345670,,,", "Amina,0712345670,,,", `${"x".repeat(256)},0712345671,,,`);
	const spoken = (...more: string[]) => office.here(["import", file, "--type", "patient", "--dry-run", ...more]);
	const { out } = await spoken("--create-new");
	expect(out).toContain("See row 2.");
	expect(out).toContain("longer than 255 characters");
	expect((await spoken()).err).toContain("--create-new");
});

test("a column that is not there and a file that is not there are said", async () => {
	save("Amina,0712345678,1,39,");
	for (const [more, code] of [
		[["--map", "hat=hat_size"], "column-missing"],
		[["--id-column", "#9"], "column-missing"],
		[["--map", "#4=closed"], "reserved-property-name"],
		[["--country", "XX"], "bad-country"],
	] as const)
		expect(json((await importing(...more)).out)).toMatchObject({ problem: { code } });
	expect((await importing("--match", "name")).code).toBe(2);
});

test("what became of each row is kept as a workbook, and cases are exported", async () => {
	save("Amina,0712345678,1,39,", "Bad,12,,,");
	const [report, cases] = [join(office.folder, "report.xlsx"), join(office.folder, "cases.csv")];
	expect((await importing("--accept-warnings", "--report", report)).code).toBe(3);
	const shown = json((await office.here(["sheet", "show", report, "--json"])).out) as {
		header: string[];
		rows: string[][];
	};
	const outcome = shown.header.indexOf("What became of it");
	expect(shown.rows.map((row) => [row[0], row[outcome]])).toEqual([
		["Amina", "New"],
		["Bad", "Refused"],
	]);
	const exported = await office.here(["export", "cases", "--out", cases, "--json"]);
	expect([exported.code, json(exported.out)]).toEqual([0, { rows: 1, file: cases }]);
	const sheet = json((await office.here(["sheet", "show", cases, "--json"])).out) as { header: string[] };
	expect(sheet.header.slice(0, 3)).toEqual(["case_id", "external_id", "name"]);
	expect((await office.here(["export", "cases", "--out", "cases.pdf"])).code).toBe(2);
	expect((await office.here(["export", "messages", "--out", join(office.folder, "none/x.csv"), "--json"])).code).toBe(
		1,
	);
});

test("an undo names each contact once that it kept, in the sheet's order", async () => {
	const imported = async (...lines: string[]) => {
		writeFileSync(file, `${["external id,Case Name,village", ...lines].join("\n")}\n`);
		const by = ["--id-column", "external id", "--match", "external_id", "--create-new", "--accept-warnings"];
		return String(json((await office.here(["import", file, "--type", "patient", "--json", ...by])).out).batch);
	};
	await imported("1,Zuri,");
	const batch = await imported("1,,Lamu", "2,Kito,", "1,,Kilifi");
	const cases = (await office.here(["case", "list", "--json"])).lines.map(json);
	const idOf = (name: string) => String(cases.find((one) => one.name === name)?.id);
	for (const name of ["Kito", "Zuri"]) await office.here(["case", "set", idOf(name), "note=x"]);
	expect(json((await office.here(["import-undo", batch, "--json"])).out)).toEqual({
		reversed: 0,
		kept: [
			{ id: idOf("Zuri"), why: "changed-since" },
			{ id: idOf("Kito"), why: "changed-since" },
		],
		failed: 0,
	});
});
