import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportBatch, ImportRow } from "./api.ts";
import { batchView, findBatch, planOf, type RowRecord, rowView } from "./batch-record.ts";
import { checkRow } from "./check-row.ts";
import { lookUpsFor } from "./look-ups.ts";
import { packCells, unpackCells } from "./pack-cells.ts";

/** Takes or skips rows that need a decision. Problems `import-not-found`, `import-not-open`. */
export function decideRows(acting: Acting, input: ParsedInputOf<"imports.decide">): Result<ImportBatch> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	if (!isOpen(found.value.state)) return fail("import-not-open");
	const { store } = acting;
	return store.write(() => {
		store
			.prepare(
				`UPDATE import_row SET decision = :as WHERE batch = :batch AND verdict = 'decide' AND outcome IS NULL
				 AND (:rows IS NULL OR row IN (SELECT value FROM json_each(:rows)))
				 AND (:code IS NULL OR EXISTS (SELECT 1 FROM json_each(problems) p WHERE json_extract(p.value, '$.code') = :code))`,
			)
			.run({
				as: input.as,
				batch: found.value.seq,
				rows: input.rows ? JSON.stringify(input.rows) : null,
				code: input.code ?? null,
			});
		store.announce({ type: "changed", topics: ["imports"] });
		return ok(batchView(acting, found.value));
	});
}

/** Corrects cells of a row and checks it again. Problems `import-not-found`, `import-not-open`, `row-not-found`. */
export function fixRow(acting: Acting, input: ParsedInputOf<"imports.fix">): Result<ImportRow> {
	const found = findBatch(acting, input.batch);
	if (!found.ok) return found;
	if (!isOpen(found.value.state)) return fail("import-not-open");
	const { store } = acting;
	const read = () =>
		store.prepare<RowRecord>("SELECT * FROM import_row WHERE batch = ? AND row = ?").get(found.value.seq, input.row);
	return store.write(() => {
		const row = read();
		if (!row || row.outcome === "new" || row.outcome === "updated") return fail("row-not-found");
		const cells = unpackCells(row.cells);
		for (const { column, value } of input.cells) {
			while (cells.length <= column) cells.push({ kind: "empty" });
			cells[column] = value === "" ? { kind: "empty" } : { kind: "text", text: value };
		}
		const plan = planOf(found.value);
		const look = lookUpsFor(acting, plan, new Map());
		const checked = checkRow(plan, row.row, cells, {
			...look,
			earlier: earlierRow(acting, found.value.seq, look.foldName),
		});
		store
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
				found.value.seq,
				row.row,
			);
		store.announce({ type: "changed", topics: ["imports"] });
		const after = read();
		return after ? ok(rowView(after)) : fail("row-not-found");
	});
}

/** Looks for the same number, person or id among the rows that are kept, where the sheet itself is not read again. */
function earlierRow(acting: Acting, batch: number, foldName: (name: string) => string) {
	const holding = (pair: [string, string], row: number) =>
		acting.store
			.prepare<{ row: number; takes: string }>(
				"SELECT row, takes FROM import_row WHERE batch = ? AND row <> ? AND instr(takes, ?) > 0 ORDER BY row LIMIT 20",
			)
			.all(batch, row, JSON.stringify(pair));
	return (kind: "number" | "person" | "id", key: string, row: number): number | null => {
		if (kind === "id")
			return (holding(["external_id", key], row)[0] ?? holding(["username", key], row)[0])?.row ?? null;
		const [digits = "", ...name] = key.split(" ");
		const others = holding(["contact_phone_number", digits], row);
		if (kind === "number") return others[0]?.row ?? null;
		const nameOf = (takes: string) =>
			foldName((JSON.parse(takes) as [string, string][]).find(([to]) => to === "name")?.[1] ?? "");
		return others.find((other) => nameOf(other.takes) === name.join(" "))?.row ?? null;
	};
}

function isOpen(state: string): boolean {
	return state === "checked" || state === "stopped" || state === "done";
}
