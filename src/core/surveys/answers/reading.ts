/** What was made of an answer: the value to save, or the key of the words it is asked again with. */
export type Reading =
	| { counts: true; value: string }
	| { counts: false; why: AgainKey; values: Record<string, string> };

/** Words in `sms.json`. */
export type AgainKey =
	| "surveyAgainText"
	| "surveyAgainShorter"
	| "surveyAgainNumber"
	| "surveyAgainBetween"
	| "surveyAgainAtLeast"
	| "surveyAgainAtMost"
	| "surveyAgainDate"
	| "surveyAgainDateBetween"
	| "surveyAgainDateFrom"
	| "surveyAgainDateUntil"
	| "surveyAgainChoice"
	| "surveyAgainYesNo";

/** Who answers, as far as reading an answer needs to know. */
export interface Answerer {
	/** Languages an answer may be in, the person's own first. */
	languages: readonly string[];
	/** Country of the project: where 5/6 is a day in June, or one in May. */
	country: string;
	/** Today where the project is, `2026-01-05`. */
	today: string;
}

export const counts = (value: string): Reading => ({ counts: true, value });
export const again = (why: AgainKey, values: Record<string, string> = {}): Reading => ({ counts: false, why, values });
