import type { Store } from "../storage/index.ts";

/** The number a text is with, and its project; in whichever project it is. */
export function findMessagePlace(store: Store, id: string): { digits: string | null; projectId: string } | undefined {
	const row = store
		.prepare<{ peer: string | null; project_id: string }>("SELECT peer, project_id FROM message WHERE id = ?")
		.get(id);
	return row && { digits: row.peer, projectId: row.project_id };
}

export function projectOfMessage(store: Store, id: string): string | undefined {
	return findMessagePlace(store, id)?.projectId;
}
