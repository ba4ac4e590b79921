import { z } from "zod";
import { asks, does, gives, longestInput } from "../api/entry.ts";
import { type ConsentChannel, type ConsentState, consentAnswer } from "../consent/api.ts";
import type { ContactRef, NumberState } from "../phone-numbers/api.ts";
import { duplicatesApi } from "./duplicates/api.ts";

export type { MergeView, PossibleDuplicate } from "./duplicates/api.ts";
export {
	type VerificationRun,
	type WorkerNumber,
	type WorkerNumberStatus,
	type WorkerVerified,
	type WorkerView,
	workersApi,
} from "./workers/api.ts";

/** A case as every host shows it; the keys are those of the command line. */
export interface CaseView {
	id: string;
	project: string;
	type: string;
	name: string;
	externalId: string | null;
	owner: string | null;
	closed: boolean;
	openedAt: string;
	modifiedAt: string;
	/** All case properties as text, the pages' own among them. */
	properties: Record<string, string>;
	number: { digits: string | null; state: NumberState; inUseBy: ContactRef | null };
	optedOut: boolean;
	consent: { state: ConsentState; at: string | null; channel: ConsentChannel | null; by: string | null };
	/** What staff should look at: codes such as `unrecognised-verified-value`, `unknown-time-zone`, `unknown-language`, `unusable-number`, `number-in-use`. */
	warnings: string[];
	/** May it be texted now? The code says why not. */
	mayText: { allowed: boolean; code: string | null };
	/** Rises with each change of the case; `cases.change` takes it back to see that nobody changed it meanwhile. */
	revision: number;
}

/** A row of the list: what a clerk needs to tell people apart. */
export interface CaseRow {
	id: string;
	type: string;
	name: string;
	digits: string | null;
	numberState: NumberState;
	/** True where it would be two-way if somebody else did not hold the number. */
	inUse: boolean;
	consented: boolean;
	/** Where the person stands by the newest record. */
	consent: ConsentState;
	optedOut: boolean;
	closed: boolean;
	modifiedAt: string;
	language: string | null;
}

export const propertyName = z
	.string()
	.regex(/^[A-Za-z][A-Za-z0-9_-]*$/)
	.max(255);
export const propertyValue = z.string().max(longestInput);
/** Pairs, not an object, so that a name such as `__proto__` is data to refuse and never a key. */
export const propertyList = z.array(z.object({ name: z.string().max(300), value: propertyValue })).max(300);

export const registerCaseInput = z.object({
	type: z.string().trim().min(1).max(255),
	name: z.string().trim().max(longestInput),
	/** As typed; may be left out. */
	phone: z.string().max(200).default(""),
	/** Country for the number where it isn't the project's. */
	country: z.string().max(2).optional(),
	properties: propertyList.default([]),
	owner: z.string().trim().max(255).optional(),
	externalId: z.string().trim().max(300).optional(),
	consent: consentAnswer.optional(),
	/** Take a number that is possible but not assigned. */
	acceptDoubtful: z.boolean().default(false),
	/** The caller's own id of this request: the same again is the same case, not a second one. */
	clientKey: z.string().max(80).optional(),
});

export const contactsApi = {
	"cases.register": does("clerk", registerCaseInput, gives<CaseView>()),
	/** Changes the named things only. `phone` is parsed like at registration; in `properties` values are stored as given, an empty value clears. */
	"cases.change": does(
		"clerk",
		z.object({
			id: z.string(),
			name: z.string().trim().max(longestInput).optional(),
			type: z.string().trim().min(1).max(255).optional(),
			owner: z.string().trim().max(255).optional(),
			externalId: z.string().trim().max(300).optional(),
			phone: z.string().max(200).optional(),
			country: z.string().max(2).optional(),
			properties: propertyList.default([]),
			acceptDoubtful: z.boolean().default(false),
			/** What the caller had seen; an older one is refused with `changed-meanwhile`. Left out: changed all the same. */
			revision: z.number().int().optional(),
		}),
		gives<CaseView>(),
	),
	"cases.show": asks("clerk", z.object({ id: z.string() }), gives<CaseView>()),
	/** Newest change first, or best match first with `search`. `after` is `next` of the page before. */
	"cases.list": asks(
		"clerk",
		z.object({
			search: z.string().max(200).default(""),
			closed: z.boolean().optional(),
			consented: z.boolean().optional(),
			state: z.enum(["none", "one-way", "pending", "two-way"]).optional(),
			type: z.string().max(255).optional(),
			limit: z.number().int().min(0).max(1000).default(50),
			after: z.string().max(200).optional(),
		}),
		gives<{ rows: CaseRow[]; next: string | null }>(),
	),
	/** How many there are: all of the project, or of one filter. */
	"cases.count": asks(
		"clerk",
		z.object({}),
		gives<{ open: number; closed: number; consented: number; twoWay: number }>(),
	),
	"cases.close": does("clerk", z.object({ id: z.string() }), gives<CaseView>()),
	"cases.reopen": does("clerk", z.object({ id: z.string() }), gives<CaseView>()),
	/** Removes the case from every list; its opt-out and consent records stay. */
	"cases.delete": does("supervisor", z.object({ id: z.string() }), gives<{ id: string }>()),
	/** Types and property names already used in the project, and who can own a case: for suggestions in forms. */
	"cases.vocabulary": asks("clerk", z.object({}), gives<{ types: string[]; properties: string[]; owners: string[] }>()),
	...duplicatesApi,
};
