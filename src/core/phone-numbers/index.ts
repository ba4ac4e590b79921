export { asciiDigits, lenientDigits } from "./clean-number.ts";
export { type Holder, holdersOf, isHeldByOthers, reserverOf, waitsForNumber } from "./holders.ts";
export { type EntryFacts, entryDigits, type StateChange, syncCaseNumber } from "./number-entry.ts";
export { exampleNumber, parseNumber, readNumber, shownNumber } from "./parse-number.ts";
export { phoneNumberProblems } from "./problems.ts";
export { numbersEndingSo, recogniseSender } from "./recognise-sender.ts";
export { askNumber, type NumberToAsk, questionFor } from "./verification/ask-number.ts";
export { numberStatus, numberTrouble } from "./verification/number-trouble.ts";
export type { VerificationPost } from "./verification/post.ts";
export { askedOf } from "./verification/requests.ts";
export { takeAnswer } from "./verification/take-answer.ts";
export {
	addVerifiedEntry,
	addWorkerEntry,
	type EntryOwner,
	pendingOwner,
	removeWorkerEntry,
} from "./worker-entry.ts";
