import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { ok, type Result } from "../ground/index.ts";
import type { ImportRow } from "./api.ts";
import { findBatch, type RowRecord, rowView } from "./batch-record.ts";

const keptOnly = "INDEXED BY import_row_kept WHERE undone IN ('changed-since', 'deleted') AND";

/** Rows of an import in the sheet's order, of one verdict, with one code, or kept by its undo. */
export function listRows(
	acting: Acting,
	input: ParsedInputOf<"imports.rows">,
): Result<{ rows: ImportRow[]; next: number | null }> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	const rows = acting.store
		.prepare<RowRecord>(
			`SELECT * FROM import_row ${input.kept ? keptOnly : "WHERE"} batch = :batch AND row > :after AND (:verdict IS NULL OR verdict = :verdict)
			 AND (:code IS NULL OR (problems IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(problems) p WHERE json_extract(p.value, '$.code') = :code)))
			 ORDER BY row LIMIT :limit`,
		)
		.all({
			batch: found.value.seq,
			after: input.after,
			verdict: input.verdict ?? null,
			code: input.code ?? null,
			limit: input.limit,
		})
		.map(rowView);
	return ok({ rows, next: rows.length === input.limit ? (rows.at(-1)?.row ?? null) : null });
}
