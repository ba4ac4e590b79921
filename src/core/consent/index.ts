export {
	appendConsentEvent,
	type ConsentAnswer,
	carryConsentEvent,
	consentEvent,
	consentHistory,
	consentState,
	consentsAfter,
} from "./consent-events.ts";
export { consentIsNeeded, type TextTarget, whyNotMessage } from "./may-message.ts";
export { followOptOuts, keepJournal, type OptOutFollower } from "./opt-out-followers.ts";
export { openJournal, replayJournal } from "./opt-out-journal.ts";
export { isOptedOut, optOutOf, optOutsSince, setOptOut, stopByStaff } from "./opt-outs.ts";
export { isBuiltInWord, type OptRequest, optRequest } from "./opt-words.ts";
export { consentProblems } from "./problems.ts";
export { allStatements, rewordStatement, statementFor } from "./statements.ts";
export {
	awaitsReview,
	countReviews,
	isUnderReview,
	oldestReview,
	openReview,
	openReviews,
	settleReview,
} from "./stop-reviews.ts";
