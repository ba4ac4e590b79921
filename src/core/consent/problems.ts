export const consentProblems = [
	"case-not-found",
	"statement-not-found",
	"nothing-to-withdraw",
	"review-not-found",
	"NO_OPT_IN_CONSENT",
	"PHONE_NUMBER_OPTED_OUT",
	"HELD_FOR_REVIEW",
	"CONTACT_IS_INACTIVE",
	"NO_PHONE_NUMBER",
] as const;
