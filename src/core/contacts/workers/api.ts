import { z } from "zod";
import { asks, does, gives } from "../../api/entry.ts";
import type { ContactRef, NumberTrouble, VerifyOutcome } from "../../phone-numbers/api.ts";

export type WorkerNumberStatus = "unverified" | "pending" | "verified" | "duplicate";

export interface WorkerNumber {
	digits: string;
	status: WorkerNumberStatus;
	/** The first of the list: texts go there unless another one is verified. */
	default: boolean;
	optedOut: boolean;
	/** Who has reserved it, where that is somebody else: a way out is to free it there. Set for `duplicate`. */
	inUseBy: ContactRef | null;
	/** `pending` only: when the newest question was asked, and when it may be asked again (null: at once; `resendsLeft` 0: not today). */
	askedAt: string | null;
	mayResendAt: string | null;
	resendsLeft: number;
}

/** A mobile worker as every host shows it; the first keys are those of the command line. */
export interface WorkerView {
	id: string;
	project: string;
	username: string;
	active: boolean;
	language: string | null;
	numbers: WorkerNumber[];
	firstName: string;
	lastName: string;
	email: string;
	/** Codes such as `unknown-language`, `unusable-email`, `no-number`. */
	warnings: string[];
	/** May be texted now? The code says why not. */
	mayText: { allowed: boolean; code: string | null };
	createdAt: string;
	modifiedAt: string;
	revision: number;
}

export interface WorkerVerified {
	outcome: VerifyOutcome;
	worker: WorkerView;
}

/** Many numbers being asked one after another. */
export interface VerificationRun {
	id: string;
	state: "running" | "paused" | "cancelled" | "done";
	perMinute: number;
	total: number;
	asked: number;
	/** How the asked ones went: `started`, `resent`, `in-use`, `PHONE_NUMBER_OPTED_OUT` … */
	outcomes: Record<string, number>;
	startedAt: string;
	startedBy: string | null;
}

const username = z.string().trim().min(1).max(300);
const digits = z.string().max(40);
const name = z.string().trim().max(255);
const typed = z.string().max(200);
const one = z.object({ username, digits });
const details = {
	firstName: name.optional(),
	lastName: name.optional(),
	email: name.optional(),
	/** Language code; empty: the project's first. */
	language: z.string().trim().max(35).optional(),
};
const numberAsTyped = { country: z.string().max(2).optional(), acceptDoubtful: z.boolean().default(false) };

export const workersApi = {
	/**
	 * Problems `username-too-long` {longest}, `username-reserved`, `bad-username`, `username-taken`, `username-used-before`; those of `number.parse` with field `phones`;
	 * `doubtful-number` unless `acceptDoubtful`. The same `clientKey` again gives the same worker.
	 */
	"workers.create": does(
		"clerk",
		z.object({
			username,
			...details,
			phones: z.array(typed).max(20).default([]),
			...numberAsTyped,
			clientKey: z.string().max(80).optional(),
		}),
		gives<WorkerView>(),
	),
	/** Changes what is given. Problems `worker-not-found`, `changed-meanwhile`. */
	"workers.change": does(
		"clerk",
		z.object({ username, ...details, revision: z.number().int().optional() }),
		gives<WorkerView>(),
	),
	"workers.show": asks("clerk", z.object({ username }), gives<WorkerView>()),
	/** Newest first. `status`: with a number of that status. `after` is `next` of the page before; `limit` 0: all. */
	"workers.list": asks(
		"clerk",
		z.object({
			search: z.string().max(200).default(""),
			active: z.boolean().optional(),
			status: z.enum(["unverified", "pending", "verified", "duplicate", "none"]).optional(),
			limit: z.number().int().min(0).max(1000).default(50),
			after: z.string().max(60).optional(),
		}),
		gives<{ rows: WorkerView[]; next: string | null }>(),
	),
	"workers.count": asks("clerk", z.object({}), gives<{ active: number; inactive: number }>()),
	/** One-way at once; a number that is there already changes nothing. Problems as `workers.create`, with field `phone`. */
	"workers.addNumber": does("clerk", z.object({ username, phone: typed, ...numberAsTyped }), gives<WorkerView>()),
	/** Frees it at once. Problem `number-not-of-worker`. */
	"workers.removeNumber": does("clerk", one, gives<WorkerView>()),
	"workers.makeDefault": does("clerk", one, gives<WorkerView>()),
	/** Frees all numbers; they stay on the page. */
	"workers.deactivate": does("clerk", z.object({ username }), gives<WorkerView>()),
	/** The numbers come back one-way; verification is lost. */
	"workers.reactivate": does("clerk", z.object({ username }), gives<WorkerView>()),
	/**
	 * Asks the number to answer 123. `in-use`, `already-verified` and `no-gateway` send nothing. Problems `too-soon` {seconds} (a resend within two
	 * minutes), `too-many` (the fourth resend in a day), `worker-inactive`, `number-not-of-worker`, `PHONE_NUMBER_OPTED_OUT`, `HELD_FOR_REVIEW` and the gateway's.
	 */
	"workers.verify": does("clerk", one, gives<WorkerVerified>()),
	/** What the app knows of why a number does not get verified. */
	"workers.trouble": asks("clerk", one, gives<NumberTrouble>()),
	/** Who could be asked in bulk and what it costs. Left out: every active worker's default number that is unverified. */
	"workers.verifyCount": asks(
		"supervisor",
		z.object({ usernames: z.array(username).max(5000).optional() }),
		gives<{ askable: number; parts: number; refused: Record<string, number> }>(),
	),
	/** Problem `nobody-to-verify`. */
	"workers.verifyMany": does(
		"supervisor",
		z.object({
			usernames: z.array(username).max(5000).optional(),
			perMinute: z.number().int().min(1).max(60).default(6),
		}),
		gives<VerificationRun>(),
	),
	/** Newest first. */
	"workers.verifyRuns": asks("clerk", z.object({}), gives<VerificationRun[]>()),
	/** Problems `verify-run-not-found`, `verify-run-over`. */
	"workers.setVerifyRun": does(
		"supervisor",
		z.object({ id: z.string().max(80), to: z.enum(["running", "paused", "cancelled"]) }),
		gives<VerificationRun>(),
	),
};
