import type { Acting } from "../api/acting.ts";
import type { Reading } from "./answers/reading.ts";
import type { Question, SurveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { wordsFor } from "./wording.ts";

/** What is put before a question that is asked again: the survey's own words, or what this answer lacked. */
export function againText(
	deps: Pick<SurveyDeps, "say">,
	acting: Acting,
	definition: SurveyDefinition,
	question: Question,
	language: string | null,
	reading: Extract<Reading, { counts: false }>,
): (text: string) => string {
	const hint =
		wordsFor(question.again, language, definition, acting.project) ??
		deps.say(acting, reading.why, language ?? (definition.language || null), reading.values);
	return (text) => `${hint.trim()}\n${text}`;
}
