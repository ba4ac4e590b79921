import type { Acting } from "../api/acting.ts";
import type { AskedText, SurveyRow, SurveyView } from "./api.ts";
import type { SurveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { questionText } from "./question-text.ts";
import { definitionOf, type SurveyRecord } from "./survey-record.ts";
import { own } from "./wording.ts";

/** All surveys that can be started, by name. */
export function listSurveys(acting: Acting): SurveyRow[] {
	return acting.store
		.prepare<SurveyRecord>("SELECT * FROM survey WHERE project_id = ? AND removed_at IS NULL ORDER BY name_folded")
		.all(acting.project.id)
		.map((record) => surveyRow(acting, record));
}

export function surveyRow(acting: Acting, record: SurveyRecord): SurveyRow {
	const { store } = acting;
	const definition = definitionOf(store, record.id, record.version);
	const count = (where: string) =>
		store
			.prepare<{ n: number }>(`SELECT COUNT(*) n FROM survey_session WHERE survey_id = ? AND ${where}`)
			.get(record.id)?.n ?? 0;
	const saved = store
		.prepare<{ created_at: string; created_by: string | null }>(
			"SELECT created_at, created_by FROM survey_version WHERE survey_id = ? AND version = ?",
		)
		.get(record.id, record.version);
	return {
		id: record.id,
		name: record.name,
		version: record.version,
		questions: definition.questions.length,
		consent: definition.questions[0]?.kind === "consent",
		languages: languagesOf(definition),
		open: count("state = 'open'"),
		silent: count("state = 'open' AND reminders > 0"),
		finished: count("state = 'finished'"),
		changedAt: saved?.created_at ?? record.created_at,
		changedBy: saved?.created_by ?? null,
	};
}

/** With every question as it would leave and what it costs, and the languages that lack one. */
export function surveyView(deps: SurveyDeps, acting: Acting, record: SurveyRecord): SurveyView {
	const definition = definitionOf(acting.store, record.id, record.version);
	const languages = [...new Set([...acting.project.languages, ...languagesOf(definition)])];
	const texts: AskedText[] = [];
	const gaps: SurveyView["gaps"] = [];
	for (const [at, question] of definition.questions.entries()) {
		for (const language of languages) {
			const words = questionText(deps, acting, definition, question, language === "*" ? null : language);
			if (words) texts.push({ question: at + 1, language, text: words.text, cost: deps.measure(words.text) });
			if (language !== "*" && question.kind !== "consent" && own(question.text, language) === null)
				gaps.push({ question: at + 1, language });
		}
	}
	const older = acting.store
		.prepare<{ n: number }>(
			"SELECT COUNT(*) n FROM survey_session WHERE survey_id = ? AND state = 'open' AND version < ?",
		)
		.get(record.id, record.version);
	return { ...surveyRow(acting, record), definition, texts, gaps, openOlder: older?.n ?? 0 };
}

/** Languages that every question has words in. */
function languagesOf({ questions }: SurveyDefinition): string[] {
	const worded = questions.filter(({ kind }) => kind !== "consent");
	const all = [...new Set(worded.flatMap(({ text }) => Object.keys(text)))];
	return all.filter((language) => worded.every(({ text }) => own(text, language) !== null));
}
