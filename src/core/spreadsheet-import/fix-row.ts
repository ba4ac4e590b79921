import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { foldText } from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportRow } from "./api.ts";
import { type BatchRecord, findBatch, planOf, problemsOf, type RowRecord, rowView } from "./batch-record.ts";
import { checkRow, type LookUps } from "./check-row.ts";
import { lookUpsFor } from "./look-ups.ts";
import { packCells, unpackCells } from "./pack-cells.ts";
import type { Cell } from "./reading/index.ts";
import { RowTally } from "./row-tally.ts";
import { isOpen } from "./work-on-batch.ts";

/**
 * Corrects cells of a row and checks it again, and with it the rows of which it was said that they are like this one. Problems `import-not-found`,
 * `import-not-open`, `row-not-found`.
 */
export function fixRow(acting: Acting, input: ParsedInputOf<"imports.fix">): Result<ImportRow> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	if (!isOpen(found.value)) return fail("import-not-open");
	const batch = found.value;
	return acting.store.write(() => {
		const row = readRow(acting, batch, input.row);
		if (!row || row.outcome === "new" || row.outcome === "updated") return fail("row-not-found");
		const cells = unpackCells(row.cells);
		for (const { column, value } of input.cells) {
			while (cells.length <= column) cells.push({ kind: "empty" });
			cells[column] = value === "" ? { kind: "empty" } : { kind: "text", text: value };
		}
		// With those behind it as well: they were checked before this one came to be like them.
		checkAgain(acting, batch, row, cells, Number.MAX_SAFE_INTEGER);
		for (const other of rowsLike(acting, batch, row.row))
			checkAgain(acting, batch, other, unpackCells(other.cells), other.row);
		acting.store.announce({ type: "changed", topics: ["imports"] });
		const after = readRow(acting, batch, row.row);
		return after ? ok(rowView(after)) : fail("row-not-found");
	});
}

function readRow({ store }: Acting, { seq }: BatchRecord, row: number): RowRecord | undefined {
	return store.prepare<RowRecord>("SELECT * FROM import_row WHERE batch = ? AND row = ?").get(seq, row);
}

/** Rows that wait and were said to be like this one, in their order: what is said of one may go over to the next. */
function rowsLike({ store }: Acting, { seq }: BatchRecord, row: number): RowRecord[] {
	return store
		.prepare<RowRecord>(
			`SELECT * FROM import_row r WHERE batch = ? AND problems IS NOT NULL AND outcome IS NULL AND row <> ?
			 AND instr(problems, ?) > 0 ORDER BY row LIMIT 1000`,
		)
		.all(seq, row, `"other":${JSON.stringify(String(row))}`);
}

/** `before`: the rows it is compared with. */
function checkAgain(acting: Acting, batch: BatchRecord, row: RowRecord, cells: Cell[], before: number): void {
	const plan = planOf(batch);
	const checked = checkRow(plan, row.row, cells, lookUpsFor(acting, plan, keptRows(acting, batch.seq, before)));
	const tally = new RowTally(acting.store, batch.seq);
	tally.moved(row, { ...checked, decision: null, outcome: null, undone: row.undone });
	tally.said(problemsOf(row), checked.problems);
	tally.write();
	acting.store
		.prepare(
			`UPDATE import_row SET cells = ?, verdict = ?, would = ?, decision = NULL, problems = ?, takes = ?, target = ?, outcome = NULL, failure = NULL
			 WHERE batch = ? AND row = ?`,
		)
		.run(
			packCells(cells),
			checked.verdict,
			checked.would,
			checked.problems.length > 0 ? JSON.stringify(checked.problems) : null,
			JSON.stringify(checked.takes),
			checked.target,
			batch.seq,
			row.row,
		);
}

/** Looks for the same id, number or person among the rows that are kept, where the sheet itself is not read again. */
function keptRows(acting: Acting, batch: number, before: number): Pick<LookUps, "earlierId" | "earlierNumber"> {
	const holding = (pair: [string, string], row: number) =>
		acting.store
			.prepare<{ row: number; takes: string }>(
				"SELECT row, takes FROM import_row WHERE batch = ? AND row <> ? AND row < ? AND instr(takes, ?) > 0 ORDER BY row LIMIT 20",
			)
			.all(batch, row, before, JSON.stringify(pair));
	const nameOf = (takes: string) =>
		foldText((JSON.parse(takes) as [string, string][]).find(([to]) => to === "name" || to === "username")?.[1] ?? "");
	const onCase = acting.store.prepare<{ row: number }>(
		"SELECT row FROM import_row WHERE batch = ? AND row <> ? AND row < ? AND target = ? ORDER BY row LIMIT 1",
	);
	return {
		earlierId: (key, row) =>
			(
				holding(["external_id", key], row)[0] ??
				holding(["username", key], row)[0] ??
				onCase.get(batch, row, before, key)
			)?.row ?? null,
		earlierNumber(digits, name, row) {
			const others = [...holding(["contact_phone_number", digits], row), ...holding(["phone", digits], row)];
			const person = others.find(({ takes }) => nameOf(takes) === name);
			return { number: others[0]?.row ?? null, person: person?.row ?? null };
		},
	};
}
