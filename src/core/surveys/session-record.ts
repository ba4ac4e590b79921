import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant } from "../ground/index.ts";
import { cancelText } from "../messaging/index.ts";
import { findProject } from "../settings/index.ts";
import type { Store } from "../storage/index.ts";
import type { SessionState, StartedHow } from "./api.ts";
import type { SurveyDeps } from "./deps.ts";

/** How far one person is with a survey, as it stands in the database. */
export interface SessionRecord {
	seq: number;
	id: string;
	project_id: string;
	survey_id: string;
	version: number;
	case_id: string;
	digits: string;
	state: SessionState;
	problem: string | null;
	asks_consent: number;
	statement_id: string | null;
	question: number;
	tries: number;
	reminders: number;
	asked_message: string | null;
	asked_at: string;
	due_at: number;
	heard_at: string | null;
	heard_network_at: string | null;
	heard_text: string | null;
	how: StartedHow;
	started_at: string;
	started_by: string | null;
	reason: string | null;
	ended_at: string | null;
}

export function findSession(store: Store, id: string): SessionRecord | undefined {
	return store.prepare<SessionRecord>("SELECT * FROM survey_session WHERE id = ?").get(id);
}

export function openSessionOf(store: Store, caseId: string): SessionRecord | undefined {
	return store
		.prepare<SessionRecord>("SELECT * FROM survey_session WHERE case_id = ? AND ended_at IS NULL")
		.get(caseId);
}

/** Who is being asked at that number, in any project. */
export function openSessionAt(store: Store, digits: string): SessionRecord | undefined {
	return store.prepare<SessionRecord>("SELECT * FROM survey_session WHERE digits = ? AND ended_at IS NULL").get(digits);
}

/** The same acting in the session's own project. */
export function actingFor(acting: Acting, session: Pick<SessionRecord, "project_id">): Acting {
	if (acting.project.id === session.project_id) return acting;
	const project = findProject(acting.store, session.project_id);
	if (!project) throw new Error("a session of no project");
	return { ...acting, project };
}

/** Ends a session that is open. A question of it that has not left yet is taken back. Call inside the transaction of whatever ended it. */
export function endSession(
	deps: Pick<SurveyDeps, "gateways">,
	acting: Acting,
	session: SessionRecord,
	state: Exclude<SessionState, "open">,
	problem: string | null = null,
): void {
	const { store } = acting;
	store
		.prepare(
			"UPDATE survey_session SET state = ?, problem = ?, ended_at = ?, on_record = 1 WHERE id = ? AND ended_at IS NULL",
		)
		.run(state, problem, instant(acting.clock), session.id);
	if (session.asked_message && state !== "finished" && state !== "declined")
		cancelText(acting, deps.gateways, session.asked_message);
	recordAudit(acting, {
		action: "survey.ended",
		subject: { kind: "case", id: session.case_id },
		details: { as: state, ...(problem ? { code: problem } : {}) },
	});
	store.announce({ type: "changed", topics: ["surveys"], ids: [session.id] });
}
