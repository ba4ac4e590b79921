import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bundled } from "../../testing/bundled.ts";
import { openTestOffice, testPin } from "../../testing/test-office.ts";
import type { InputOf } from "../api/index.ts";
import { openOutpost } from "../outpost.ts";

// Each reading starts a thread; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

const sheetWorker = await bundled("src/core/spreadsheet-import/sheet-worker.ts");
let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice({ country: "KE", sheetWorker });
});
afterEach(() => office.close());

/** A sheet as a file, with the token that stands for it. */
function sheet(lines: string[], name = "people.csv"): string {
	const path = join(office.dataDir, name);
	writeFileSync(path, `${lines.join("\n")}\n`);
	const taken = office.outpost.takeFile("desk", path);
	if (!taken.ok) throw new Error(taken.problem.code);
	return taken.value;
}

const pagesHeader = "Case Name,contact_phone_number,contact_phone_number_is_verified,village,case id";

/** Checks a sheet as the guesses of its look have it. */
async function check(lines: string[], more: Partial<InputOf<"imports.check">> = {}, name?: string) {
	const file = sheet(lines, name);
	const look = await office.must("imports.look", { file, kind: more.kind });
	return office.must("imports.check", {
		file,
		type: "patient",
		columns: look.columns.flatMap(({ column, guess }) => (guess ? [{ column, to: guess }] : [])),
		idColumn: look.idColumn,
		match: look.match ?? "case_id",
		createNew: true,
		...more,
	});
}

const rowsOf = async (batch: string) => (await office.must("imports.rows", { batch })).rows;
const codesOf = async (batch: string) =>
	(await rowsOf(batch)).map(({ row, verdict, problems }) => [row, verdict, problems.map(({ code }) => code).join(" ")]);

