import type { Acting } from "../api/acting.ts";
import { isUnderReview } from "../consent/index.ts";
import { languageOf } from "../contacts/index.ts";
import { instant } from "../ground/index.ts";
import { findMessage } from "../messaging/index.ts";
import { ask, patienceMs, remindersLeft, tryAgainMs } from "./ask.ts";
import type { SurveyDeps } from "./deps.ts";
import { endSession, findSession, type SessionRecord } from "./session-record.ts";
import { definitionOf } from "./survey-record.ts";

const hourMs = 60 * 60_000;

/** The session that has waited longest past its time, in any project. */
export function nextDue({ store, clock }: Pick<Acting, "store" | "clock">): SessionRecord | undefined {
	return store
		.prepare<SessionRecord>(
			"SELECT * FROM survey_session WHERE ended_at IS NULL AND due_at <= ? ORDER BY due_at LIMIT 1",
		)
		.get(clock.nowMs());
}

/** One that stumbles does not hold up the others; it is looked at again in an hour. */
export function putOff({ store, clock }: Pick<Acting, "store" | "clock">, id: string): void {
	store.prepare("UPDATE survey_session SET due_at = ? WHERE id = ?").run(clock.nowMs() + hourMs, id);
}

/**
 * Does what is due for one silent person, in one transaction: one reminder at most, however long the laptop slept, or the end. Silence
 * counts from when the question left; while it has not left nobody is reminded of it. `acting` is of the session's project.
 */
export function breakSilence(deps: SurveyDeps, acting: Acting, id: string): void {
	const { store, clock } = acting;
	store.write(() => {
		const session = findSession(store, id);
		// Another process, or an answer, was quicker.
		if (!session || session.ended_at !== null || session.due_at > clock.nowMs()) return;
		const definition = definitionOf(store, session.survey_id, session.version);
		const now = clock.nowMs();
		const wait = (untilMs: number) =>
			store.prepare("UPDATE survey_session SET due_at = ? WHERE id = ?").run(untilMs, session.id);

		if (session.problem !== null) {
			const overdue = now - Date.parse(session.asked_at) >= definition.expireAfterHours * hourMs;
			if (overdue) endSession(deps, acting, session, "expired");
			else if (isUnderReview(store, session.digits)) wait(now + tryAgainMs);
			else ask(deps, acting, session);
			return;
		}
		const asked = session.asked_message ? findMessage(acting, session.asked_message) : undefined;
		if (asked && ["queued", "sending", "held"].includes(asked.state)) {
			wait(now + hourMs);
			return;
		}
		const patience = patienceMs(definition, session.question, session.reminders);
		const leftAt = Date.parse(asked?.sent_at ?? "");
		if (leftAt <= now && leftAt + patience > now) {
			wait(leftAt + patience);
			return;
		}
		if (remindersLeft(definition, session.question, session.reminders) > 0) {
			const language = languageOf(acting, { kind: "case", id: session.case_id, projectId: session.project_id });
			ask(deps, acting, session, {
				put: (question) => deps.say(acting, "surveyReminder", language ?? (definition.language || null), { question }),
				reminders: session.reminders + 1,
			});
		} else endSession(deps, acting, session, "expired");
	});
}

/**
 * The laptop's clock was set back: what was asked "in the future" was asked just now, and its patience begins again, so that nobody
 * waits a day longer for a reminder than was meant. Returns how many.
 */
export function followClockBack({ store, clock }: Pick<Acting, "store" | "clock">): number {
	const now = instant(clock);
	return store.write(() => {
		const ahead = store
			.prepare<Pick<SessionRecord, "id" | "asked_at" | "due_at">>(
				"SELECT id, asked_at, due_at FROM survey_session WHERE ended_at IS NULL AND asked_at > ?",
			)
			.all(now);
		const move = store.prepare("UPDATE survey_session SET asked_at = ?, due_at = ? WHERE id = ?");
		for (const { id, asked_at, due_at } of ahead)
			move.run(now, clock.nowMs() + Math.max(0, due_at - Date.parse(asked_at)), id);
		return ahead.length;
	});
}
