import { z } from "zod";
import { asks, gives } from "../api/entry.ts";

export type { MissedAnswer, NumberTrouble, VerifyOutcome } from "./verification/api.ts";

/** A number as typed, understood with a country. */
export interface ParsedNumber {
	/** Digits with country code and no plus, or null where nothing could be made of it. */
	digits: string | null;
	/** For people: `+1 555 123 4567`. */
	shown: string | null;
	country: string | null;
	valid: boolean;
	possible: boolean;
	/** libphonenumber's name (`MOBILE`, `FIXED_LINE` …) or null. */
	type: string | null;
	/** Why it can't be taken (`not-a-number`, `too-short`, `too-long`, `no-country`, `two-numbers` …), or `doubtful-number`: possible but not assigned. */
	problem: string | null;
}

/** Who may be texted or known by a number. */
export interface ContactRef {
	kind: "case" | "worker";
	/** Id of a case; username of a worker. */
	id: string;
	name: string;
	project: string;
}

export type NumberState = "none" | "one-way" | "pending" | "two-way";

export interface NumberHolders {
	digits: string;
	entries: { owner: ContactRef; state: NumberState }[];
	optedOut: boolean;
}

export const phoneNumbersApi = {
	/** Reads a number as typed with the project's country, or `country` where given. */
	"number.parse": asks(
		"staff",
		z.object({ raw: z.string().max(200), country: z.string().max(2).optional() }),
		gives<ParsedNumber>(),
	),
	"number.show": asks("clerk", z.object({ digits: z.string().max(40) }), gives<NumberHolders>()),
	/** Whom a sender in short form may be, where several known numbers end so (`ambiguous-sender` on the text); two-way ones first. */
	"number.couldBe": asks("clerk", z.object({ digits: z.string().max(40) }), gives<ContactRef[]>()),
};
