import type { Acting } from "../api/acting.ts";
import type { ImportBatch, Verdict } from "./api.ts";

type Counts = Pick<ImportBatch, "rows" | "verdicts" | "toWrite" | "undecided" | "leftOut" | "written" | "undone">;

interface TallyRow {
	verdict: Verdict;
	would: "new" | "update" | "";
	decision: "take" | "skip" | "";
	outcome: "new" | "updated" | "failed" | "";
	undone: string;
	rows: number;
}

/** How many rows of a batch stand how, as the database itself counts them. */
export function tallyOf({ store }: Pick<Acting, "store">, batch: number): Counts {
	const counts: Counts = {
		rows: 0,
		verdicts: { new: 0, update: 0, same: 0, skipped: 0, decide: 0, refused: 0 },
		toWrite: { new: 0, updated: 0 },
		undecided: 0,
		leftOut: 0,
		written: { new: 0, updated: 0, failed: 0 },
		undone: { reversed: 0, kept: 0, failed: 0 },
	};
	for (const tally of store.prepare<TallyRow>("SELECT * FROM import_tally WHERE batch = ? AND rows > 0").all(batch))
		add(counts, tally);
	return counts;
}

function add(counts: Counts, { verdict, would, decision, outcome, undone, rows }: TallyRow): void {
	counts.rows += rows;
	counts.verdicts[verdict] += rows;
	if (undone === "reversed" || undone === "failed") counts.undone[undone] += rows;
	else if (undone) counts.undone.kept += rows;
	if (outcome) counts.written[outcome] += rows;
	else if (verdict === "decide" && decision === "skip") counts.leftOut += rows;
	else if (verdict === "decide" && decision === "") counts.undecided += rows;
	else {
		const becomes = verdict === "decide" ? would || "new" : verdict;
		if (becomes === "new") counts.toWrite.new += rows;
		if (becomes === "update") counts.toWrite.updated += rows;
	}
}

/** Of how many rows what is said, the most frequent first. */
export function codesOf({ store }: Pick<Acting, "store">, batch: number): ImportBatch["codes"] {
	return store
		.prepare<{ code: string; warning: number; rows: number }>(
			`SELECT code, MIN(warning) warning, SUM(rows) rows FROM import_code_tally WHERE batch = ? AND rows > 0
			 GROUP BY code ORDER BY 3 DESC, 1`,
		)
		.all(batch)
		.map(({ code, warning, rows }) => ({ code, rows, warning: warning === 1, note: warning === 2 }));
}
