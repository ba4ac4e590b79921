import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import { type BatchRecord, planOf, type RowRecord } from "./batch-record.ts";
import { cellUse } from "./check-plan.ts";
import { type CheckedRow, checkRow } from "./check-row.ts";
import type { Steps } from "./in-chunks.ts";
import { lookUpsFor, type Numbers } from "./look-ups.ts";
import { packCells } from "./pack-cells.ts";
import { type PackedLot, type SheetRow, unpackLot } from "./reading/index.ts";
import { RowTally } from "./row-tally.ts";
import { SeenRows } from "./seen-rows.ts";

/** Takes the rows of one sheet in their order. */
export interface RowChecker {
	/** Resolves when the next may come. */
	take(lot: PackedLot): Promise<void>;
	/** Nothing more comes. Problems: those of storage, after which nothing of what was taken may be kept. */
	end(): Promise<Result<unknown>>;
}

/** Gives each row its verdict and keeps it. Ends early where somebody cancels. */
export function rowsChecked(
	acting: Acting,
	batch: BatchRecord,
	steps: Steps,
): Pick<RowChecker, "take"> & { end(): Promise<void> } {
	const { store, clock, signal } = acting;
	const plan = planOf(batch);
	const numbers: Numbers = new Map();
	const look = lookUpsFor(acting, plan, new SeenRows(), numbers);
	const long = store.longWork(steps.stepsBetween);
	const tally = new RowTally(store, batch.seq);
	return {
		async take(lot) {
			const { rows, known } = unpackLot(lot);
			numbers.clear();
			for (const [raw, digits, problem] of known) numbers.set(raw, { digits, problem });
			for (let at = 0; at < rows.length && !signal?.aborted; ) {
				steps.begin();
				long.write(() => {
					for (let row = rows[at]; row; row = rows[++at]) {
						const checked = checkRow(plan, row.row, row.cells, look);
						insertRow(acting, batch.seq, row, checked);
						tally.moved(null, { ...checked, ...untouched });
						tally.said([], checked.problems);
						if (steps.goesOn()) continue;
						at += 1;
						break;
					}
					tally.write();
					store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(clock.nowMs(), batch.seq);
				});
				steps.end();
				await long.rest();
			}
		},
		end: () => long.end(),
	};
}

/** The columns that numbers are read from. */
export function phoneColumns(plan: ReturnType<typeof planOf>): number[] {
	return plan.columns.filter(({ to }) => cellUse(plan.kind, to) === "phone").map(({ column }) => column);
}

const untouched = { decision: null, outcome: null, undone: null } as const;

/** What is kept of a check. Of a row that writes nothing there is nothing to write. */
export function keptOf({ verdict, would, problems, takes, target }: CheckedRow) {
	const isWritten = verdict !== "skipped" && verdict !== "same";
	return {
		verdict,
		would,
		problems: problems.length > 0 ? JSON.stringify(problems) : null,
		takes: isWritten ? JSON.stringify(takes) : null,
		target,
	} satisfies Partial<RowRecord>;
}

function insertRow({ store }: Acting, batch: number, row: SheetRow, checked: CheckedRow): void {
	const { verdict, would, problems, takes, target } = keptOf(checked);
	store
		.prepare(
			"INSERT INTO import_row (batch, row, cells, verdict, would, problems, takes, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		)
		.run(batch, row.row, packCells(row.cells), verdict, would, problems, takes, target);
}
