import type { Acting } from "../api/acting.ts";
import { statementFor } from "../consent/index.ts";
import { isNumbered } from "./answers/read-choice.ts";
import type { Question, SurveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { wordsFor } from "./wording.ts";

/**
 * A question as it is texted to somebody of that language: its words and, of a list, the choices below. A consent question is the consent
 * statement itself and how to answer it; `statementId` is the version asked with. Null: there are no words for them.
 */
export function questionText(
	deps: Pick<SurveyDeps, "say">,
	acting: Acting,
	definition: SurveyDefinition,
	question: Question,
	language: string | null,
): { text: string; statementId: string | null } | null {
	if (question.kind === "consent") {
		const statement = statementFor(acting, language ?? acting.project.languages[0] ?? "en");
		if (!statement.ok) return null;
		const how = deps.say(acting, "surveyConsentHow", statement.value.language, {});
		return { text: `${statement.value.text} ${how}`, statementId: statement.value.id };
	}
	const words = wordsFor(question.text, language, definition, acting.project);
	if (words === null) return null;
	return { text: [words.trim(), ...choiceLines(acting, definition, question, language)].join("\n"), statementId: null };
}

/** The choices, one a line, as somebody of that language reads them. */
export function choiceLines(
	acting: Acting,
	definition: SurveyDefinition,
	question: Question,
	language: string | null,
): string[] {
	const numbered = isNumbered(question.choices);
	return question.choices.map(({ label, value }, at) => {
		const words = wordsFor(label, language, definition, acting.project) ?? value;
		return numbered ? `${at + 1} ${words.trim()}` : words.trim();
	});
}
