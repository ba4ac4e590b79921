import type { Acting } from "../api/acting.ts";
import { caseAnyhow, type WorkerRecord, workerAnyhow } from "../contacts/index.ts";
import { type Flat, flatOfOurs } from "./flat.ts";
import { flatOfOurWorker } from "./worker-flat.ts";

/** Whom a change belongs to, by its id here. */
export interface Contact {
	kind: "case" | "worker";
	id: string;
}

/** Which changes are a contact's, in SQL; takes its kind and its id. */
export const ofContact = "contact = (SELECT number FROM hq_contact WHERE kind = ? AND contact_id = ?)";

/** How a contact of the acting project stands here. `isGone`: deleted, and so never made on HQ by us. Null: there is none. */
export function copyOfOurs(acting: Acting, { kind, id }: Contact): { flat: Flat; isGone: boolean } | null {
	if (kind === "worker") {
		const worker: WorkerRecord | undefined = workerAnyhow(acting, id);
		return worker ? { flat: flatOfOurWorker(acting, worker), isGone: false } : null;
	}
	const record = caseAnyhow(acting, id);
	return record ? { flat: flatOfOurs(acting, record), isGone: record.deleted_at !== null } : null;
}
