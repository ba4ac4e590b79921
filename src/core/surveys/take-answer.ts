import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { changeRecord, languageOf, recordConsent } from "../contacts/index.ts";
import { instant } from "../ground/index.ts";
import { type Claim, cancelText, findMessage, type Incoming } from "../messaging/index.ts";
import { againText } from "./again-text.ts";
import { answererOf } from "./answerer.ts";
import { readAnswer } from "./answers/read-answer.ts";
import { ask } from "./ask.ts";
import type { Question } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { sayGoodbye } from "./say-goodbye.ts";
import { actingFor, endSession, openSessionOf, type SessionRecord } from "./session-record.ts";
import { definitionOf } from "./survey-record.ts";
import type { Turn } from "./turn.ts";

/** Enough of a text to know it again when the network delivers it twice. */
const remembered = 400;
/** So many of a person's answers are looked through for one that is delivered once more. */
const rememberedAnswers = 60;

/**
 * The inbound step of the surveys: an open session claims a text of its person as the answer to the question it stands at. The saved
 * property, the audit line and the next question are one transaction with the text's own. What counts needs no reader; everything else
 * stays unread for staff. The same text with the same network stamp again is claimed and changes nothing.
 */
export function takeAnswer(deps: SurveyDeps, acting: Acting, incoming: Incoming): Claim | null {
	const { contact } = incoming;
	if (contact?.kind !== "case") return null;
	const claimed = (settled: boolean): Claim => ({ claimedBy: "survey", replies: [], settled });
	if (isRepeat(acting, contact.id, incoming)) return claimed(true);
	const session = openSessionOf(acting.store, contact.id);
	if (!session) return null;
	return claimed(answerQuestion(deps, actingFor(acting, session), session, incoming));
}

/** True where the answer counted. */
function answerQuestion(deps: SurveyDeps, acting: Acting, session: SessionRecord, incoming: Incoming): boolean {
	const { store } = acting;
	const definition = definitionOf(store, session.survey_id, session.version);
	const question = definition.questions[session.question];
	if (!question) throw new Error("a session beyond its last question");
	const language = languageOf(acting, { kind: "case", id: session.case_id, projectId: session.project_id });
	const turn: Turn = { acting, session, definition, incoming, language };
	const reading = readAnswer(question, incoming.text, answererOf(acting, language));
	store
		.prepare("UPDATE survey_session SET heard_at = ?, heard_network_at = ?, heard_text = ? WHERE id = ?")
		.run(instant(acting.clock), incoming.networkAt, incoming.text.slice(0, remembered), session.id);
	store.announce({ type: "changed", topics: ["surveys"], ids: [session.id] });

	if (!reading.counts) {
		const tries = session.tries + 1;
		store.prepare("UPDATE survey_session SET tries = ?, reminders = 0 WHERE id = ?").run(tries, session.id);
		// Consent is asked for once: what is neither yes nor no is for staff to read, and the person may still answer.
		if (question.kind === "consent") return false;
		if (tries >= definition.tries) endSession(deps, acting, session, "given-up");
		else {
			const hint = againText(deps, acting, definition, question, language, reading);
			ask(deps, acting, { ...session, tries, reminders: 0 }, { put: hint, answersId: incoming.id });
		}
		return false;
	}
	if (question.kind === "consent") takeConsent(deps, turn, reading.value === "1");
	else save(turn, question, reading.value);
	noteAnswer(turn, question, reading.value);
	// A reminder that still waits would ask what has been answered.
	if (session.reminders > 0 && session.asked_message) cancelText(acting, deps.gateways, session.asked_message);
	if (question.kind === "consent" && reading.value !== "1") return true;
	goOn(deps, turn);
	return true;
}

function save({ acting, session }: Turn, question: Question, value: string): void {
	const saved = changeRecord(acting, {
		id: session.case_id,
		acceptDoubtful: false,
		...(question.property === "name"
			? { name: value, properties: [] }
			: { properties: [{ name: question.property, value }] }),
	});
	if (!saved.ok) throw new Error(`an answer could not be saved: ${saved.problem.code}`);
}

/** A no ends the survey before the flag goes, and nothing more is sent. */
function takeConsent(deps: SurveyDeps, { acting, session, incoming }: Turn, yes: boolean): void {
	if (!yes) endSession(deps, acting, session, "declined");
	const recorded = recordConsent(
		acting,
		{
			caseId: session.case_id,
			consent: {
				answer: yes ? "yes" : "no",
				channel: "sms",
				...(session.statement_id ? { statementId: session.statement_id } : {}),
			},
		},
		incoming.id,
	);
	if (!recorded.ok) throw new Error(`consent could not be recorded: ${recorded.problem.code}`);
}

function noteAnswer({ acting, session, incoming }: Turn, question: Question, value: string): void {
	acting.store
		.prepare(
			"INSERT INTO survey_answer (session_id, question_id, survey_id, version, value, message_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		)
		.run(session.id, question.id, session.survey_id, session.version, value, incoming.id, instant(acting.clock));
	recordAudit(acting, {
		action: "survey.answered",
		subject: { kind: "case", id: session.case_id },
		details: { question: session.question + 1 },
	});
}

function goOn(deps: SurveyDeps, turn: Turn): void {
	const { acting, session, definition, incoming } = turn;
	const next = session.question + 1;
	if (next >= definition.questions.length) {
		endSession(deps, acting, session, "finished");
		sayGoodbye(deps, turn);
		return;
	}
	acting.store
		.prepare("UPDATE survey_session SET question = ?, tries = 0, reminders = 0, asked_message = NULL WHERE id = ?")
		.run(next, session.id);
	const moved = { ...session, question: next, tries: 0, reminders: 0, asked_message: null };
	ask(deps, acting, moved, { answersId: incoming.id });
}

/**
 * The very text that was taken from this person before, delivered again: same words, same stamp of the network. Nobody can answer the next
 * question in the second of the one before, which has to reach them first.
 */
function isRepeat(acting: Acting, caseId: string, incoming: Incoming): boolean {
	const { store } = acting;
	const last = store
		.prepare<Pick<SessionRecord, "heard_text" | "heard_network_at">>(
			"SELECT heard_text, heard_network_at FROM survey_session WHERE case_id = ? ORDER BY seq DESC LIMIT 1",
		)
		.get(caseId);
	if (!last) return false;
	if (last.heard_network_at === incoming.networkAt && last.heard_text === incoming.text.slice(0, remembered))
		return true;
	return store
		.prepare<{ message_id: string }>(
			`SELECT a.message_id FROM survey_session s JOIN survey_answer a ON a.session_id = s.id
			 WHERE s.case_id = ? ORDER BY s.seq DESC LIMIT ${rememberedAnswers}`,
		)
		.all(caseId)
		.some(({ message_id }) => {
			const taken = findMessage(acting, message_id);
			return taken?.network_at === incoming.networkAt && taken.text === incoming.text;
		});
}
