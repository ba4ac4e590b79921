import type { Acting } from "../api/acting.ts";
import { contactRef } from "../contacts/index.ts";
import { ok, type Result } from "../ground/index.ts";
import type { Param } from "../storage/index.ts";
import type { AnswerCount, AnswerRow } from "./api.ts";
import { countAnswers } from "./count-answers.ts";
import type { SessionRecord } from "./session-record.ts";
import { definitionOf, findSurveyEver } from "./survey-record.ts";

/** A page of people and what they answered, newest first, with the counts over all of them; `limit` 0 means all. Problem `survey-not-found`. */
export function listAnswers(
	acting: Acting,
	input: { survey: string; version?: number | undefined; limit: number; after?: string | undefined },
): Result<{ counts: AnswerCount[]; people: number; rows: AnswerRow[]; next: string | null }> {
	const found = findSurveyEver(acting, input.survey);
	if (!found.ok) return found;
	const { id, version: newest } = found.value;
	const { store } = acting;
	const where = ["survey_id = ?"];
	const params: Param[] = [id];
	if (input.version !== undefined) {
		where.push("version = ?");
		params.push(input.version);
	}
	const people =
		store.prepare<{ n: number }>(`SELECT COUNT(*) n FROM survey_session WHERE ${where.join(" AND ")}`).get(...params)
			?.n ?? 0;
	if (input.after) {
		where.push("seq < ?");
		params.push(Number(input.after) || 0);
	}
	const sessions = store
		.prepare<SessionRecord>(`SELECT * FROM survey_session WHERE ${where.join(" AND ")} ORDER BY seq DESC LIMIT ?`)
		.all(...params, input.limit === 0 ? -1 : input.limit + 1);
	const page = input.limit === 0 ? sessions : sessions.slice(0, input.limit);
	const last = page.at(-1);
	const asked = store
		.prepare<{ n: number }>("SELECT COUNT(*) n FROM survey_version WHERE survey_id = ? AND version = ?")
		.get(id, input.version ?? newest)?.n;
	return ok({
		counts: asked ? countAnswers(acting, id, definitionOf(store, id, input.version ?? newest), input.version) : [],
		people,
		rows: page.map((session) => answerRow(acting, session)),
		next: sessions.length > page.length && last ? String(last.seq) : null,
	});
}

function answerRow(acting: Acting, session: SessionRecord): AnswerRow {
	return {
		session: session.id,
		contact: contactRef(acting, { kind: "case", id: session.case_id, projectId: session.project_id }),
		digits: session.digits,
		state: session.state,
		startedAt: session.started_at,
		endedAt: session.ended_at,
		answers: acting.store
			.prepare<{ id: string; value: string; at: string }>(
				"SELECT question_id id, value, at FROM survey_answer WHERE session_id = ? ORDER BY at",
			)
			.all(session.id),
	};
}
