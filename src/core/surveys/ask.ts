import type { Acting } from "../api/acting.ts";
import { isUnderReview } from "../consent/index.ts";
import { findCorrespondent, languageOf } from "../contacts/index.ts";
import { instant } from "../ground/index.ts";
import type { SurveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { questionText } from "./question-text.ts";
import { endSession, type SessionRecord } from "./session-record.ts";
import { definitionOf } from "./survey-record.ts";

const hourMs = 60 * 60_000;
/** How soon a question is tried again that could not be asked while staff decide whether the person meant STOP. */
export const tryAgainMs = 15 * 60_000;

export interface AskHow {
	/** Words before the question, from what the answer lacked or from a reminder; they are given the question's text. */
	put?(question: string): string;
	/** The message this answers. */
	answersId?: string;
	bulk?: boolean;
	/** Reminders of this question sent so far, this one included. */
	reminders?: number;
}

/**
 * Texts the question a session stands at and notes when the next thing is due. A question that can't be sent ends the session as
 * `failed`; only while a text of the person waits for staff does it wait too. Returns the code where nothing was sent. Call inside the
 * transaction of the answer or the start.
 */
export function ask(deps: SurveyDeps, acting: Acting, session: SessionRecord, how: AskHow = {}): string | null {
	const { store, clock } = acting;
	const definition = definitionOf(store, session.survey_id, session.version);
	const question = definition.questions[session.question];
	if (!question) throw new Error("a session beyond its last question");
	const contact = { kind: "case", id: session.case_id, projectId: session.project_id } as const;
	if (isUnderReview(store, session.digits)) {
		store
			.prepare("UPDATE survey_session SET problem = 'HELD_FOR_REVIEW', due_at = ? WHERE id = ?")
			.run(clock.nowMs() + tryAgainMs, session.id);
		return "HELD_FOR_REVIEW";
	}
	const language = languageOf(acting, contact);
	const words = questionText(deps, acting, definition, question, language);
	const to = findCorrespondent(acting, `case:${session.case_id}`);
	if (!words || !to.ok) {
		const code = to.ok ? "NO_MESSAGE" : "CONTACT_IS_INACTIVE";
		endSession(deps, acting, session, "failed", code);
		return code;
	}
	const message = deps.queue(acting, {
		to: { ...to.value, digits: session.digits },
		text: how.put ? how.put(words.text) : words.text,
		purpose: question.kind === "consent" ? "consent" : "survey",
		...(how.answersId ? { answersId: how.answersId } : {}),
		...(how.bulk ? { bulk: true } : {}),
	});
	if (message.state === "failed") {
		endSession(deps, acting, { ...session, asked_message: null }, "failed", message.problem);
		return message.problem;
	}
	const reminders = how.reminders ?? session.reminders;
	store
		.prepare(
			`UPDATE survey_session SET problem = NULL, asked_message = ?, asked_at = ?, reminders = ?, due_at = ?,
			 statement_id = COALESCE(?, statement_id) WHERE id = ?`,
		)
		.run(
			message.id,
			instant(clock),
			reminders,
			clock.nowMs() + patienceMs(definition, session.question, reminders),
			words.statementId,
			session.id,
		);
	store.announce({ type: "changed", topics: ["surveys"], ids: [session.id] });
	return null;
}

/** How long silence is waited for after a text: until a reminder, or the end. Consent is asked for once, without a reminder. */
export function patienceMs(definition: SurveyDefinition, question: number, reminders: number): number {
	return remindersLeft(definition, question, reminders) > 0
		? definition.remindAfterHours * hourMs
		: definition.expireAfterHours * hourMs;
}

export function remindersLeft(definition: SurveyDefinition, question: number, reminders: number): number {
	return definition.questions[question]?.kind === "consent" ? 0 : definition.reminders - reminders;
}
