import type { Acting } from "../api/acting.ts";
import type { AnswerCount } from "./api.ts";
import type { Question, SurveyDefinition } from "./definition.ts";
import { own, wordsFor } from "./wording.ts";

/** Of a text or a date only the most frequent answers are worth a bar. */
const mostValues = 20;
const bins = 10;

interface Tally {
	value: string;
	n: number;
}

/** Each question's answers, counted; of one version, or of all that asked it. */
export function countAnswers(
	acting: Acting,
	surveyId: string,
	definition: SurveyDefinition,
	version: number | undefined,
): AnswerCount[] {
	return definition.questions.map((question) => {
		const tally = acting.store
			.prepare<Tally>(
				`SELECT value, COUNT(*) n FROM survey_answer WHERE survey_id = ? AND question_id = ? AND (? IS NULL OR version = ?)
				 GROUP BY value ORDER BY n DESC, value`,
			)
			.all(surveyId, question.id, version ?? null, version ?? null);
		return {
			id: question.id,
			property: question.property,
			kind: question.kind,
			text: wordsFor(question.text, null, definition, acting.project) ?? "",
			answered: tally.reduce((sum, { n }) => sum + n, 0),
			values: question.kind === "number" ? [] : valuesOf(acting, definition, question, tally),
			numbers: question.kind === "number" ? numbersOf(tally) : null,
		};
	});
}

/** Choices in their own order, also those nobody took; values that only an older version had come last. */
function valuesOf(
	acting: Acting,
	definition: SurveyDefinition,
	question: Question,
	tally: Tally[],
): AnswerCount["values"] {
	const counted = new Map(tally.map(({ value, n }) => [value, n]));
	const listed = listedValues(acting, definition, question);
	if (!listed) return tally.slice(0, mostValues).map(({ value, n }) => ({ value, label: value, count: n }));
	const known = new Set(listed.map(({ value }) => value));
	return [
		...listed.map(({ value, label }) => ({ value, label, count: counted.get(value) ?? 0 })),
		...tally.filter(({ value }) => !known.has(value)).map(({ value, n }) => ({ value, label: value, count: n })),
	];
}

/** The values a question can have, with their labels; null where it can have any. Of yes and no the label is the value. */
export function listedValues(
	acting: Acting,
	definition: SurveyDefinition,
	question: Question,
): { value: string; label: string }[] | null {
	if (question.kind === "yes-no" || question.kind === "consent")
		return ["1", "0"].map((value) => ({ value, label: value }));
	if (question.kind !== "choice") return null;
	return question.choices.map(({ value, label }) => ({
		value,
		label: wordsFor(label, null, definition, acting.project) ?? own(label, "en") ?? value,
	}));
}

function numbersOf(tally: Tally[]): AnswerCount["numbers"] {
	const counted = tally
		.map(({ value, n }) => ({ value: Number(value), n }))
		.filter(({ value }) => Number.isFinite(value))
		.sort((a, b) => a.value - b.value);
	const first = counted[0];
	const last = counted.at(-1);
	if (!first || !last) return null;
	const total = counted.reduce((sum, { n }) => sum + n, 0);
	const at = (place: number) => {
		let seen = 0;
		for (const { value, n } of counted) {
			seen += n;
			if (seen > place) return value;
		}
		return last.value;
	};
	const width = (last.value - first.value) / bins || 1;
	const filled = first.value === last.value ? 1 : bins;
	return {
		min: first.value,
		max: last.value,
		mean: counted.reduce((sum, { value, n }) => sum + value * n, 0) / total,
		median: (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2,
		bins: Array.from({ length: filled }, (_, bin) => ({
			from: first.value + bin * width,
			to: first.value + (bin + 1) * width,
			count: counted
				.filter(({ value }) => Math.min(filled - 1, Math.floor((value - first.value) / width)) === bin)
				.reduce((sum, { n }) => sum + n, 0),
		})),
	};
}
