import { z } from "zod";
import { longestInput } from "../api/entry.ts";

/** Words by language code, or by `*`: for everybody who has none of their own (commcare-behaviour §6.2). */
export type Wording = Record<string, string>;

export type QuestionKind = "text" | "number" | "date" | "choice" | "yes-no" | "consent";

/** One of a list: what is stored, what is shown, and what else counts as having said it. */
export interface Choice {
	value: string;
	label: Wording;
	words: string[];
}

/** One question, asked by one text. */
export interface Question {
	/** Stays the same when the question is reworded, so that its answers are counted together; the property where left out. */
	id: string;
	kind: QuestionKind;
	/** Case property the answer is saved to; `name` is the case's name. Of a consent question: `contact_phone_number_is_verified`. */
	property: string;
	/** Empty for a consent question: its words are the consent statement. */
	text: Wording;
	/** What is said instead of the built-in words when an answer can't be taken. */
	again: Wording;
	/** Number: smallest and largest that counts. */
	min: number | null;
	max: number | null;
	/** Number: whether parts of one (2.5) count too. */
	decimals: boolean;
	/** Date: first and last that counts, `2026-01-05` or `today`. */
	earliest: string | null;
	latest: string | null;
	/** Text: longest answer in characters. */
	longest: number;
	choices: Choice[];
}

export interface SurveyDefinition {
	name: string;
	/** Language of the survey where a person's own has no words; empty: the project's first. */
	language: string;
	questions: Question[];
	/** Said after the last answer; empty: nothing. */
	closing: Wording;
	/** How often one question is asked until an answer counts, the first time included; then the survey ends for that person. */
	tries: number;
	/** Reminders a question, each so many hours after the text before. */
	reminders: number;
	remindAfterHours: number;
	/** Hours after the last text to a silent person until the survey ends for them. */
	expireAfterHours: number;
}

const code = z.string().regex(/^(\*|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/);
const words = z.string().max(longestInput);
/** One text for everybody may be given without a language. */
const wording = z.union([words.transform((text): Wording => ({ "*": text })), z.record(code, words)]);

/** Other names that people and other programs have for the kinds. */
const kinds: Record<string, QuestionKind> = {
	text: "text",
	string: "text",
	number: "number",
	integer: "number",
	int: "number",
	decimal: "number",
	date: "date",
	choice: "choice",
	list: "choice",
	select: "choice",
	select_one: "choice",
	"one-of": "choice",
	"yes-no": "yes-no",
	yes_no: "yes-no",
	yesno: "yes-no",
	boolean: "yes-no",
	consent: "consent",
};

const kind = z
	.string()
	.transform((text) => text.trim().toLowerCase())
	.refine((text) => Object.hasOwn(kinds, text))
	.transform((text) => kinds[text] as QuestionKind);

const choice = z.union([
	z
		.string()
		.trim()
		.min(1)
		.max(200)
		.transform((text): Choice => ({ value: text, label: { "*": text }, words: [] })),
	z
		.object({
			value: z.coerce.string().trim().max(200).default(""),
			label: wording.optional(),
			words: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
		})
		.transform(({ value, label, words }): Choice => {
			const named = value || (Object.values(label ?? {}).find((text) => text.trim() !== "") ?? "").trim();
			return { value: named.slice(0, 200), label: label ?? { "*": named }, words };
		}),
]);

const day = z.string().regex(/^(today|\d{4}-\d{2}-\d{2})$/);
const consentProperty = "contact_phone_number_is_verified";

const question = z.preprocess(
	(given) => {
		if (typeof given !== "object" || given === null) return given;
		const { type, options, ...rest } = given as Record<string, unknown>;
		return { kind: type, choices: options, decimals: type === "decimal" || undefined, ...rest };
	},
	z
		.object({
			id: z.string().trim().max(80).default(""),
			kind,
			property: z.string().trim().max(255).default(""),
			text: wording.default({}),
			again: wording.default({}),
			min: z.number().nullable().default(null),
			max: z.number().nullable().default(null),
			decimals: z.boolean().default(false),
			earliest: day.nullable().default(null),
			latest: day.nullable().default(null),
			longest: z.number().int().min(1).max(2000).default(500),
			// A row that was left empty is no choice.
			choices: z
				.array(choice)
				.max(30)
				.transform((choices) => choices.filter(({ value }) => value !== ""))
				.default([]),
		})
		.transform((given): Question => {
			const property = given.kind === "consent" ? consentProperty : given.property;
			return { ...given, property, id: given.id || property };
		}),
);

/** A survey as a screen or a file gives it; what stands in it is checked by `checkDefinition`. */
export const surveyDefinition = z.object({
	name: z.string().trim().max(80).default(""),
	language: z.union([z.literal(""), code]).default(""),
	questions: z.array(question).max(40),
	closing: wording.default({}),
	tries: z.number().int().min(1).max(10).default(3),
	reminders: z.number().int().min(0).max(5).default(1),
	remindAfterHours: z.number().min(1).max(720).default(24),
	expireAfterHours: z.number().min(1).max(2160).default(72),
});
