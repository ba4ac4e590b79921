import type { Acting } from "../api/acting.ts";
import { ok, type Result } from "../ground/index.ts";
import { againText } from "./again-text.ts";
import { answererOf } from "./answerer.ts";
import { readAnswer } from "./answers/read-answer.ts";
import type { PreviewTurn, SessionState } from "./api.ts";
import { checkDefinition } from "./check-definition.ts";
import type { SurveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { questionText } from "./question-text.ts";
import { wordsFor } from "./wording.ts";

/**
 * Plays a survey with somebody of that language who answers so: the same words and the same reading of answers as in earnest; nothing is
 * saved or sent. Problems: those of `checkDefinition`.
 */
export function preview(
	deps: SurveyDeps,
	acting: Acting,
	input: { definition: SurveyDefinition; language: string; answers: readonly string[] },
): Result<{ turns: PreviewTurn[]; state: SessionState }> {
	const { definition } = input;
	const checked = checkDefinition(deps, acting, definition);
	if (!checked.ok) return checked;
	const language = input.language || null;
	const turns: PreviewTurn[] = [];
	const say = (text: string) =>
		turns.push({ from: "office", text, cost: deps.measure(text), saved: null, again: null });
	const over = (state: SessionState) => ok({ turns, state });
	const answers = [...input.answers];

	for (const question of definition.questions) {
		const words = questionText(deps, acting, definition, question, language);
		if (!words) return over("failed");
		say(words.text);
		for (let tries = 1; ; tries++) {
			const text = answers.shift();
			if (text === undefined) return over("open");
			const reading = readAnswer(question, text, answererOf(acting, language));
			turns.push({
				from: "person",
				text,
				cost: null,
				saved: reading.counts ? { property: question.property, value: reading.value } : null,
				again: reading.counts ? null : reading.why,
			});
			if (reading.counts) {
				if (question.kind === "consent" && reading.value !== "1") return over("declined");
				break;
			}
			if (question.kind === "consent") continue;
			if (tries >= definition.tries) return over("given-up");
			say(againText(deps, acting, definition, question, language, reading)(words.text));
		}
	}
	const closing = wordsFor(definition.closing, language, definition, acting.project);
	if (closing !== null) say(closing);
	return over("finished");
}
