import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, type Problem, type Result } from "../ground/index.ts";
import type { WrittenFile } from "./api.ts";
import { type BatchRecord, failureOf, findBatch, problemsOf, type RowRecord } from "./batch-record.ts";
import type { ImportDeps } from "./deps.ts";
import { unpackCells } from "./pack-cells.ts";
import { readSheetWords, type SheetWords } from "./sheet-words.ts";
import { type OutRow, type Pages, writeBook } from "./writing/index.ts";

const atOnce = 200;
/** What a clerk has to put right, and what could not be written. */
const needsWork = "(verdict = 'refused' OR outcome = 'failed' OR (verdict = 'decide' AND outcome IS NULL))";

/**
 * The sheet again with what became of each row and its id, or only the rows that need work with the reasons beside them; that one is put right and
 * loaded again. Cells are as they were read. Problems `import-not-found`, `import-nothing-to-report`, those of `writeBook`.
 */
export async function reportBatch(
	deps: ImportDeps,
	acting: Acting,
	input: ParsedInputOf<"imports.report">,
): Promise<Result<WrittenFile>> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	const batch = found.value;
	const words = readSheetWords(deps.localesDir, input.language);
	const where = input.what === "reasons" ? `AND ${needsWork}` : "";
	if (!acting.store.prepare(`SELECT 1 FROM import_row WHERE batch = ? ${where} LIMIT 1`).get(batch.seq))
		return fail("import-nothing-to-report");
	const header = JSON.parse(batch.header) as string[];
	const whole = input.what === "result";
	const added = whole
		? ["column-row", "column-outcome", "column-id", "column-reasons"]
		: ["column-row", "column-reasons"];
	const rowOf = (row: RowRecord): OutRow => {
		const cells = unpackCells(row.cells);
		const own = header.map((_, column) => cells[column] ?? null);
		const reasons = reasonsOf(row, header, words);
		const outcome = words.say(`outcome-${outcomeOf(row, batch)}`);
		return [...own, String(row.row), ...(whole ? [outcome, row.target ?? "", reasons] : [reasons])];
	};
	const name = words.say(whole ? "file-result" : "file-reasons", { name: batch.file_name.replace(/\.[^.]*$/, "") });
	return writeBook(
		{ shelf: deps.shelf, sheetWorker: deps.sheetWorker },
		acting.staff?.id ?? null,
		`${name}.xlsx`,
		{
			format: "xlsx",
			sheets: [
				{
					name: words.say(whole ? "sheet-result" : "sheet-reasons"),
					names: header.length,
					columns: [
						...header.map((_, column) => ({ header: titleOf(header, column, words) })),
						...added.map((key) => ({ header: words.say(key), width: 24 })),
					],
				},
			],
		},
		pagesOf(acting, batch, where, rowOf),
		acting.signal,
	);
}

function* pagesOf({ store }: Acting, batch: BatchRecord, where: string, rowOf: (row: RowRecord) => OutRow): Pages {
	let after = 0;
	for (;;) {
		const rows = store
			.prepare<RowRecord>(`SELECT * FROM import_row WHERE batch = ? AND row > ? ${where} ORDER BY row LIMIT ${atOnce}`)
			.all(batch.seq, after);
		if (rows.length > 0) yield { sheet: 0, rows: rows.map(rowOf) };
		if (rows.length < atOnce) return;
		after = rows.at(-1)?.row ?? after;
	}
}

/** What became of a row, or would become of it where nothing was written yet. */
function outcomeOf(row: RowRecord, batch: BatchRecord): string {
	if (row.undone === "reversed") return "reversed";
	if (row.outcome) return row.outcome;
	if (row.verdict === "decide") return row.decision === "skip" ? "skipped" : "undecided";
	const isApplied = batch.state !== "checked" && (row.verdict === "new" || row.verdict === "update");
	return isApplied
		? "waiting"
		: row.verdict === "new"
			? "would-new"
			: row.verdict === "update"
				? "would-update"
				: row.verdict;
}

function titleOf(header: readonly string[], column: number, words: SheetWords): string {
	return header[column] || words.say("column-untitled", { number: column + 1 });
}

function reasonsOf(row: RowRecord, header: readonly string[], words: SheetWords): string {
	const said = problemsOf(row).map(({ column, code, value, other, longest = "" }) => {
		const why = words.problem(code, { name: value, username: value, longest });
		// Another row is named; another case is no name that says something outside the office.
		const what = other !== undefined && /^\d+$/.test(other) ? `${why} ${words.say("see-row", { row: other })}` : why;
		return column === null
			? what
			: words.say("reason-in", { column: `\u2068${titleOf(header, column, words)}\u2069`, what });
	});
	const failure = failureOf(row);
	if (failure) said.push(words.problem(failure.code, named(failure)));
	if (row.undone && row.undone !== "reversed") said.push(words.say(`kept-${row.undone}`));
	return said.join("\n");
}

/** What the words of a problem name. */
function named({ details = {} }: Problem): Record<string, string | number> {
	return Object.fromEntries(
		Object.entries(details).map(([name, value]) => [name, typeof value === "number" ? value : String(value)]),
	);
}
