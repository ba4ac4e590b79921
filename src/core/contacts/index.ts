export { type CaseRecord, findCase } from "./case-record.ts";
export { whyNotText } from "./case-view.ts";
export { contactRef } from "./contact-ref.ts";
export { findCorrespondent, holderToShow, languageOf, senderOf, whyNotTextTo } from "./correspondent.ts";
export { foldText } from "./fold-text.ts";
export { consentHandlers, contactsHandlers, numberHandlers } from "./handlers.ts";
export { caseRow } from "./list-cases.ts";
export { contactsProblems } from "./problems.ts";
export { recentCases, registrationsByDay } from "./recent-cases.ts";
