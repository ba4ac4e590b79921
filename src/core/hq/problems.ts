/** Why a whole try came to nothing. */
export const roundProblems = [
	"hq-not-set",
	"hq-unreachable",
	"hq-not-hq",
	"hq-sign-in",
	"hq-busy",
	"hq-budget-spent",
	"hq-unexpected",
] as const;

/** Why one change is parked. */
export const parkedProblems = [
	"hq-refused",
	"hq-no-right",
	"hq-keeps-failing",
	"hq-owner-unknown",
	"hq-owner-cannot-own",
	"hq-set-owner-unknown",
	"hq-set-owner-cannot-own",
	"hq-property-not-sendable",
	"hq-text-not-sendable",
	"hq-cannot-reopen",
	"hq-worker-gone",
	"hq-not-kept",
] as const;

/** What a person meets while setting up or deciding. */
export const hqProblems = [
	...roundProblems,
	...parkedProblems,
	"hq-bad-address",
	"hq-not-secure",
	"hq-key-of-another",
	"hq-bad-project",
	"hq-bad-sign",
	"hq-bad-property-name",
	"hq-practice-only",
	"hq-elsewhere",
	"hq-item-not-parked",
	"hq-conflict-not-found",
	"hq-conflict-changed",
] as const;
