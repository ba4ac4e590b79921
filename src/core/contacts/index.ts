export {
	type CaseRecord,
	checkPropertyNames,
	findCase,
	longestName,
	oneLine,
	phoneProperty,
	propertiesOf,
	verifiedProperty,
} from "./case-record.ts";
export { whyNotText } from "./case-view.ts";
export { changeCase, changeRecord } from "./change-case.ts";
export { closeCase, deleteCase, reopenCase } from "./close-case.ts";
export { contactRef } from "./contact-ref.ts";
export { findCorrespondent, holderToShow, languageOf, senderOf, whyNotTextTo } from "./correspondent.ts";
export { whyDoubtful } from "./doubtful-value.ts";
export { casesHolding, casesOfExternalId } from "./find-cases.ts";
export { foldText } from "./fold-text.ts";
export { consentHandlers, contactsHandlers, numberHandlers } from "./handlers.ts";
export { caseRow, listRecords } from "./list-cases.ts";
export { contactsProblems } from "./problems.ts";
export { caseAnyhow, type ReceivedCase, receiveCase } from "./receive-case.ts";
export { recentCases, registrationsByDay } from "./recent-cases.ts";
export { recordConsent } from "./record-consent.ts";
export { type CaseBySms, registerCaseBySms } from "./register-by-sms.ts";
export { type FlagProof, registerRecord } from "./register-case.ts";
export { keepSearchTidy, tidyBySteps, usualMerging } from "./tidy-search.ts";
export { knownOwners, knownProperties, knowsOwner, rememberOwners } from "./vocabulary.ts";
export { workersHandlers } from "./workers/handlers.ts";
export { type ReceivedWorker, receiveWorker, workerAnyhow } from "./workers/receive-worker.ts";
export { changeWorker, createWorker, registerWorkerBySms } from "./workers/save-worker.ts";
export { checkUsername, foldUsername } from "./workers/username.ts";
export { workRuns } from "./workers/verify-many.ts";
export { addNumber, deactivateWorker, removeNumber } from "./workers/worker-numbers.ts";
export { findWorker, numbersOf, type WorkerRecord, workersHolding } from "./workers/worker-record.ts";
