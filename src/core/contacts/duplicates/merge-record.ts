import type { Acting } from "../../api/acting.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import { contactRef } from "../contact-ref.ts";
import type { CaseDraft } from "../save-case.ts";
import type { MergeView } from "./api.ts";

/** One thing that a merge changed on the case that stayed; null: it was not there. */
export interface Change {
	/** `name`, `owner`, `externalId`, or a property with a dot in front. */
	name: string;
	before: string | null;
	after: string | null;
}

export interface MergeRow {
	id: string;
	keep_id: string;
	drop_id: string;
	at: string;
	staff_name: string | null;
	/** JSON list of `Change`. */
	changes: string;
	undone_at: string | null;
}

export function changesBetween(before: CaseDraft, after: CaseDraft): Change[] {
	const names = new Set([...before.properties.keys(), ...after.properties.keys()].map((name) => `.${name}`));
	return ["name", "owner", "externalId", ...names]
		.map((name) => ({ name, before: fieldOf(before, name), after: fieldOf(after, name) }))
		.filter((change) => change.before !== change.after);
}

export function fieldOf(draft: CaseDraft, name: string): string | null {
	if (name.startsWith(".")) return draft.properties.get(name.slice(1)) ?? null;
	return name === "name" ? draft.name : name === "owner" ? draft.owner : draft.externalId;
}

export function setValue(draft: CaseDraft, name: string, value: string | null): void {
	if (name.startsWith(".")) {
		if (value === null) draft.properties.delete(name.slice(1));
		else draft.properties.set(name.slice(1), value);
	} else if (name === "name") draft.name = value ?? "unknown";
	else if (name === "owner") draft.owner = value;
	else draft.externalId = value;
}

export function mergeRow({ store, project }: Acting, id: string): MergeRow | undefined {
	return store.prepare<MergeRow>("SELECT * FROM case_merge WHERE id = ? AND project_id = ?").get(id, project.id);
}

/** Problem `merge-not-found`. */
export function findMerge(acting: Acting, id: string): Result<MergeView> {
	const row = mergeRow(acting, id);
	return row ? ok(mergeView(acting, row)) : fail("merge-not-found", { field: "id" });
}

/** Newest first. */
export function listMerges(acting: Acting, limit: number): MergeView[] {
	return acting.store
		.prepare<MergeRow>("SELECT * FROM case_merge WHERE project_id = ? ORDER BY seq DESC LIMIT ?")
		.all(acting.project.id, limit)
		.map((row) => mergeView(acting, row));
}

function mergeView(acting: Acting, row: MergeRow): MergeView {
	const ref = (id: string) => contactRef(acting, { kind: "case", id, projectId: acting.project.id });
	return {
		id: row.id,
		keep: ref(row.keep_id),
		drop: ref(row.drop_id),
		at: row.at,
		by: row.staff_name,
		undoneAt: row.undone_at,
	};
}
