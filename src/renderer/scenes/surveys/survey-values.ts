import { z } from "zod";
import type { Question, QuestionKind, SurveyDefinition } from "../../../core/api/index.ts";

export const questionKinds = [
	"text",
	"number",
	"date",
	"choice",
	"yes-no",
	"consent",
] as const satisfies QuestionKind[];

const wording = z.record(z.string(), z.string());

/** A survey as the form holds it: its definition, possibly half filled. The shape of its draft, unknown until parsed when it comes back. */
export const surveyDraft: z.ZodType<SurveyDefinition> = z.object({
	name: z.string(),
	language: z.string(),
	questions: z.array(
		z.object({
			id: z.string(),
			kind: z.enum(questionKinds),
			property: z.string(),
			text: wording,
			again: wording,
			min: z.number().nullable(),
			max: z.number().nullable(),
			decimals: z.boolean(),
			earliest: z.string().nullable(),
			latest: z.string().nullable(),
			longest: z.number(),
			choices: z.array(z.object({ value: z.string(), label: wording, words: z.array(z.string()) })),
		}),
	),
	closing: wording,
	tries: z.number(),
	reminders: z.number(),
	remindAfterHours: z.number(),
	expireAfterHours: z.number(),
});

export function freshQuestion(kind: QuestionKind = "text"): Question {
	return {
		id: "",
		kind,
		property: "",
		text: {},
		again: {},
		min: null,
		max: null,
		decimals: false,
		earliest: null,
		latest: null,
		longest: 500,
		choices: [],
	};
}

export function freshSurvey(): SurveyDefinition {
	return {
		name: "",
		language: "",
		questions: [freshQuestion()],
		closing: {},
		tries: 3,
		reminders: 1,
		remindAfterHours: 24,
		expireAfterHours: 72,
	};
}

/** The list with the entry at `from` at `to` instead; the same list where that is outside. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
	const rest = list.filter((_, at) => at !== from);
	const one = list[from];
	return one === undefined || to < 0 || to >= list.length ? [...list] : [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** The languages a survey can be worded in here: those of the project, and those it has words in already. `*`: everybody else. */
export function tonguesOf(survey: SurveyDefinition, ofProject: readonly string[]): string[] {
	const used = new Set(
		[survey.closing, ...survey.questions.flatMap(({ text, again }) => [text, again])].flatMap((words) =>
			Object.entries(words).flatMap(([language, text]) => (text.trim() === "" ? [] : [language])),
		),
	);
	return [...new Set([...ofProject, ...used])];
}

/** A name for a property made of what is asked, such as `number_of_children`; empty where nothing of it can stand in a name. */
export function propertyFrom(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "_")
		.replace(/^[^a-z]+|_+$/g, "")
		.slice(0, 40);
}
