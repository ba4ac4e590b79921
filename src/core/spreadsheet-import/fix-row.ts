import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { CorrectedRow, ImportRow } from "./api.ts";
import { type BatchRecord, findBatch, planOf, problemsOf, type RowRecord, rowView } from "./batch-record.ts";
import { checkRow, type LookUps } from "./check-row.ts";
import { keptOf } from "./check-rows.ts";
import { keepKeys } from "./keep-keys.ts";
import { lookUpsFor } from "./look-ups.ts";
import { packCells, unpackCells } from "./pack-cells.ts";
import type { Cell } from "./reading/index.ts";
import { hashesOf, isLike, keepKey, keptRows, rowsLike } from "./row-keys.ts";
import { RowTally } from "./row-tally.ts";
import { Stride } from "./stride.ts";
import { isOpen } from "./work-on-batch.ts";

/**
 * Corrects cells of a row and checks it again, and with it, in short transactions, those of which it was said that they are like this one: where something
 * else is to be said of one now, its decision is asked for anew. Problems `import-not-found`, `import-not-open`, `row-not-found`.
 */
export async function fixRow(acting: Acting, input: ParsedInputOf<"imports.fix">): Promise<Result<CorrectedRow>> {
	const { store, clock } = acting;
	const found = openBatch(acting, input.batch);
	if (!found.ok) return found;
	const batch = found.value;
	await keepKeys(acting, batch);
	const look = lookUpsFor(acting, planOf(batch), keptRows(store, batch));
	const corrected = store.write(() => correct(acting, input, look));
	if (!corrected.ok) return corrected;

	const others: ImportRow[] = [];
	const waiting = rowsLike(store, batch.seq, input.row);
	const long = store.longWork();
	const stride = new Stride(clock);
	try {
		while (waiting.length > 0) {
			// Before the first as well: the correction itself was a step.
			await long.rest();
			stride.begin();
			long.write(() => {
				// Whoever began to write it meanwhile has all of them as they were decided.
				if (!openBatch(acting, input.batch).ok) waiting.length = 0;
				do {
					// From the last to the first, so that of those that are still alike nobody is asked about the first.
					const other = readRow(acting, batch, waiting.pop());
					const now = other && checkLike(acting, batch, other, input.row, look);
					if (now) others.unshift(rowView(now));
				} while (waiting.length > 0 && stride.goesOn());
			});
			stride.end();
		}
	} finally {
		await long.end();
	}
	// Whoever gets the answer has it on the disk as well.
	store.write(() => {
		store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(clock.nowMs(), batch.seq);
		store.announce({ type: "changed", topics: ["imports"] });
	});
	return ok({ row: rowView(corrected.value), others });
}

function openBatch(acting: Acting, id: string): Result<BatchRecord> {
	const found = findBatch(acting, id);
	return found.ok && !isOpen(found.value) ? fail("import-not-open") : found;
}

function readRow({ store }: Acting, { seq }: BatchRecord, row = 0): RowRecord | undefined {
	return store.prepare<RowRecord>("SELECT * FROM import_row WHERE batch = ? AND row = ?").get(seq, row);
}

function correct(acting: Acting, input: ParsedInputOf<"imports.fix">, look: LookUps): Result<RowRecord> {
	const batch = openBatch(acting, input.batch);
	if (!batch.ok) return batch;
	const row = readRow(acting, batch.value, input.row);
	if (!row || row.outcome === "new" || row.outcome === "updated") return fail("row-not-found");
	const cells = unpackCells(row.cells);
	for (const { column, value } of input.cells) {
		while (cells.length <= column) cells.push({ kind: "empty" });
		cells[column] = value === "" ? { kind: "empty" } : { kind: "text", text: value };
	}
	const now = checkedAgain(batch.value, row, cells, look);
	replaceRow(acting, batch.value, row, now);
	return ok(now);
}

/** Answers the row as it stands now; null: nothing else is to be said of it, and it stays decided. */
function checkLike(acting: Acting, batch: BatchRecord, row: RowRecord, like: number, look: LookUps): RowRecord | null {
	if (row.outcome !== null || !isLike(row, like)) return null;
	const now = checkedAgain(batch, row, unpackCells(row.cells), look);
	if (says.every((what) => now[what] === row[what])) return null;
	replaceRow(acting, batch, row, now);
	return now;
}

const says = ["verdict", "would", "problems", "takes", "target"] as const;

function checkedAgain(batch: BatchRecord, row: RowRecord, cells: Cell[], look: LookUps): RowRecord {
	const checked = keptOf(checkRow(planOf(batch), row.row, cells, look));
	return { ...row, cells: packCells(cells), ...checked, decision: null, outcome: null, failure: null };
}

function replaceRow({ store }: Acting, batch: BatchRecord, row: RowRecord, now: RowRecord): void {
	const tally = new RowTally(store, batch.seq);
	tally.moved(row, now);
	tally.said(problemsOf(row), problemsOf(now));
	tally.write();
	store
		.prepare(
			`UPDATE import_row SET cells = ?, verdict = ?, would = ?, decision = NULL, problems = ?, takes = ?, target = ?, outcome = NULL, failure = NULL
			 WHERE batch = ? AND row = ?`,
		)
		.run(now.cells, now.verdict, now.would, now.problems, now.takes, now.target, batch.seq, row.row);
	for (const hash of hashesOf(planOf(batch), now)) keepKey(store, batch.seq, hash, row.row);
}
