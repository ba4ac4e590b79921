import { copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as XLSX from "@e965/xlsx";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bundled } from "../../../testing/bundled.ts";
import { openTestOffice } from "../../../testing/test-office.ts";
import { FileShelf } from "../file-shelf.ts";
import { writeBook } from "./index.ts";

// Each reading and writing starts a thread; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice({ country: "KE" });
});
afterEach(() => office.close());

function taken(bytes: Buffer | string, name: string): string {
	const path = join(office.dataDir, name);
	writeFileSync(path, bytes);
	const token = office.outpost.takeFile("desk", path);
	if (!token.ok) throw new Error(token.problem.code);
	return token.value;
}

/** The file as whoever asked for it gets it, piece by piece. */
async function downloaded(file: string): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for (let from: number | null = 0; from !== null; ) {
		const piece: { data: string; next: number | null } = await office.must("files.download", { file, from });
		pieces.push(Buffer.from(piece.data, "base64"));
		from = piece.next;
	}
	return Buffer.concat(pieces);
}

function tables(bytes: Buffer): Record<string, string[][]> {
	const book = XLSX.read(bytes, { type: "buffer" });
	return Object.fromEntries(
		book.SheetNames.map((name) => [
			name,
			XLSX.utils.sheet_to_json<string[]>(book.Sheets[name] as XLSX.WorkSheet, { header: 1, defval: "" }),
		]),
	);
}

async function checked(file: string) {
	const look = await office.must("imports.look", { file });
	return office.must("imports.check", {
		file,
		type: "patient",
		columns: look.columns.flatMap(({ column, guess }) => (guess ? [{ column, to: guess }] : [])),
		createNew: true,
	});
}

test("a workbook is written without a word of Node's, which a command would print", async () => {
	// Of programs in node_modules Node does not complain: as installed it lies elsewhere.
	const sheetWorker = join(office.dataDir, "sheet-worker.mjs");
	copyFileSync(await bundled("src/core/spreadsheet-import/sheet-worker.ts"), sheetWorker);
	symlinkSync(join(process.cwd(), "node_modules"), join(office.dataDir, "node_modules"));
	const installed = await openTestOffice({ country: "KE", sheetWorker });
	const beside = vi.spyOn(process.stderr, "write").mockReturnValue(true);
	try {
		await installed.must("imports.template", { kind: "cases", language: "en" });
		await new Promise((resolve) => setImmediate(resolve));
		expect(beside.mock.calls.map(([said]) => String(said))).toEqual([]);
	} finally {
		beside.mockRestore();
		await installed.close();
	}
});

test("the result says what became of each row; the reasons can be put right and loaded again", async () => {
	const batch = await checked(
		taken(
			"Case Name,contact_phone_number\nAmina,0712345678\nBad,12\n=2+3,7.12346E+08\nTwin,0712345678\n",
			"people.csv",
		),
	);
	const before = tables(
		await downloaded((await office.must("imports.report", { batch: batch.id, what: "result" })).file),
	);
	expect(Object.values(before)[0]?.map((row) => row.slice(0, 4))).toEqual([
		["Case Name", "contact_phone_number", "Row in the file", "What became of it"],
		["Amina", "0712345678", "2", "Would be new"],
		["Bad", "12", "3", "Refused"],
		["=2+3", "7.12346E+08", "4", "Refused"],
		["Twin", "0712345678", "5", "Waits for a decision"],
	]);
	await office.must("imports.apply", { batch: batch.id });
	const written = await office.must("imports.report", { batch: batch.id, what: "result", language: "fr" });
	expect([written.name, written.rows]).toEqual(["people - résultat.xlsx", 4]);
	const result = Object.values(tables(await downloaded(written.file)))[0] ?? [];
	const [amina] = (await office.must("cases.list", {})).rows;
	expect(result[1]?.slice(2, 5)).toEqual(["2", "Nouveau", amina?.id]);

	const reasons = await office.must("imports.report", { batch: batch.id, what: "reasons" });
	expect([reasons.name, reasons.rows]).toEqual(["people - rows to put right.xlsx", 3]);
	const bytes = await downloaded(reasons.file);
	expect(bytes.length).toBe(reasons.bytes);
	expect(Object.values(tables(bytes))[0]?.[1]?.[3]).toMatch(/^\u2068contact_phone_number\u2069: /);
	expect(Object.values(tables(bytes))[0]?.[3]?.[3]).toMatch(/See row 2\.$/);
	const again = await checked(taken(bytes, "reasons.xlsx"));
	const { rows } = await office.must("imports.rows", { batch: again.id });
	expect(rows.map(({ cells, verdict, problems }) => [cells[0], verdict, problems[0]?.code])).toEqual([
		["Bad", "refused", "bad-number"],
		["=2+3", "refused", "digits-lost"],
		["Twin", "decide", "duplicate-number"],
	]);
	expect((await office.call("files.download", { file: "nobody's" })).ok).toBe(false);
});

