import { findCorrespondent } from "../contacts/index.ts";
import type { SurveyDeps } from "./deps.ts";
import type { Turn } from "./turn.ts";
import { wordsFor } from "./wording.ts";

/** The text after the last answer, where the survey has one for this person. One that can't be sent stays in the log as such. */
export function sayGoodbye(deps: SurveyDeps, { acting, session, definition, incoming, language }: Turn): void {
	const text = wordsFor(definition.closing, language, definition, acting.project);
	const to = findCorrespondent(acting, `case:${session.case_id}`);
	if (text === null || !to.ok) return;
	deps.queue(acting, {
		to: { ...to.value, digits: session.digits },
		text,
		purpose: "survey",
		answersId: incoming.id,
	});
}
