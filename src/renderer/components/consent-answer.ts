/** What was marked: nothing yet, what the person said, or `later`: nobody has asked them, and nothing goes on record. */
export type ConsentAnswer = "" | "yes" | "no" | "later";

/** Whether the person said something that goes on record. */
export function isGiven(answer: ConsentAnswer): answer is "yes" | "no" {
	return answer === "yes" || answer === "no";
}
