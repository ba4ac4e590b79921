import type { Acting } from "../api/acting.ts";
import { optRequest } from "../consent/index.ts";
import { checkPropertyNames } from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { readList } from "../settings/index.ts";
import { bareWords } from "./answers/bare-words.ts";
import type { Question, SurveyDefinition, Wording } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { wordsFor } from "./wording.ts";

/** A question of more parts than this is a letter, and dear. */
const mostParts = 6;
/** Numbers of the person themselves are changed by staff, who see who else holds them; consent is asked for in the statement's words. */
const notForAnswers = new Set(["contact_phone_number", "contact_phone_number_is_verified", "contact_backend_id"]);

type Check = (question: Question, name: (part: string) => Where) => Result<unknown>;
type Where = { field: string; details?: Record<string, string | number> };

/**
 * Says what can't be asked so, by field (`questions.2.text`) and question (counted from 1).
 * Problems: `FORM_HAS_NO_QUESTIONS`, `wording-missing`, `wording-too-long`, `property-missing`, `property-twice`, `property-not-for-answers`,
 * `closing-missing`, `closing-too-long`, `bad-property-name`, `reserved-property-name`, `bounds-cross`, `choices-missing`, `choice-twice`, `choice-stops`, `consent-comes-first`.
 */
export function checkDefinition(
	deps: Pick<SurveyDeps, "measure">,
	acting: Acting,
	definition: SurveyDefinition,
): Result<undefined> {
	const { questions } = definition;
	if (questions.length === 0) return fail("FORM_HAS_NO_QUESTIONS", { field: "questions" });
	const taken = new Set<string>();
	const checks: Check[] = [
		(question, where) =>
			question.kind === "consent" && question !== questions[0] ? fail("consent-comes-first", where("kind")) : ok(),
		(question, where) => checkProperty(question, where, taken),
		(question, where) =>
			question.kind === "consent" ? ok() : checkWords(deps, acting, definition, question.text, where("text")),
		(question, where) => (crossed(question) ? fail("bounds-cross", where("min")) : ok()),
		(question, where) => checkChoices(acting, question, where),
	];
	for (const [at, question] of questions.entries()) {
		const where = (part: string): Where => ({ field: `questions.${at}.${part}`, details: { question: at + 1 } });
		for (const check of checks) {
			const checked = check(question, where);
			if (!checked.ok) return checked;
		}
	}
	const closing = Object.values(definition.closing).some((text) => text.trim() !== "");
	return closing ? checkWords(deps, acting, definition, definition.closing, { field: "closing" }, "closing") : ok();
}

function checkProperty(question: Question, where: (part: string) => Where, taken: Set<string>): Result<unknown> {
	const { property, id } = question;
	if (property === "") return fail("property-missing", where("property"));
	if (taken.has(`id ${id}`) || taken.has(property)) return fail("property-twice", where("property"));
	taken.add(`id ${id}`).add(property);
	if (question.kind === "consent") return ok();
	if (notForAnswers.has(property)) return fail("property-not-for-answers", where("property"));
	if (property === "name") return ok();
	const named = checkPropertyNames([{ name: property }]);
	return named.ok ? ok() : fail(named.problem.code, { field: where("property").field, details: named.problem.details });
}

/** Everybody must find words: in the survey's language, the project's first, or for everybody. */
function checkWords(
	deps: Pick<SurveyDeps, "measure">,
	{ project }: Acting,
	definition: SurveyDefinition,
	wording: Wording,
	where: Where,
	what: "wording" | "closing" = "wording",
): Result<undefined> {
	if (wordsFor(wording, null, definition, project) === null) return fail(`${what}-missing`, where);
	const isLong = Object.values(wording).some((text) => deps.measure(text).parts > mostParts);
	return isLong ? fail(`${what}-too-long`, { ...where, details: { ...where.details, most: mostParts } }) : ok();
}

function crossed({ min, max, earliest, latest }: Question): boolean {
	const numbers = min !== null && max !== null && min > max;
	const days = earliest !== null && latest !== null && earliest !== "today" && latest !== "today" && earliest > latest;
	return numbers || days;
}

function checkChoices(acting: Acting, question: Question, where: (part: string) => Where): Result<unknown> {
	if (question.kind !== "choice") return ok();
	if (question.choices.length < 2) return fail("choices-missing", where("choices"));
	const stops = readList(acting, "optOut.extraWords");
	const values = new Set<string>();
	const said = new Map<string, number>();
	for (const [at, choice] of question.choices.entries()) {
		const words = new Set([choice.value, ...Object.values(choice.label), ...choice.words].map(bareWords));
		words.delete("");
		const place = where(`choices.${at}`);
		const named = { ...place, details: { ...place.details, choice: choice.value } };
		if (values.has(choice.value) || [...words].some((word) => said.has(word))) return fail("choice-twice", named);
		if ([...words].some((word) => optRequest(word, stops) !== null)) return fail("choice-stops", named);
		values.add(choice.value);
		for (const word of words) said.set(word, at);
	}
	return ok();
}
