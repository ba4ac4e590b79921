import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";
import type { ContactRef } from "../phone-numbers/api.ts";

/** Where head office is and what goes there. The API key is written and never shown. */
export interface HqConnection {
	/** `https://www.commcarehq.org`, or empty. `http` only on this computer. */
	url: string;
	/** HQ's own name of the project: the word behind `/a/` in its addresses. */
	project: string;
	/** E-mail address of the web user whose key it is. */
	user: string;
	keySet: boolean;
	/** Worker, group or location that owns cases without a case owner here; empty: the user above. */
	owner: string;
	mirror: HqMirror;
	/** Megabytes a day that may go over the line, both ways; 0: as many as it takes. */
	dailyMegabytes: number;
	/** Everything that is needed is filled in. */
	complete: boolean;
}

/** Names of case properties in which HQ sees what only Outpost knows; an empty one is not sent. */
export interface HqMirror {
	/** `1` while the number has texted STOP, else `0`. */
	optOut: string;
	/** `unknown`, `given`, `declined` or `withdrawn`. */
	consent: string;
	/** State of the number: `none`, `one-way`, `pending`, `two-way`. */
	verification: string;
}

export type HqRight = "cases.read" | "cases.write" | "workers.read" | "groups.read" | "locations.read";

/** What a test of the connection found. `may` is null where HQ did not say. */
export interface HqTest {
	rights: { right: HqRight; may: boolean | null }[];
	/** Laptop's clock minus HQ's, in milliseconds, where it is two minutes or more; else null. */
	clockDriftMs: number | null;
	/** Cases that a first download would look at; null where HQ did not say. */
	cases: number | null;
}

export type HqState =
	/** Not filled in. */
	| "off"
	/** A try is under way. */
	| "running"
	/** Nothing to do, or waiting for the next try. */
	| "waiting"
	/** Stopped until somebody changes the connection or presses Try now. */
	| "stopped";

/** One quiet line. All counts are of the seat's project. */
export interface HqStatus {
	state: HqState;
	lastSuccessAt: string | null;
	lastTryAt: string | null;
	/** When it is tried again by itself; null: at once, or not before somebody does something (`stopped`). */
	nextTryAt: string | null;
	/** Why the last try did not come through: a code of this room with its details, such as `hq-unreachable`. */
	problem: { code: string; details: Record<string, string | number> } | null;
	waiting: number;
	parked: number;
	conflicts: number;
	takenNumbers: number;
	stopsThere: number;
	/** When the oldest change that has not reached HQ was made. */
	oldestWaitingAt: string | null;
	/** Laptop's clock minus HQ's at the last answer, where it is two minutes or more; else null. */
	clockDriftMs: number | null;
	/** The first download, until it is complete; null before it has begun and after. `total` is null while HQ has not said. */
	download: { state: "running" | "paused"; done: number; total: number | null } | null;
	/** Bytes that went over the line today, both ways. `limit` 0: no budget. */
	bytes: { today: number; limit: number };
	pushed: number;
	pulled: number;
	/** Whether a process lives that carries by itself, or a command that does. */
	carried: boolean;
}

/** One change that has not reached HQ. */
export interface HqItem {
	id: number;
	contact: ContactRef;
	/** What it does there. */
	change: "create" | "update" | "close" | "reopen";
	/** Names of what it changes: `name`, `type`, `owner`, `externalId`, `closed`, case properties; of a worker `username`, `firstName`, `lastName`, `email`, `language`, `numbers`. */
	fields: string[];
	madeAt: string;
	/** Times it was sent without an answer that settles it. */
	tries: number;
	/** `behind`: an earlier change of the same contact goes first. */
	state: "waiting" | "sent" | "behind" | "parked";
	/** Parked only: a code of this room with its details; `said` in the details is HQ's own sentence. */
	problem: { code: string; details: Record<string, string | number> } | null;
}

/** What was changed here and there since both were last the same. */
export interface HqConflict {
	contact: ContactRef;
	foundAt: string;
	fields: {
		field: string;
		/** As both had it last; empty where neither had. */
		before: string;
		here: string;
		there: string;
	}[];
	/** When it was last changed here by somebody, not by what came from HQ. */
	hereAt: string | null;
	thereAt: string | null;
}

/** One try. */
export interface HqRound {
	id: number;
	startedAt: string;
	endedAt: string | null;
	pushed: number;
	pulled: number;
	parked: number;
	conflicts: number;
	/** Cases, workers, groups and locations that HQ told in a shape that can't be read, and that were passed over. */
	unread: number;
	bytes: number;
	problem: { code: string; details: Record<string, string | number> } | null;
}

/** An open case whose STOP only another office heard. */
export interface HqStopThere {
	contact: ContactRef;
	digits: string;
}

/** A number that is two-way here while HQ gives it to somebody else. */
export interface HqTakenNumber {
	digits: string;
	here: ContactRef;
	there: { kind: "case" | "worker"; id: string; name: string };
}

