export { appendConsentEvent, type ConsentAnswer, consentHistory, consentState } from "./consent-events.ts";
export { consentIsNeeded, type TextTarget, whyNotMessage } from "./may-message.ts";
export { openJournal, replayJournal } from "./opt-out-journal.ts";
export {
	awaitsReview,
	countReviews,
	isOptedOut,
	isUnderReview,
	keepJournal,
	oldestReview,
	openReview,
	optOutOf,
	setOptOut,
	settleReview,
} from "./opt-outs.ts";
export { type OptRequest, optRequest } from "./opt-words.ts";
export { consentProblems } from "./problems.ts";
export { allStatements, rewordStatement, statementFor } from "./statements.ts";
