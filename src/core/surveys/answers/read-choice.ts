import type { Choice, Question } from "../definition.ts";
import { bareWords } from "./bare-words.ts";
import { again, counts, type Reading } from "./reading.ts";

/** Are the choices numbered in the text? Not where a label is itself a number: nobody could tell `2` from the second. */
export function isNumbered(choices: readonly Choice[]): boolean {
	return !choices.some(({ label, value }) =>
		[value, ...Object.values(label)].some((one) => /^\d+$/.test(bareWords(one))),
	);
}

/**
 * One of the list: by its number (any script's digits), by its words in any of the survey's languages, or by both (`2. Red`). Saved as
 * the choice's value.
 */
export function readChoice(question: Question, text: string): Reading {
	const bare = bareWords(text);
	const { choices } = question;
	const named = choices.filter((choice) => saysIt(choice, bare));
	if (named.length === 1 && named[0]) return counts(named[0].value);
	if (isNumbered(choices)) {
		const [, position = "", rest = ""] = /^(\d{1,3})(?: (.*))?$/.exec(bare) ?? [];
		const choice = choices[Number(position) - 1];
		if (choice && (rest === "" || saysIt(choice, rest))) return counts(choice.value);
	}
	return again("surveyAgainChoice");
}

export function saysIt(choice: Choice, bare: string): boolean {
	return (
		bare !== "" &&
		[choice.value, ...Object.values(choice.label), ...choice.words].some((one) => bareWords(one) === bare)
	);
}
