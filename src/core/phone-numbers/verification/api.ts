import type { ContactRef } from "../api.ts";

export type VerifyOutcome = "started" | "resent" | "already-verified" | "in-use" | "no-gateway";

/** Why a text of a pending number was not its answer. */
export type MissedAnswer = "no-123" | "older-than-question" | "too-late";

/** What the app knows of why a number does not get verified: facts for the panel beside it. */
export interface NumberTrouble {
	digits: string;
	status: "unverified" | "pending" | "verified" | "duplicate";
	inUseBy: ContactRef | null;
	/** It texted STOP: nothing goes there before its START. */
	optedOut: boolean;
	/** A text of it waits for staff to say whether it asks to stop. */
	underReview: boolean;
	/** The gateway its texts take; null where there is none. */
	gateway: {
		name: string;
		kind: string;
		state: string;
		/** Code of what is wrong with it, and of what is not right while texts still go. */
		problem: string | null;
		warning: string | null;
		paused: boolean;
		/** Digits that people answer to; named in the text. Null: they answer to where the text came from. */
		replyTo: string | null;
		/** The office's own words about that country (do-not-disturb lists, where to send START). */
		countryNote: string | null;
	} | null;
	/** Why no gateway takes it, as a code. */
	noGateway: string | null;
	/** When it was asked first and last in this try, how often in the last 24 hours. */
	asked: { firstAt: string; lastAt: string; today: number } | null;
	/** The newest question as a text. */
	question: {
		messageId: string;
		state: string;
		problem: string | null;
		createdAt: string;
		sentAt: string | null;
		deliveredAt: string | null;
	} | null;
	/** The last text from that number that did not count. `older-than-question` often means that the laptop's clock is wrong. */
	lastMiss: { messageId: string; at: string; why: MissedAnswer } | null;
}