/** What the view counts, counted from the rows themselves. */
async function countedByHand(batch: string) {
	const rows = await rowsOf(batch);
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
	test("is understood by its headers", async () => {
		const look = await office.must("imports.look", { file: sheet([pagesHeader, "Amina,0712345678,1,Kilifi,"]) });
		expect(look.columns.map(({ header, guess }) => [header, guess])).toEqual([
			["Case Name", "name"],
			["contact_phone_number", "contact_phone_number"],
			["contact_phone_number_is_verified", "contact_phone_number_is_verified"],
			["village", "village"],
			["case id", null],
		]);
		expect([look.idColumn, look.match, look.columns[0]?.samples]).toEqual([4, "case_id", ["Amina"]]);
	});
	test("writes nothing before it is applied, then people with number, flag and a proof that names file and row", async () => {
		const batch = await check([pagesHeader, "Amina,0712345678,1,Kilifi,", "Juma,0712345679,,Lamu,"], {
			consent: { askedBy: "Wanjiku", askedOn: "2026-01-03", how: "paper" },
		});
		expect([batch.verdicts.new, (await office.must("cases.count", {})).open]).toEqual([2, 0]);
		const done = await office.must("imports.apply", { batch: batch.id });
		expect([done.state, done.written]).toEqual(["done", { new: 2, updated: 0, failed: 0 }]);
		const [juma, amina] = (await office.must("cases.list", {})).rows;
		expect([amina?.name, amina?.numberState, juma?.numberState]).toEqual(["Amina", "two-way", "one-way"]);
		expect((await office.must("cases.list", { search: "0712345678" })).rows.map(({ name }) => name)).toEqual(["Amina"]);
		const [proof] = await office.must("consent.history", { caseId: amina?.id ?? "" });
		expect(proof).toMatchObject({ kind: "given", channel: "import", witness: "Wanjiku, 2026-01-03, paper" });
		expect(proof?.source).toContain("people.csv, 2");
		expect((await office.must("messages.list", {})).rows).toEqual([]);
		expect(await office.must("audit.verify", {})).toMatchObject({ intact: true });
	});
	test("every row has a verdict, with a code by cell", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "0712345670" });
		const batch = await check([
			pagesHeader,
			"Amina,0712345678,1,,",
			"Bad,12,,,",
			"Amina,0712345678,,,",
			"Other,0712345670,,,",
			"Old,0712345670,,,",
			`${"x".repeat(256)},0712345671,,,`,
			",,,,",
			"Lost,7.1E+08,,,",
		]);
		expect(await codesOf(batch.id)).toEqual([
			[2, "new", ""],
			[3, "refused", "bad-number"],
			[4, "decide", "duplicate-row"],
			[5, "decide", "duplicate-number"],
			[6, "decide", "same-person duplicate-number duplicate-number"],
			[7, "refused", "name-too-long"],
			[9, "refused", "digits-lost"],
		]);
	});
	test("correcting a row checks those again that were said to be like it, and no other", async () => {
		const batch = await check([
			pagesHeader,
			"Amina,0712345678,,,",
			"Juma,0712345678,,,",
			"Zawadi,0712345678,,,",
			"Rehema,0712345671,,,",
			"Musa,0712345671,,,",
		]);
		const others = async () => (await rowsOf(batch.id)).map(({ row, problems }) => [row, problems.map((p) => p.other)]);
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
		expect((await rowsOf(batch.id)).map(({ decision }) => decision)).toEqual([null, null, null, null, "skip"]);
	});
	test("is counted as its rows change, at every step", async () => {
		const batch = await check([
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
	test("without headers has columns without titles, which each screen calls in its own words", async () => {
		const file = sheet(["Amina,0712345678", "Juma,0712345679"]);
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
		expect([batch.header, batch.mapped, batch.rows]).toEqual([["", ""], [true, false], 2]);
	});
	test("with headers that mean something to JavaScript changes nothing but the case, and loses no column without a word", async () => {
		const shapeOf = () => Object.getOwnPropertyNames(Object.prototype).sort().join(" ");
		const before = shapeOf();
		const titles = ["name", "__proto__", "constructor", "prototype", "toString", "", "name", "x".repeat(32_768)];
		const values = ["Amina", "a", "b", "c", "d", "e", "f", "g"];
		const file = sheet([titles.join(","), values.join(",")]);
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
		await office.must("imports.apply", { batch: batch.id });
		const [row] = (await office.must("cases.list", {})).rows;
		const view = await office.must("cases.show", { id: row?.id ?? "" });
		expect(view.properties).toMatchObject({ constructor: "b", prototype: "c", toString: "d" });
		expect(shapeOf()).toBe(before);
		expect(({} as Record<string, unknown>).a).toBeUndefined();
	});
	test("is prepared by a clerk, row by row; that it is written, and taken back, is a supervisor's", async () => {
		await office.must("staff.add", { name: "Otieno", role: "clerk", pin: "green-kettle-3", language: "en" });
		await office.must("staff.signIn", { name: "Otieno", pin: "green-kettle-3" }, "clerk");
		const path = join(office.dataDir, "clerk.csv");
		writeFileSync(path, `${pagesHeader}\nAmina,12,,,\n`);
		const taken = office.outpost.takeFile("clerk", path);
		if (!taken.ok) throw new Error(taken.problem.code);
		const batch = await office.must(
			"imports.check",
			{ file: taken.value, type: "patient", columns: [{ column: 1, to: "contact_phone_number" }], createNew: true },
			"clerk",
		);
		const cells = [{ column: 1, value: "0712345678" }];
		expect(await office.must("imports.fix", { batch: batch.id, row: 2, cells }, "clerk")).toMatchObject({
			verdict: "new",
		});
		expect(await office.call("imports.apply", { batch: batch.id }, "clerk")).toMatchObject({
			problem: { code: "not-allowed" },
		});
		expect((await office.must("imports.apply", { batch: batch.id })).written.new).toBe(1);
		expect(await office.call("imports.undo", { batch: batch.id }, "clerk")).toMatchObject({
			problem: { code: "not-allowed" },
		});
	});
	test("a row is corrected in place and checked again, another is taken as it is", async () => {
		const batch = await check([pagesHeader, "Amina,0712345678,1,,", "Bad,12,,,", "Twin,0712345678,,,"]);
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
});

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
		const batch = await check(lines, {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "village" },
				{ column: 3, to: "note" },
			],
			idColumn: 0,
			match: "external_id",
		});
		expect(await codesOf(batch.id)).toEqual([
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
		const second = await check(
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
		const batch = await check(["external id,Case Name,close", "007,Amina,yes", "008,Juma,yes", "007,,no"], {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "close" },
			],
			idColumn: 0,
			match: "external_id",
		});
		expect((await codesOf(batch.id)).map(([, verdict]) => verdict)).toEqual(["update", "new", "skipped"]);
		await office.must("imports.apply", { batch: batch.id });
		const closed = async () => (await office.must("cases.list", {})).rows.map((row) => [row.name, row.closed]);
		expect(await closed()).toEqual([
			["Juma", false],
			["Amina", true],
		]);
		expect((await office.must("imports.undo", { batch: batch.id })).reversed).toBe(2);
		expect(await closed()).toEqual([["Amina", false]]);
	});
	test("without a match and without leave to make new ones, rows are left out with a word", async () => {
		const batch = await check([pagesHeader, "Amina,0712345678,1,,"], { createNew: false });
		expect(await codesOf(batch.id)).toEqual([[2, "skipped", "no-match"]]);
	});
});