const word = z.string().trim().max(255);
/** What is pasted often brings marks along that nobody sees, such as those that turn the direction of writing. */
const pasted = (most: number) =>
	z
		.string()
		.overwrite((text) => text.replace(/\p{Cf}/gu, ""))
		.trim()
		.max(most);
const page = z.object({ limit: z.number().int().min(1).max(500).default(50) });

export const connectionInput = z.object({
	url: pasted(300),
	project: pasted(255),
	user: pasted(255),
	/** Left out: the one that is kept, where it was typed for the same server. */
	apiKey: pasted(500).optional(),
});

export const hqApi = {
	"hq.connection": asks("supervisor-or-technician", z.object({}), gives<HqConnection>()),
	/**
	 * Keeps what is given. Another server or project begins anew: what is known of HQ is forgotten and downloaded again; what waits, waits for the new one.
	 * Problems `hq-bad-address`, `hq-not-secure`, `hq-practice-only`, `hq-key-of-another`, `hq-bad-project`, `hq-bad-sign`, `hq-bad-property-name` {name}.
	 */
	"hq.connect": does(
		"supervisor-or-technician",
		connectionInput
			.extend({
				owner: word,
				mirror: z.object({ optOut: word, consent: word, verification: word }),
				dailyMegabytes: z.number().int().min(0).max(1_000_000),
			})
			.partial(),
		gives<HqConnection>(),
	),
	/** Asks HQ what this user may do, and changes nothing there. Left out: with what is kept. Problems `hq-not-set`, `hq-unreachable`, `hq-not-hq` {why}, `hq-sign-in`, `hq-busy`, those of `hq.connect`. */
	"hq.test": asks("supervisor-or-technician", connectionInput.partial(), gives<HqTest>()),
	"hq.status": asks("staff", z.object({}), gives<HqStatus>()),
	/** Has the sync process try at once. Problem `hq-not-set`. */
	"hq.tryNow": does("staff", z.object({}), gives<HqStatus>()),
	/** Holds the first download, or lets it go on where it stood. */
	"hq.setDownload": does(
		"supervisor-or-technician",
		z.object({ to: z.enum(["running", "paused"]) }),
		gives<HqStatus>(),
	),
	/** What waits, the oldest first. */
	"hq.waiting": asks("clerk", page, gives<{ rows: HqItem[]; more: boolean }>()),
	/** What HQ did not take, the oldest first. `reasons` counts all of it by code. */
	"hq.parked": asks("clerk", page, gives<{ rows: HqItem[]; more: boolean; reasons: Record<string, number> }>()),
	/** Makes these anew from how the contact stands now and lets them go. Left out: all that are parked. Problem `hq-item-not-parked`. */
	"hq.sendAgain": does(
		"clerk",
		z.object({ ids: z.array(z.number().int()).max(500).optional() }),
		gives<{ sent: number }>(),
	),
	/** These are not sent any more; the reason is put on record. Problem `hq-item-not-parked`. */
	"hq.giveUp": does(
		"supervisor",
		z.object({ ids: z.array(z.number().int()).min(1).max(500), reason: z.string().trim().min(3).max(200) }),
		gives<{ givenUp: number }>(),
	),
	/** Contacts that were changed on both sides, the oldest first. */
	"hq.conflicts": asks("clerk", page, gives<{ rows: HqConflict[]; more: boolean }>()),
	/**
	 * One choice for each field: ours goes to HQ, theirs is taken here. Fields left out stay open; `there` is HQ's value that was seen when it was
	 * chosen. Problems `hq-conflict-not-found`, `hq-conflict-changed` {field}, where HQ has another value by now: nothing is settled then.
	 */
	"hq.settle": does(
		"clerk",
		z.object({
			kind: z.enum(["case", "worker"]),
			/** Id of a case, username of a worker: as the list of conflicts has it. */
			id: z.string().max(300),
			choices: z
				.array(z.object({ field: z.string().max(300), take: z.enum(["here", "there"]), there: z.string() }))
				.min(1)
				.max(300),
		}),
		gives<{ left: number }>(),
	),
	/** Tries, newest first. */
	"hq.history": asks(
		"staff",
		z.object({ limit: z.number().int().min(1).max(200).default(50) }),
		gives<{ rows: HqRound[]; more: boolean }>(),
	),
	"hq.takenNumbers": asks("clerk", z.object({}), gives<HqTakenNumber[]>()),
	/** HQ's username of this worker where it is another than here; the one here never changes. */
	"hq.nameThere": asks("clerk", z.object({ username: z.string().max(300) }), gives<{ there: string | null }>()),
	/** People whose STOP another office heard, as HQ tells, while they are not stopped here; of one case where `caseId` is given. */
	"hq.stopsThere": asks("clerk", z.object({ caseId: z.string().max(80).optional() }), gives<HqStopThere[]>()),
};
