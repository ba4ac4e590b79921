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

/** `seq` of the newest line; 0 where there is none. */
export function lastSeq(store: Store): number {
	return store.prepare<{ seq: number | null }>("SELECT MAX(seq) seq FROM audit_line").get()?.seq ?? 0;
}
