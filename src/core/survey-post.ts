import type { Acting } from "./api/acting.ts";
import { type Gateways, measureText } from "./gateway/index.ts";
import { fail, ok } from "./ground/index.ts";
import { type Correspondents, queueText, type StartSurvey, type Wording } from "./messaging/index.ts";
import { openSurveys, type Surveys } from "./surveys/index.ts";

/** The surveys with what they take of gateways, outbox and wording. */
export function surveysWith(
	gateways: Gateways,
	people: Correspondents,
	wording: Wording,
	actingIn: (projectId?: string) => Acting,
): Surveys {
	return openSurveys({
		gateways,
		queue: (acting, text) => queueText(acting, gateways, people, text),
		measure: measureText,
		say: (acting, key, language, values) => wording.say(acting, key, language, values),
		actingIn,
	});
}

/** As the welcome and keywords start one. Only somebody with case properties can be asked. */
export function startedByText(surveys: Surveys): StartSurvey {
	return (acting, { survey, contact, messageId, because }) => {
		if (contact.kind !== "case") return fail("survey-for-cases");
		const started = surveys.start(acting, { survey, caseId: contact.id, how: because, answersId: messageId });
		return started.ok ? ok({ replies: [] }) : started;
	};
}

/** Somebody who is being asked is known by their number, even while it is one-way: how else could they consent. */
export function knowingWhoIsAsked(people: Correspondents, surveys: () => Surveys): Correspondents {
	return {
		...people,
		sender(acting, from) {
			const sender = people.sender(acting, from);
			if (sender.contact !== null || sender.digits === null || sender.ambiguous) return sender;
			return { ...sender, contact: surveys().askedAt(acting, sender.digits) };
		},
	};
}
