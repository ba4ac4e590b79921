import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { consentState } from "../consent/index.ts";
import { type CaseRecord, findCase, findCorrespondent, languageOf, whyNotText } from "../contacts/index.ts";
import { fail, instant, newIdInOrder, ok, type Result } from "../ground/index.ts";
import { reserverOf } from "../phone-numbers/index.ts";
import type { StartedHow } from "./api.ts";
import { ask } from "./ask.ts";
import type { SurveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { questionText } from "./question-text.ts";
import { endSession, findSession, openSessionAt, openSessionOf, type SessionRecord } from "./session-record.ts";
import { definitionOf, findSurvey, type SurveyRecord } from "./survey-record.ts";

/** Surveys that one person may start by keyword in an hour (reliability H2, H6). */
const startsAnHour = 3;
const hourMs = 60 * 60_000;

export interface StartWish {
	/** Id or name. */
	survey: string;
	caseId: string;
	how: StartedHow;
	/** Why somebody who was asked for consent before is asked again. */
	reason?: string | undefined;
	/** The message that asked for it. */
	answersId?: string | undefined;
}

/**
 * Starts a survey for one person: any other they are in ends, and the first question is queued, in one transaction. Where everything
 * is right but the question can't be queued the attempt stays, as a session that `failed`.
 * Problems: `survey-not-found`, `case-not-found`, those of `whyNotAsk`, and of queueing a text.
 */
export function startSurvey(deps: SurveyDeps, acting: Acting, wish: StartWish): Result<SessionRecord> {
	const survey = findSurvey(acting, wish.survey);
	if (!survey.ok) return survey;
	const found = findCase(acting, wish.caseId);
	if (!found.ok) return found;
	const { store } = acting;
	const started = store.write((): { session: SessionRecord; code: string | null } | { refused: Result<never> } => {
		const definition = definitionOf(store, survey.value.id, survey.value.version);
		const refused = whyNotAsk(deps, acting, definition, found.value, wish);
		if (refused) return { refused };
		const to = findCorrespondent(acting, `case:${wish.caseId}`);
		if (!to.ok || to.value.digits === null) return { refused: fail("NO_PHONE_NUMBER") };
		const other = openSessionOf(store, wish.caseId);
		if (other) endSession(deps, acting, other, "replaced");
		const session = insertSession(acting, survey.value, definition, to.value.digits, wish);
		recordAudit(acting, {
			action: "survey.started",
			subject: { kind: "case", id: wish.caseId },
			details: { survey: survey.value.name, how: wish.how, ...(wish.reason ? { reason: wish.reason } : {}) },
		});
		const code = ask(deps, acting, session, {
			answersId: wish.answersId,
			bulk: wish.how === "bulk",
		});
		return { session: findSession(store, session.id) ?? session, code };
	});
	if ("refused" in started) return started.refused;
	return started.code ? fail(started.code, { details: { session: started.session.id } }) : ok(started.session);
}

/**
 * Why this person can't be asked these questions now, or undefined. A survey needs a two-way number (commcare-behaviour §6.1); one that begins
 * with the consent statement may go to somebody who has not consented, once: never again unless staff give a reason.
 * Problems: `survey-asked-often`, those of `whyNotText`, `NO_TWO_WAY_PHONE_NUMBER`, `NO_MESSAGE`, `asked-before`, `already-consented`, `number-being-asked`.
 */
export function whyNotAsk(
	deps: Pick<SurveyDeps, "say">,
	acting: Acting,
	definition: SurveyDefinition,
	record: CaseRecord,
	wish: Pick<StartWish, "how" | "reason">,
): Result<never> | undefined {
	if (wish.how === "keyword" && startedByKeyword(acting, record.id) >= startsAnHour) return fail("survey-asked-often");
	const consent = definition.questions[0]?.kind === "consent";
	const code = whyNotText(acting, record);
	if (code && !(consent && code === "NO_OPT_IN_CONSENT")) return fail(code);
	const to = findCorrespondent(acting, `case:${record.id}`);
	const digits = to.ok ? to.value.digits : null;
	if (digits === null) return fail("NO_PHONE_NUMBER");
	if (record.number_state !== "two-way" && !consent) return fail("NO_TWO_WAY_PHONE_NUMBER");
	const holder = reserverOf(acting.store, digits);
	// The answer would be taken for the other one's.
	if (holder && !(holder.kind === "case" && holder.id === record.id)) return fail("NO_TWO_WAY_PHONE_NUMBER");
	const asked = openSessionAt(acting.store, digits);
	if (asked && asked.case_id !== record.id) return fail("number-being-asked");
	if (consent && !wish.reason) {
		const state = consentState(acting, record.id).state;
		if (state === "declined" || state === "withdrawn" || wasAsked(acting, record.id, digits))
			return fail("asked-before");
		// A welcome may show the statement to somebody whose yes was a `join`.
		if (state === "given" && wish.how !== "welcome") return fail("already-consented");
	}
	const language = languageOf(acting, { kind: "case", id: record.id, projectId: record.project_id });
	const silent = definition.questions.some((one) => questionText(deps, acting, definition, one, language) === null);
	return silent ? fail("NO_MESSAGE") : undefined;
}

/** Was this person, or whoever had this number before, ever asked for consent by text? */
function wasAsked({ store }: Acting, caseId: string, digits: string): boolean {
	return (
		store
			.prepare(
				`SELECT 1 FROM survey_session WHERE asks_consent = 1 AND asked_message IS NOT NULL AND (case_id = ? OR digits = ?) LIMIT 1`,
			)
			.get(caseId, digits) !== undefined
	);
}

/** Two machines that talk to each other must come to an end. */
function startedByKeyword({ store, clock }: Acting, caseId: string): number {
	const row = store
		.prepare<{ n: number }>(
			"SELECT COUNT(*) n FROM survey_session WHERE case_id = ? AND how = 'keyword' AND started_at > ?",
		)
		.get(caseId, new Date(clock.nowMs() - hourMs).toISOString());
	return row?.n ?? 0;
}

function insertSession(
	acting: Acting,
	survey: SurveyRecord,
	definition: SurveyDefinition,
	digits: string,
	wish: StartWish,
): SessionRecord {
	const id = newIdInOrder(acting.clock);
	const now = instant(acting.clock);
	acting.store
		.prepare(
			`INSERT INTO survey_session (id, project_id, survey_id, version, case_id, digits, asks_consent, asked_at, due_at, how, started_at, started_by, reason)
			 VALUES (:id, :project, :survey, :version, :case, :digits, :consent, :now, :due, :how, :now, :by, :reason)`,
		)
		.run({
			id,
			project: acting.project.id,
			survey: survey.id,
			version: survey.version,
			case: wish.caseId,
			digits,
			consent: definition.questions[0]?.kind === "consent" ? 1 : 0,
			now,
			due: acting.clock.nowMs(),
			how: wish.how,
			by: acting.staff?.name ?? null,
			reason: wish.reason ?? null,
		});
	const session = findSession(acting.store, id);
	if (!session) throw new Error("a session that was just written is missing");
	return session;
}