describe("taking back", () => {
	test("reverses what nobody changed, keeps the rest and says why", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "0712345670", externalId: "1" });
		const header = "external id,Case Name,contact_phone_number,village";
		const batch = await check([header, "1,Older,0712345670,Lamu", "2,Two,0712345672,", "3,Three,0712345673,"], {
			idColumn: 0,
			match: "external_id",
		});
		await office.must("imports.apply", { batch: batch.id });
		const three = (await office.must("cases.list", { search: "Three" })).rows[0];
		await office.must("cases.change", { id: three?.id ?? "", name: "Third" });
		expect(await office.must("imports.undoOutlook", { batch: batch.id })).toEqual({ reversed: 2, kept: 1, failed: 0 });
		const undone = await office.must("imports.undo", { batch: batch.id });
		expect(undone).toEqual({ reversed: 2, kept: [{ id: three?.id, why: "changed-since" }], failed: 0 });
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
	test("undoes two rows of one case one after the other", async () => {
		await office.must("cases.register", { type: "patient", name: "Old", phone: "", externalId: "1" });
		const batch = await check(["external id,Case Name,village", "1,A,Lamu", "1,B,Kilifi"], {
			columns: [
				{ column: 1, to: "name" },
				{ column: 2, to: "village" },
			],
			idColumn: 0,
			match: "external_id",
		});
		await office.must("imports.decide", { batch: batch.id, as: "take" });
		await office.must("imports.apply", { batch: batch.id });
		expect((await office.must("imports.undo", { batch: batch.id })).reversed).toBe(2);
		expect((await office.must("cases.list", {})).rows.map(({ name }) => name)).toEqual(["Old"]);
	});
});

describe("mobile workers", () => {
	test("come in by the same road, are changed and taken back", async () => {
		const lines = ["username,first name,phone,language", "amina.o,Amina,0712345678,en", "bad name!,X,0712345679,en"];
		const batch = await check(lines, { kind: "workers", type: "", idColumn: null });
		expect(await codesOf(batch.id)).toEqual([
			[2, "new", ""],
			[3, "refused", "bad-username"],
		]);
		await office.must("imports.apply", { batch: batch.id });
		const amina = await office.must("workers.show", { username: "amina.o" });
		expect([amina.firstName, amina.numbers.map(({ digits }) => digits)]).toEqual(["Amina", ["254712345678"]]);
		expect(await office.must("imports.undo", { batch: batch.id })).toMatchObject({ reversed: 1 });
		expect((await office.must("workers.show", { username: "amina.o" })).active).toBe(false);
	});
});

describe("a file", () => {
	test("comes in pieces under a token that is nobody else's", async () => {
		const bytes = Buffer.from(`${pagesHeader}\nAmina,0712345678,1,,\n`);
		const first = await office.must("imports.upload", {
			name: "../x.csv",
			data: bytes.subarray(0, 30).toString("base64"),
		});
		const whole = await office.must("imports.upload", {
			file: first.file,
			name: "x.csv",
			data: bytes.subarray(30).toString("base64"),
		});
		expect(whole).toEqual({ file: first.file, bytes: bytes.length });
		expect(await office.must("imports.look", { file: first.file })).toMatchObject({ fileName: "x.csv", format: "csv" });
		expect((await office.call("imports.look", { file: "/etc/passwd" })).ok).toBe(false);
	});
	test("that was imported is known again, and one that was stopped goes on", async () => {
		const lines = [pagesHeader, ...Array.from({ length: 300 }, (_, n) => `P${n},07${12345000 + n},,,`)];
		const batch = await check(lines);
		const stop = new AbortController();
		office.outpost.listen("desk", (event) => event.type === "progress" && stop.abort());
		const stopped = await office.outpost.call("imports.apply", { batch: batch.id }, "desk", stop.signal);
		expect(stopped).toMatchObject({ problem: { code: "cancelled" } });
		const look = await office.must("imports.look", { file: sheet(lines) });
		expect([look.stopped, look.already]).toEqual([batch.id, []]);
		expect((await office.must("imports.apply", { batch: batch.id })).written.new).toBe(300);
		expect((await office.must("imports.look", { file: sheet(lines) })).already.map((one) => one.batch)).toEqual([
			batch.id,
		]);
	});
	test("whose columns are doubled, missing or reserved is refused before anything is read", async () => {
		const file = sheet([pagesHeader, "Amina,0712345678,1,,"]);
		const of = async (columns: { column: number; to: string }[]) => {
			const answer = await office.call("imports.check", { file, type: "patient", columns });
			return answer.ok ? "" : answer.problem.code;
		};
		expect([
			await of([]),
			await of([
				{ column: 0, to: "name" },
				{ column: 1, to: "name" },
			]),
			await of([{ column: 9, to: "name" }]),
			await of([{ column: 0, to: "closed" }]),
			await of([{ column: 0, to: "1x" }]),
			await of([{ column: 0, to: "parent_id" }]),
		]).toEqual([
			"nothing-mapped",
			"column-doubled",
			"column-missing",
			"reserved-property-name",
			"bad-property-name",
			"parent-not-kept",
		]);
	});
});

test("files that a process left when it died are gone at the next start", async () => {
	const left = join(office.dataDir, "incoming", "4194399");
	mkdirSync(left, { recursive: true });
	writeFileSync(join(left, "x"), "x");
	await office.outpost.close();
	const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle" });
	await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk");
	expect(existsSync(left)).toBe(false);
	await again.close();
});
