export type { AuditLine, AuditVerdict } from "../audit/api.ts";
export type { Check } from "../backup/api.ts";
export type {
	ConsentChannel,
	ConsentEvent,
	ConsentState,
	ConsentStatement,
	OptOut,
	StopReview,
} from "../consent/api.ts";
export type {
	CaseRow,
	CaseView,
	MergeView,
	PossibleDuplicate,
	VerificationRun,
	WorkerNumber,
	WorkerNumberStatus,
	WorkerVerified,
	WorkerView,
} from "../contacts/api.ts";
export type {
	DetectedModem,
	GatewayDetails,
	GatewayKind,
	GatewayState,
	GatewayView,
	PracticeText,
	Route,
} from "../gateway/api.ts";
export type { Problem, Result } from "../ground/result.ts";
export type {
	HqConflict,
	HqConnection,
	HqItem,
	HqMirror,
	HqRight,
	HqRound,
	HqState,
	HqStatus,
	HqStopThere,
	HqTakenNumber,
	HqTest,
} from "../hq/api.ts";
export type {
	ConversationRow,
	Home,
	InState,
	Keyword,
	MessageView,
	OutState,
	SystemTextView,
	TextCost,
	TextVersion,
	UnknownText,
} from "../messaging/api.ts";
export type {
	ContactRef,
	MissedAnswer,
	NumberHolders,
	NumberState,
	NumberTrouble,
	ParsedNumber,
	VerifyOutcome,
} from "../phone-numbers/api.ts";
export type { PracticeHq, PracticeHqCase, PracticeHqManner } from "../practice-hq/api.ts";
export type { StatusLine } from "../reports/api.ts";
export type { SelfRegistrationSettings, UnregisteredReason, UnregisteredText } from "../self-registration/api.ts";
export type { Settings } from "../settings/api.ts";
export type {
	CorrectedRow,
	ImportBatch,
	ImportKind,
	ImportRow,
	ImportState,
	RowProblem,
	SheetColumn,
	SheetLook,
	UndoOutlook,
	Verdict,
	WrittenFile,
} from "../spreadsheet-import/api.ts";
export type { OfficeStatus, ProjectSummary, StaffMember } from "../staff/api.ts";
export type {
	AnswerCount,
	AnswerRow,
	Choice,
	PreviewTurn,
	Question,
	QuestionKind,
	SessionState,
	SessionView,
	SurveyDefinition,
	SurveyRow,
	SurveyRunView,
	SurveyView,
	Wording,
} from "../surveys/api.ts";
export { type CallName, type Contract, contract, type InputOf, type OutputOf, type ParsedInputOf } from "./contract.ts";
export type { Entry, Needs, Role } from "./entry.ts";
export type { OutpostEvent, Topic } from "./events.ts";
