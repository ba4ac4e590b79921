import type { Acting } from "../api/acting.ts";
import { changesSince } from "../audit/index.ts";
import { optOutsSince } from "../consent/index.ts";
import { caseAnyhow } from "../contacts/index.ts";
import { instant } from "../ground/index.ts";
import { holdersOf } from "../phone-numbers/index.ts";
import { differences, type Flat, flatOfOurs, readFlat, writeFlat } from "./flat.ts";
import { changeLine, type LineRecord } from "./line-record.ts";

const linesAtOnce = 200;

/**
 * Looks at the next lines of the audit and puts what changed into the queue, in one short transaction. True where there may be more.
 * Everything that the office ever did passes by here once, also what was done before it was connected.
 */
export function collect(acting: Acting, line: Pick<LineRecord, "feed_seq">): { more: boolean; feedSeq: number } {
	const { store, project } = acting;
	const lines = changesSince(store, line.feed_seq, linesAtOnce);
	const last = lines.at(-1);
	if (!last) return { more: false, feedSeq: line.feed_seq };
	store.write(() => {
		const touched = new Map<string, string>();
		for (const { action, at, projectId, subjectKind, subjectId } of lines) {
			if (subjectKind === "case" && subjectId && projectId === project.id) touched.set(subjectId, at);
			if (!/^(stop|start|review)\./.test(action)) continue;
			for (const digits of optOutsSince(store, at))
				for (const holder of holdersOf(store, digits))
					if (holder.kind === "case" && holder.projectId === project.id) touched.set(holder.id, at);
		}
		for (const [id, at] of touched) queueCase(acting, id, at);
		changeLine(acting, { feed_seq: last.seq });
	});
	return { more: lines.length === linesAtOnce, feedSeq: last.seq };
}

interface Known {
	there: string | null;
	queued: string | null;
}

/** Puts into the queue what HQ will not know of a case once all that waits has arrived. A change that was parked is made anew with it. */
export function queueCase(acting: Acting, id: string, at: string): void {
	const { store, project } = acting;
	const record = caseAnyhow(acting, id);
	if (!record) return;
	const parked = store
		.prepare("SELECT 1 FROM hq_item WHERE kind = 'case' AND contact_id = ? AND state = 'parked'")
		.get(id);
	if (parked) forgetUnsent(acting, id);
	const known = store
		.prepare<Known>("SELECT there, queued FROM hq_contact WHERE kind = 'case' AND contact_id = ?")
		.get(id);
	const before = readFlat(known?.queued ?? null);
	// Somebody who came and went before HQ ever heard of them.
	if (before === null && record.deleted_at) return;
	const after = flatOfOurs(acting, record);
	const sets = differences(before, after);
	for (const field of openConflicts(acting, id)) sets.delete(field);
	if (sets.size === 0) return;
	store
		.prepare("INSERT INTO hq_item (project_id, kind, contact_id, change, sets, made_at) VALUES (?, 'case', ?, ?, ?, ?)")
		.run(project.id, id, changeOf(before, sets), writeFlat(sets), at);
	store
		.prepare(
			`INSERT INTO hq_contact (kind, contact_id, project_id, hq_id, queued) VALUES ('case', :id, :project, :id, :queued)
			 ON CONFLICT (kind, contact_id) DO UPDATE SET queued = excluded.queued`,
		)
		.run({ id, project: project.id, queued: writeFlat(applied(before, sets)) });
	store.announce({ type: "changed", topics: ["hq"] });
}

/** Makes anew what waits for a case, from what HQ holds and how the case stands now. What is on its way stays as it was made. */
export function requeueCase(acting: Acting, id: string): void {
	forgetUnsent(acting, id);
	queueCase(acting, id, instant(acting.clock));
}

function forgetUnsent({ store }: Acting, id: string): void {
	store
		.prepare("DELETE FROM hq_item WHERE kind = 'case' AND contact_id = ? AND state IN ('waiting', 'parked')")
		.run(id);
	const known = store
		.prepare<Known>("SELECT there, queued FROM hq_contact WHERE kind = 'case' AND contact_id = ?")
		.get(id);
	let flat = readFlat(known?.there ?? null);
	for (const { sets } of store
		.prepare<{ sets: string }>("SELECT sets FROM hq_item WHERE kind = 'case' AND contact_id = ? ORDER BY id")
		.all(id))
		flat = applied(flat, readFlat(sets) ?? new Map());
	store
		.prepare("UPDATE hq_contact SET queued = ? WHERE kind = 'case' AND contact_id = ?")
		.run(flat === null ? null : writeFlat(flat), id);
}

export function openConflicts({ store }: Acting, id: string): string[] {
	return store
		.prepare<{ field: string }>("SELECT field FROM hq_conflict WHERE kind = 'case' AND contact_id = ?")
		.all(id)
		.map((row) => row.field);
}

function applied(before: Flat | null, sets: Flat): Flat {
	const flat: Flat = new Map(before ?? []);
	for (const [field, value] of sets) {
		if (value === "") flat.delete(field);
		else flat.set(field, value);
	}
	return flat;
}

function changeOf(before: Flat | null, sets: Flat): "create" | "update" | "close" | "reopen" {
	if (before === null) return "create";
	if (sets.get("@closed") === "1") return "close";
	return sets.get("@closed") === "0" ? "reopen" : "update";
}
