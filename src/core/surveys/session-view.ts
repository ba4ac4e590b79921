import type { Acting } from "../api/acting.ts";
import { contactRef } from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { Param } from "../storage/index.ts";
import type { SessionView } from "./api.ts";
import type { SurveyDeps } from "./deps.ts";
import { endSession, findSession, type SessionRecord } from "./session-record.ts";
import { definitionOf, findSurveyEver } from "./survey-record.ts";

export function sessionView(acting: Acting, session: SessionRecord): SessionView {
	const definition = definitionOf(acting.store, session.survey_id, session.version);
	return {
		id: session.id,
		survey: { id: session.survey_id, name: definition.name, version: session.version },
		contact: contactRef(acting, { kind: "case", id: session.case_id, projectId: session.project_id }),
		digits: session.digits,
		state: session.state,
		problem: session.problem,
		silent: session.state === "expired" || (session.state === "open" && session.reminders > 0),
		question: {
			number: session.question + 1,
			of: definition.questions.length,
			property: definition.questions[session.question]?.property ?? "",
		},
		tries: session.tries,
		reminders: session.reminders,
		how: session.how,
		startedAt: session.started_at,
		startedBy: session.started_by,
		reason: session.reason,
		askedAt: session.asked_at,
		heardAt: session.heard_at,
		nextAt: session.ended_at === null ? new Date(session.due_at).toISOString() : null,
		endedAt: session.ended_at,
	};
}

const shows = {
	all: "",
	open: " AND ended_at IS NULL",
	silent: " AND ((state = 'open' AND reminders > 0) OR state = 'expired')",
	ended: " AND ended_at IS NOT NULL",
} as const;

/** Newest first; `limit` 0 means all. Problem `survey-not-found`. */
export function listSessions(
	acting: Acting,
	input: {
		survey?: string | undefined;
		caseId?: string | undefined;
		show: keyof typeof shows;
		limit: number;
		after?: string | undefined;
	},
): Result<{ rows: SessionView[]; next: string | null }> {
	const where = ["project_id = ?"];
	const params: Param[] = [acting.project.id];
	if (input.survey) {
		const survey = findSurveyEver(acting, input.survey);
		if (!survey.ok) return survey;
		where.push("survey_id = ?");
		params.push(survey.value.id);
	}
	if (input.caseId) {
		where.push("case_id = ?");
		params.push(input.caseId);
	}
	if (input.after) {
		where.push("seq < ?");
		params.push(Number(input.after) || 0);
	}
	const rows = acting.store
		.prepare<SessionRecord>(
			`SELECT * FROM survey_session WHERE ${where.join(" AND ")}${shows[input.show]} ORDER BY seq DESC LIMIT ?`,
		)
		.all(...params, input.limit === 0 ? -1 : input.limit + 1);
	const page = input.limit === 0 ? rows : rows.slice(0, input.limit);
	const last = page.at(-1);
	return ok({
		rows: page.map((session) => sessionView(acting, session)),
		next: rows.length > page.length && last ? String(last.seq) : null,
	});
}

/** Staff take somebody out of a survey; a question that has not left is taken back. Problems `session-not-found`, `session-ended`. */
export function closeSession(deps: SurveyDeps, acting: Acting, id: string): Result<SessionView> {
	return acting.store.write(() => {
		const session = findSession(acting.store, id);
		if (session?.project_id !== acting.project.id) return fail("session-not-found", { field: "id" });
		if (session.ended_at !== null) return fail("session-ended", { field: "id" });
		endSession(deps, acting, session, "closed");
		return ok(sessionView(acting, findSession(acting.store, id) ?? session));
	});
}
