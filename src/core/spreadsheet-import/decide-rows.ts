import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { type BatchRecord, batchView, findBatch } from "./batch-record.ts";
import { RowTally, type Standing } from "./row-tally.ts";
import { isOpen } from "./work-on-batch.ts";

type Decision = ParsedInputOf<"imports.decide">;

/** Rows of the sheet that one step goes over. */
const atOnce = 1_000;

/**
 * Takes or skips rows that need a decision: those that are named, else those that nobody has decided about. By a reason: what has another one too is
 * skipped with the rest, but not taken, since nobody has answered the other one. Problems `import-not-found`, `import-not-open`, `row-not-to-decide`
 * (then none is decided).
 */
export async function decideRows(acting: Acting, input: Decision): Promise<Result<ImportBatch>> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	if (!isOpen(found.value)) return fail("import-not-open");
	const { store } = acting;
	if (input.rows === undefined) await decideRest(acting, found.value, input);
	// Whoever gets the answer has it on the disk as well.
	const decided = store.write(() => {
		const named = input.rows === undefined ? ok() : decideNamed(acting, found.value, input, input.rows);
		if (!named.ok) return named;
		store.prepare("UPDATE import_batch SET worked_ms = ? WHERE seq = ?").run(acting.clock.nowMs(), found.value.seq);
		store.announce({ type: "changed", topics: ["imports"] });
		return named;
	});
	return decided.ok ? ok(batchView(acting, found.value)) : decided;
}

async function decideRest(acting: Acting, { seq }: BatchRecord, input: Decision): Promise<void> {
	const { store } = acting;
	const last = store.prepare<{ row: number | null }>("SELECT MAX(row) row FROM import_row WHERE batch = ?").get(seq);
	const long = store.longWork();
	try {
		for (let after = 0; after < (last?.row ?? 0); after += atOnce) {
			const range = { after, till: after + atOnce };
			long.write(() => decide(acting, seq, input, "row > :after AND row <= :till AND decision IS NULL", range));
			await long.rest();
		}
	} finally {
		await long.end();
	}
}

function decideNamed(acting: Acting, { seq }: BatchRecord, input: Decision, rows: readonly number[]): Result<unknown> {
	const named = JSON.stringify(rows);
	const wrong = acting.store
		.prepare<{ row: number }>(
			`SELECT n.value row FROM json_each(?) n LEFT JOIN import_row r ON r.batch = ? AND r.row = n.value
			 WHERE r.verdict IS NOT 'decide' OR r.outcome IS NOT NULL LIMIT 1`,
		)
		.get(named, seq);
	if (wrong) return fail("row-not-to-decide", { field: "rows", details: { row: wrong.row } });
	decide(acting, seq, input, "row IN (SELECT value FROM json_each(:rows))", { rows: named });
	return ok();
}

/** Inside the transaction. */
function decide(
	{ store }: Acting,
	batch: number,
	{ as, code }: Decision,
	which: string,
	params: Record<string, string | number>,
): void {
	const meant = `batch = :batch AND ${which} AND verdict = 'decide' AND outcome IS NULL
		 AND (:code IS NULL OR EXISTS (SELECT 1 FROM json_each(problems) p WHERE json_extract(p.value, '$.code') = :code))
		 AND (:code IS NULL OR :as = 'skip'
			OR NOT EXISTS (SELECT 1 FROM json_each(problems) p WHERE json_extract(p.value, '$.code') <> :code
				AND json_extract(p.value, '$.note') IS NULL))`;
	const values = { ...params, batch, as, code: code ?? null };
	const tally = new RowTally(store, batch);
	const stood = store.prepare<Standing & { rows: number }>(
		`SELECT verdict, would, decision, outcome, undone, COUNT(*) rows FROM import_row WHERE ${meant} GROUP BY 1, 2, 3, 4, 5`,
	);
	for (const { rows, ...before } of stood.all(values)) tally.moved(before, { ...before, decision: as }, rows);
	store.prepare(`UPDATE import_row SET decision = :as WHERE ${meant}`).run(values);
	tally.write();
}
