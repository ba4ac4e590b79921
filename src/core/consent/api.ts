import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";

export type ConsentChannel = "spoken" | "paper" | "sms" | "import" | "staff";
/** How somebody agreed whose yes came with a sheet. */
export type ConsentWay = "spoken" | "paper" | "other";
export type ConsentState = "unknown" | "given" | "declined" | "withdrawn";

/** The wording a person is asked with. Never edited: a change makes a new version. */
export interface ConsentStatement {
	id: string;
	language: string;
	version: number;
	text: string;
	createdAt: string;
}

/** The proof record (reliability I1): append-only. */
export interface ConsentEvent {
	id: string;
	kind: "given" | "declined" | "withdrawn";
	/** With the zone of the place where it was recorded, such as `2026-01-05T10:00:00.000+02:00`. */
	at: string;
	channel: ConsentChannel;
	/** Name of the staff member who recorded it; null where an SMS did. */
	by: string | null;
	witness: string | null;
	/** Null where the channel says it. */
	how: ConsentWay | null;
	statement: { language: string; version: number; text: string } | null;
	/** File and row, or message id, where the answer came that way. */
	source: string | null;
}

export const consentChannel = z.enum(["spoken", "paper", "sms", "import", "staff"]);

/** The answer to the consent question as a form gives it. */
export const consentAnswer = z.object({
	answer: z.enum(["yes", "no"]),
	channel: consentChannel,
	statementId: z.string().optional(),
	witness: z.string().trim().max(200).optional(),
});

export interface OptOut {
	digits: string;
	optedOut: boolean;
	lastOutAt: string | null;
	lastInAt: string | null;
	/** False where staff put down that a START of this number is not taken. */
	mayStartAgain: boolean;
}

/** A text that may ask to stop and waits for staff to say whether it does. */
export interface StopReview {
	messageId: string;
	digits: string;
	openedAt: string;
	/** Working days (Monday to Friday, in the project's time zone) that it has waited. */
	businessDays: number;
	/** It has waited for 10 business days, the longest that the rules allow (47 CFR 64.1200(a)(10)). */
	overdue: boolean;
}

export const consentApi = {
	/** The newest statement in that language, else in the project's default language, else English. */
	"consent.statement": asks("staff", z.object({ language: z.string().max(35) }), gives<ConsentStatement>()),
	"consent.statements": asks("staff", z.object({}), gives<ConsentStatement[]>()),
	"consent.reword": does(
		"supervisor",
		z.object({ language: z.string().min(2).max(35), text: z.string().trim().min(10).max(2000) }),
		gives<ConsentStatement>(),
	),
	/** Records an answer of an already registered case and sets or clears `contact_phone_number_is_verified`. */
	"consent.record": does("clerk", z.object({ caseId: z.string(), consent: consentAnswer }), gives<ConsentEvent>()),
	"consent.withdraw": does(
		"clerk",
		z.object({ caseId: z.string(), channel: consentChannel, note: z.string().trim().max(200).optional() }),
		gives<ConsentEvent>(),
	),
	"consent.history": asks("clerk", z.object({ caseId: z.string() }), gives<ConsentEvent[]>()),
	/** Staff decide what a text meant that may have asked to stop: `stop` puts the STOP in force, `not-a-stop` lets texts go again. */
	"optOut.settleReview": does(
		"clerk",
		z.object({ messageId: z.string(), as: z.enum(["stop", "not-a-stop"]) }),
		gives<OptOut>(),
	),
	/** Texts that wait for that decision, in the whole office, the oldest first. */
	"optOut.reviews": asks("clerk", z.object({}), gives<StopReview[]>()),
	/**
	 * A stop that reached the office in another way than by text. Only the person's own START lifts it, and with `mayStartAgain` false not even that;
	 * again with true gives that right back, and the stop stays. Problem `not-a-number`.
	 */
	"optOut.stop": does(
		"supervisor",
		z.object({ digits: z.string().max(40), mayStartAgain: z.boolean().default(true) }),
		gives<OptOut>(),
	),
	"optOut.show": asks("clerk", z.object({ digits: z.string().max(40) }), gives<OptOut>()),
};
