import type { SessionView, SurveyRow } from "../core/api/index.ts";
import { inLine } from "./print.ts";
import type { Words } from "./words.ts";

/** One line of the list of surveys. */
export function surveyLine(survey: SurveyRow, words: Words): string {
	const { version, questions, open, finished } = survey;
	return `${inLine(survey.name)}  ${words.say("survey.line", { version, questions, open, finished })}`;
}

/** Where somebody stands in a survey. */
export function sessionLine(session: SessionView, words: Words): string {
	const { number, of } = session.question;
	return [
		inLine(session.contact.name),
		`+${session.digits}`,
		inLine(session.survey.name),
		words.say("survey.at", { number, of }),
	].join("  ");
}