test("what a sheet had lost is still lost in the reasons", async () => {
	const sheet = XLSX.utils.aoa_to_sheet([["Case Name", "contact_phone_number", "village"]]);
	sheet.A2 = { t: "s", v: "Error" };
	sheet.B2 = { t: "s", v: "0712345678" };
	sheet.C2 = { t: "e", v: 0x17 };
	sheet.A3 = { t: "s", v: "Padded" };
	sheet.B3 = { t: "n", v: 12, z: "0000000000" };
	sheet.A4 = { t: "s", v: "Broken" };
	sheet.B4 = { t: "n", v: 712345678.5 };
	sheet["!ref"] = "A1:C4";
	const bytes = XLSX.write({ SheetNames: ["S"], Sheets: { S: sheet } }, { type: "buffer", bookType: "xlsx" }) as Buffer;
	const codes = async (file: string) => {
		const batch = await checked(file);
		const { rows } = await office.must("imports.rows", { batch: batch.id });
		return { batch: batch.id, said: rows.map(({ cells, problems }) => [cells[1], problems.map(({ code }) => code)]) };
	};
	const first = await codes(taken(bytes, "typed.xlsx"));
	expect(first.said.map(([, said]) => said)).toEqual([["cell-error"], ["bad-number"], ["digits-lost"]]);
	const reasons = await office.must("imports.report", { batch: first.batch, what: "reasons" });
	expect((await codes(taken(await downloaded(reasons.file), "again.xlsx"))).said).toEqual(first.said);
});

test("a sheet that Excel has no room for is refused", async () => {
	const full = 1_048_575;
	const shelf = new FileShelf(office.dataDir);
	const write = (rows: number) => {
		const pages = Array.from({ length: Math.ceil(rows / 50_000) }, (_, at) => ({
			sheet: 0,
			rows: Array.from({ length: Math.min(50_000, rows - at * 50_000) }, () => []),
		}));
		return writeBook({ shelf }, null, "full.xlsx", { format: "xlsx", sheets: [{ name: "S", columns: [] }] }, pages);
	};
	expect(await write(full)).toMatchObject({ ok: true, value: { rows: full } });
	expect(await write(full + 1)).toMatchObject({ problem: { code: "workbook-sheet-full" } });
});

test.each(["en", "fr", "ar"])(
	"a template in %s is understood column by column, and its example is not imported",
	async (language) => {
		await office.must("cases.register", { type: "patient", name: "A", properties: [{ name: "shoe", value: "39" }] });
		for (const kind of ["cases", "workers"] as const) {
			const template = await office.must("imports.template", { kind, language });
			const bytes = await downloaded(template.file);
			const [fill, example, help] = Object.values(tables(bytes));
			expect([fill?.length, example?.length, fill?.[0]]).toEqual([1, 2, example?.[0]]);
			expect(
				help
					?.slice(1)
					.map(([column]) => column)
					.filter(Boolean),
			).toEqual(fill?.[0]);
			const look = await office.must("imports.look", { file: taken(bytes, "template.xlsx"), kind });
			expect(look.columns.map(({ header, guess }) => [header, guess ?? look.match])).toEqual(
				(fill?.[0] ?? []).map((header) => [
					header,
					{ "Case Name": "name", owner_name: "owner", "case id": "case_id", "phone 1": "phone", "phone 2": "phone" }[
						header
					] ?? header,
				]),
			);
			const [sheet] = XLSX.read(bytes, { type: "buffer", cellStyles: true, cellNF: true }).SheetNames;
			expect(sheet).toBe(look.sheet);
		}
	},
);
