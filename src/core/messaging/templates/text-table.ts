/** Places of a text that must not be lost when a project writes its own version, and those that it may use. */
export interface TextKind {
	required: readonly string[];
	optional: readonly string[];
}

const text = (required: readonly string[] = [], optional: readonly string[] = []): TextKind => ({
	required,
	// Every text may name the office and how to stop.
	optional: [...optional, "office", "start", "stop"].filter((name) => !required.includes(name)),
});

/**
 * Every text that the office sends by itself: the keys of `locales/<lang>/sms.json`, but for the consent statement, which has versions of its own, and the text
 * with which a technician tries a modem.
 */
export const textTable: Readonly<Record<string, TextKind>> = {
	optedOut: text(["start"]),
	optedIn: text(["stop"]),
	welcomeCase: text(),
	welcomeWorker: text(),
	alreadyRegistered: text(),
	usernameTooLong: text(["longest"], ["username"]),
	usernameReserved: text(["username"]),
	usernameBad: text(["username"]),
	usernameTaken: text(["username"]),
	usernameUsedBefore: text([], ["username"]),
	numberInUse: text(),
	verify: text(["user"]),
	verifyReplyTo: text(["user", "replyTo"]),
	verified: text([], ["user"]),
	defaultAnswer: text(),
	surveyConsentHow: text(),
	surveyReminder: text(["question"]),
	surveyAgainText: text(),
	surveyAgainShorter: text(["longest"]),
	surveyAgainNumber: text(),
	surveyAgainBetween: text(["min", "max"]),
	surveyAgainAtLeast: text(["min"]),
	surveyAgainAtMost: text(["max"]),
	surveyAgainDate: text(["example"]),
	surveyAgainDateBetween: text(["first", "last"]),
	surveyAgainDateFrom: text(["first"]),
	surveyAgainDateUntil: text(["last"]),
	surveyAgainChoice: text(),
	surveyAgainYesNo: text(),
};

export function textKind(key: string): TextKind | null {
	return Object.hasOwn(textTable, key) ? (textTable[key] ?? null) : null;
}
