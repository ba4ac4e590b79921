import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { showSheet } from "../spreadsheet-import/index.ts";

// Each reading and writing starts a thread; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice({ country: "KE" });
});
afterEach(() => office.close());

async function exported(
	what: "cases" | "messages" | "consents",
	more: { format?: "xlsx" | "csv"; search?: string } = {},
) {
	const written = await office.must("exports.write", { what, ...more });
	const pieces: Buffer[] = [];
	for (let from: number | null = 0; from !== null; ) {
		const piece: { data: string; next: number | null } = await office.must("files.download", {
			file: written.file,
			from,
		});
		pieces.push(Buffer.from(piece.data, "base64"));
		from = piece.next;
	}
	return { ...written, content: Buffer.concat(pieces) };
}

async function lines(bytes: Buffer, sheet: string): Promise<(string | null)[][]> {
	const path = join(office.dataDir, "shown.xlsx");
	writeFileSync(path, bytes);
	const shown = await showSheet(path, { sheet, rows: 100 });
	if (!shown.ok) throw new Error(shown.problem.code);
	return [shown.value.header, ...shown.value.rows];
}

/** Verdicts of the exported file when it is imported again as it is. */
async function importedAgain(content: Buffer, name: string, type: string) {
	const path = join(office.dataDir, name);
	writeFileSync(path, content);
	const token = office.outpost.takeFile("desk", path);
	if (!token.ok) throw new Error(token.problem.code);
	const look = await office.must("imports.look", { file: token.value });
	const batch = await office.must("imports.check", {
		file: token.value,
		type,
		columns: look.columns.flatMap(({ column, guess }) => (guess ? [{ column, to: guess }] : [])),
		idColumn: look.idColumn,
		match: look.match ?? "case_id",
		createNew: true,
	});
	return { look, verdicts: batch.verdicts };
}

/** What spreadsheets take for a formula, for a number or for nothing. */
const tricky = [
	...[
		"=1+1",
		"+254712345678",
		"-5",
		"@sum",
		"\ttab",
		"'=1",
		"''-1",
		"＝1",
		"007",
		"1e5",
		" spaced ",
		"a\nb",
		'say "x", y',
		"_x000D_",
		"true",
		"ж",
	],
	...Array.from({ length: 300 }, (_, n) => `${"=+-@＝＋－＠"[n % 8]}${n}*${n}`),
];

test("cases go out in the shape of HQ's importer and come back as the same, whatever they begin with", async () => {
	for (const [at, note] of tricky.entries())
		await office.must("cases.register", {
			type: "patient",
			name: `P${at}`,
			properties: [{ name: "note", value: note }],
		});
	await office.must("cases.register", { type: "child", name: "=SUM(A1)", phone: "0712345678", owner: "amina" });
	const book = await exported("cases");
	expect([book.name, book.rows]).toEqual(["Cases.xlsx", tricky.length + 1]);
	expect((await lines(book.content, "patient")).length).toBe(101);
	expect(await lines(book.content, "child")).toEqual([
		["case_id", "external_id", "name", "owner_name", "close", "contact_phone_number"],
		[expect.any(String), null, "=SUM(A1)", "amina", null, "254712345678"],
	]);
	const one = await exported("cases", { search: "SUM" });
	expect([one.rows, (await importedAgain(one.content, "child.xlsx", "child")).verdicts.same]).toEqual([1, 1]);
	const both = await exported("cases", { format: "csv" });
	expect(both.content.toString()).toMatch(
		/^\ufeff?case_id,external_id,name,owner_name,close,case_type,contact_phone_number,note/,
	);
	expect((await importedAgain(both.content, "both.csv", "patient")).verdicts.same).toBe(tricky.length);
	const [child] = (await office.must("cases.list", { type: "child" })).rows;
	await office.must("cases.delete", { id: child?.id ?? "" });
	for (const format of ["xlsx", "csv"] as const) {
		const all = await exported("cases", { format });
		const { look, verdicts } = await importedAgain(all.content, `again.${format}`, "patient");
		expect(look.columns.map(({ guess }) => guess)).toContain("note");
		expect([format, verdicts]).toEqual([
			format,
			{ new: 0, update: 0, same: tricky.length, skipped: 0, decide: 0, refused: 0 },
		]);
	}
	expect(
		(await office.must("audit.list", { limit: 500 })).lines.filter(({ action }) => action === "export.written"),
	).toHaveLength(5);
});

test("what no workbook takes is refused, and goes out as a text table; no sheet has the name that Excel keeps for itself", async () => {
	const { id } = await office.must("cases.register", {
		type: "History",
		name: "Amina",
		properties: [{ name: "note", value: "n".repeat(32_767) }],
	});
	expect((await lines((await exported("cases")).content, "History_2")).length).toBe(2);
	await office.must("cases.change", { id, properties: [{ name: "note", value: "n".repeat(32_768) }] });
	expect(await office.call("exports.write", { what: "cases" })).toMatchObject({
		problem: { code: "workbook-cell-too-long", details: { column: "note", row: id, most: 32_767 } },
	});
	expect((await exported("cases", { format: "csv" })).content.length).toBeGreaterThan(32_768);
});

test("texts and consents go out whole, or those that hold the words", async () => {
	await office.must("cases.register", {
		type: "patient",
		name: "Amina",
		phone: "0712345678",
		consent: { answer: "yes", channel: "spoken", witness: "Juma" },
	});
	await office.must("messages.simulate", { from: "254712345678", text: "=cmd() STOP please" });
	await office.must("messages.simulate", { from: "254712345679", text: "hello" });
	const texts = await exported("messages", { search: "cmd" });
	expect((await lines(texts.content, "messages")).map((row) => [row[1], row[2], row[8]])).toEqual([
		["direction", "from", "text"],
		["in", "254712345678", "=cmd() STOP please"],
	]);
	const consents = await exported("consents", { format: "csv" });
	expect(consents.content.toString("utf8")).toMatch(
		/^\uFEFFat,case_id,.*\r\n.*,Amina,254712345678,given,spoken,Supervisor,Juma,en,1,/,
	);
	expect((await exported("consents", { search: "nobody" })).rows).toBe(0);
});
