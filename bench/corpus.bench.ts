// Workbooks of every producer that can be run here, read by us: how many cells are right, how many wrong, and how many wrong without a word.
// What is right is what the producer was asked to write; of workbooks openpyxl, which shares nothing with our reader, is asked as well.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cellValue, type SheetRow } from "../src/core/spreadsheet-import/index.ts";
import { readSheet } from "../src/core/spreadsheet-import/testing/read-sheet.ts";
import { rows, standsFor } from "./corpus/cells.ts";
import { writeBooks } from "./corpus/write-books.ts";
import { report } from "./measure.ts";

const folder = mkdtempSync(join(tmpdir(), "outpost-bench-corpus-"));
try {
	const { files, missing } = await writeBooks(folder);
	const workbooks = files.filter((name) => name.endsWith(".xlsx")).map((name) => join(folder, name));
	const judged = spawnSync("/usr/bin/python3", [join(import.meta.dirname, "corpus/read-book.py"), ...workbooks], {
		encoding: "utf8",
	});
	const judge = judged.status === 0 ? (JSON.parse(judged.stdout) as Record<string, (string | null)[][]>) : {};
	const scores: Record<
		string,
		{ cells: number; right: number; said: number; wrong: number; otherwise: number | null }
	> = {};
	for (const name of files) {
		const found: SheetRow[] = [];
		const read = await readSheet(join(folder, name), {}, (more) => void found.push(...more));
		if (!read.ok) throw new Error(`${name}: ${read.problem.code}`);
		const score = { cells: 0, right: 0, said: 0, wrong: 0, otherwise: null as number | null };
		const theirs = judge[join(folder, name)];
		for (const [at, row] of rows.entries())
			for (const [column, given] of row.entries()) {
				const cell = found.find((one) => one.row === at + 2)?.cells[column] ?? { kind: "empty" };
				const got = cellValue(cell, "plain");
				score.cells += 1;
				if (got.problem) score.said += 1;
				else if (got.value === standsFor(given)) score.right += 1;
				else {
					score.wrong += 1;
					console.error(
						`${name}, row ${at + 2}, column ${column + 1}: ${JSON.stringify(got.value)} for ${JSON.stringify(standsFor(given))}`,
					);
				}
				if (theirs && !got.problem && theirs[at]?.[column] !== got.value) score.otherwise = (score.otherwise ?? 0) + 1;
			}
		if (theirs) score.otherwise ??= 0;
		scores[name] = score;
	}
	report("corpus", { scores, missing });
} finally {
	rmSync(folder, { recursive: true, force: true });
}
