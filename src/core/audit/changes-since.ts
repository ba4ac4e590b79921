import type { Store } from "../storage/index.ts";

/** A line of the audit as a feed of changes: what was touched, not what became of it. */
export interface ChangeLine {
	seq: number;
	at: string;
	projectId: string | null;
	action: string;
	subjectKind: string | null;
	subjectId: string | null;
}

/** The lines after `seq`, the oldest first. Who follows keeps the `seq` of the last one it has dealt with. */
export function changesSince(store: Store, seq: number, limit: number): ChangeLine[] {
	return store
		.prepare<ChangeLine>(
			`SELECT seq, at, project_id projectId, action, subject_kind subjectKind, subject_id subjectId
			 FROM audit_line WHERE seq > ? ORDER BY seq LIMIT ?`,
		)
		.all(seq, limit);
}

/** How many contacts of a project were touched after `seq` by other actions than these, and when the first of them was; null where none was. */
export function countTouchedSince(
	store: Store,
	seq: number,
	projectId: string,
	except: readonly string[],
): { contacts: number; firstAt: string | null } {
	return (
		store
			.prepare<{ contacts: number; firstAt: string | null }>(
				`SELECT COUNT(DISTINCT subject_kind || ' ' || subject_id) contacts, MIN(at) firstAt FROM audit_line
				 WHERE seq > ? AND project_id = ? AND subject_kind IN ('case', 'worker')
				 AND action NOT IN (SELECT value FROM json_each(?))`,
			)
			.get(seq, projectId, JSON.stringify(except)) ?? { contacts: 0, firstAt: null }
	);
}

/** When a contact itself was last changed by other actions than these; null where it never was. */
export function lastChangeAt(
	store: Store,
	{ kind, id }: { kind: "case" | "worker"; id: string },
	except: readonly string[],
): string | null {
	return (
		store
			.prepare<{ at: string }>(
				`SELECT at FROM audit_line WHERE subject_id = :id AND action LIKE :kind || '.%'
				 AND action NOT IN (SELECT value FROM json_each(:except)) ORDER BY seq DESC LIMIT 1`,
			)
			.get({ id, kind, except: JSON.stringify(except) })?.at ?? null
	);
}

/** `seq` of the newest line; 0 where there is none. */
export function lastSeq(store: Store): number {
	return store.prepare<{ seq: number | null }>("SELECT MAX(seq) seq FROM audit_line").get()?.seq ?? 0;
}
