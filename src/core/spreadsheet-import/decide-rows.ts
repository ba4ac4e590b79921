import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { batchView, findBatch } from "./batch-record.ts";
import { RowTally, type Standing } from "./row-tally.ts";
import { isOpen } from "./work-on-batch.ts";

/** Rows of the sheet that one step goes over. */
const atOnce = 1_000;

/**
 * Takes or skips rows that need a decision: those that are named, else those that nobody has decided about. By a reason: what has another one too is
 * skipped with the rest, but not taken, since nobody has answered the other one. Problems `import-not-found`, `import-not-open`.
 */
export async function decideRows(acting: Acting, input: ParsedInputOf<"imports.decide">): Promise<Result<ImportBatch>> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	if (!isOpen(found.value)) return fail("import-not-open");
	const { store } = acting;
	const { seq } = found.value;
	const last = store.prepare<{ row: number | null }>("SELECT MAX(row) row FROM import_row WHERE batch = ?").get(seq);
	const long = store.longWork();
	const meant = `batch = :batch AND row > :after AND row <= :till AND verdict = 'decide' AND outcome IS NULL
		 AND (CASE WHEN :rows IS NULL THEN decision IS NULL ELSE row IN (SELECT value FROM json_each(:rows)) END)
		 AND (:code IS NULL OR EXISTS (SELECT 1 FROM json_each(problems) p WHERE json_extract(p.value, '$.code') = :code))
		 AND (:code IS NULL OR :as = 'skip'
			OR NOT EXISTS (SELECT 1 FROM json_each(problems) p WHERE json_extract(p.value, '$.code') <> :code
				AND json_extract(p.value, '$.note') IS NULL))`;
	const stood = store.prepare<Standing & { rows: number }>(
		`SELECT verdict, would, decision, outcome, undone, COUNT(*) rows FROM import_row WHERE ${meant} GROUP BY 1, 2, 3, 4, 5`,
	);
	const decide = store.prepare(`UPDATE import_row SET decision = :as WHERE ${meant}`);
	const tally = new RowTally(store, seq);
	const rows = input.rows ? JSON.stringify(input.rows) : null;
	try {
		for (let after = 0; after < (last?.row ?? 0); after += atOnce) {
			const range = { after, till: after + atOnce, batch: seq, rows, code: input.code ?? null, as: input.as };
			long.write(() => {
				for (const { rows: many, ...before } of stood.all(range))
					tally.moved(before, { ...before, decision: input.as }, many);
				decide.run(range);
				tally.write();
			});
			await long.rest();
		}
	} finally {
		await long.end();
	}
	// Whoever gets the answer has it on the disk as well.
	store.write(() => {
		store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(acting.clock.nowMs(), seq);
		store.announce({ type: "changed", topics: ["imports"] });
	});
	return ok(batchView(acting, found.value));
}
