import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import type { Store } from "../storage/index.ts";
import type { SessionRecord } from "./session-record.ts";

/**
 * A STOP, a closed case or a changed number takes somebody out of their survey, whichever room it happens in (the triggers beside the table):
 * that gets its line in the audit like every other end. Call before each commit.
 */
export function putEndsOnRecord(store: Store, actingIn: (projectId: string) => Acting): void {
	const ended = store
		.prepare<Pick<SessionRecord, "id" | "project_id" | "case_id" | "state">>(
			"SELECT id, project_id, case_id, state FROM survey_session WHERE ended_at IS NOT NULL AND on_record = 0",
		)
		.all();
	for (const { id, project_id, case_id, state } of ended) {
		store.prepare("UPDATE survey_session SET on_record = 1 WHERE id = ?").run(id);
		recordAudit(actingIn(project_id), {
			action: "survey.ended",
			subject: { kind: "case", id: case_id },
			details: { as: state },
		});
		store.announce({ type: "changed", topics: ["surveys"], ids: [id] });
	}
}
