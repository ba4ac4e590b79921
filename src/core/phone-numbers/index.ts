export { asciiDigits, lenientDigits } from "./clean-number.ts";
export { type Holder, holdersOf, reserverOf, waitsForNumber } from "./holders.ts";
export { type EntryFacts, entryDigits, type StateChange, syncCaseNumber } from "./number-entry.ts";
export { parseNumber, shownNumber } from "./parse-number.ts";
export { phoneNumberProblems } from "./problems.ts";
export { recogniseSender } from "./recognise-sender.ts";
