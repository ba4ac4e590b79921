import type { Acting } from "../api/acting.ts";
import { knownProperties } from "../contacts/index.ts";
import type { ImportKind, ImportPlan } from "./api.ts";
import { headerKey } from "./guess-columns.ts";

/** How headers were mapped in this project the last time, and which properties it knows. */
export function remembered(acting: Acting, kind: ImportKind): { byHeader: Map<string, string>; properties: string[] } {
	const rows = acting.store
		.prepare<{ header: string; property: string }>(
			"SELECT header, property FROM import_preset WHERE project_id = ? AND kind = ?",
		)
		.all(acting.project.id, kind);
	return { byHeader: new Map(rows.map((row) => [row.header, row.property])), properties: knownProperties(acting) };
}

/**
 * Remembers what a person made of each header, once it is written: what was only tried may have been wrong. Call inside the transaction that ends
 * the import.
 */
export function remember(acting: Acting, plan: ImportPlan, header: readonly string[]): void {
	const keep = acting.store.prepare(
		`INSERT INTO import_preset (project_id, kind, header, property) VALUES (?, ?, ?, ?)
		 ON CONFLICT (project_id, kind, header) DO UPDATE SET property = excluded.property`,
	);
	if (!plan.header) return;
	for (const { column, to } of plan.columns) {
		const key = headerKey(header[column] ?? "");
		if (key !== "") keep.run(acting.project.id, plan.kind, key, to);
	}
}
