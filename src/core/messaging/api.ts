import { z } from "zod";
import { asks, does, gives, longestInput } from "../api/entry.ts";
import type { CaseRow } from "../contacts/api.ts";
import type { ContactRef } from "../phone-numbers/api.ts";
import { keywordsApi } from "./keywords/api.ts";
import { templatesApi } from "./templates/api.ts";

export type { Keyword } from "./keywords/api.ts";
export type { SystemTextView, TextVersion } from "./templates/api.ts";

export type OutState = "queued" | "sending" | "sent" | "delivered" | "failed" | "unknown" | "held";
export type InState = "received" | "handled" | "needs-attention";

export interface MessageView {
	id: string;
	direction: "in" | "out";
	from: string | null;
	to: string | null;
	contact: ContactRef | null;
	gateway: string | null;
	/** Null where the PDU could not be read. */
	text: string | null;
	parts: number;
	state: OutState | InState;
	/** Code of `commcare-behaviour.md` §4 or Outpost's own. */
	problem: string | null;
	createdAt: string;
	sentAt: string | null;
	deliveredAt: string | null;
	/** Inbound only: which step claimed it, and whether somebody has read it. */
	claimedBy: string | null;
	read: boolean;
	/** Inbound only: it may ask to stop, and nobody has said yet whether it does. */
	awaitsReview: boolean;
}

/** What a text costs before it is sent. */
export interface TextCost {
	encoding: "gsm7" | "ucs2";
	parts: number;
	/** Septets or UTF-16 units used, and what fits in that many parts. */
	units: number;
	room: number;
	/** Letters that force the dearer alphabet, each once, in order. */
	costly: string[];
	/** The text with typographic letters replaced by plain ones, where that makes it cheaper. */
	plainer: { text: string; parts: number } | null;
}

/** One line of the inbox: a number and its newest text. */
export interface ConversationRow {
	digits: string;
	contact: ContactRef | null;
	lastText: string | null;
	lastAt: string;
	lastDirection: "in" | "out";
	unread: number;
	optedOut: boolean;
}

/** A text of unknown fate, with what is known of it, for whoever settles it. */
export interface UnknownText {
	message: MessageView;
	/** `no-answer-from-modem` or `stopped-while-sending`. */
	problem: string;
	/** Parts whose fate is unknown, by number from 1; the others of `message.parts` were sent. */
	unknownParts: number[];
	sentParts: number[];
	/** When the first of them was handed to the modem. */
	typedAt: string | null;
	/** Last digits of the SIM it left through, where known. */
	sim: string | null;
	/** Reference of a long text, by which the phone joins its parts. */
	reference: number | null;
	/** A person had it sent again before. */
	wasRepeated: boolean;
	/** A delivery report was asked for and may still come. */
	mayReport: boolean;
}

export interface Home {
	unread: number;
	/** Texts that wait for a person to let them go. */
	held: number;
	failed: number;
	unknown: number;
	queued: number;
	sending: number;
	reviews: number;
	/** The text that has waited longest for somebody to say whether it asks to stop. */
	oldestReview: { digits: string; openedAt: string } | null;
	/** Newest unread conversations, oldest waiting first. */
	waiting: ConversationRow[];
	/** Texts a day of the last 14 days by outcome. */
	textsByDay: { day: string; received: number; sent: number; delivered: number; failed: number }[];
	registrationsByDay: { day: string; registered: number; consented: number }[];
	recent: CaseRow[];
}

/** `case:ID`, `worker:USERNAME` or digits. */
export const recipient = z.string().min(1).max(300);

export const messagingApi = {
	"messages.cost": asks("staff", z.object({ text: z.string().max(longestInput) }), gives<TextCost>()),
	/** Queues a text; a refusal is kept in the log as `failed` with the same code. */
	"messages.send": does(
		"clerk",
		z.object({
			to: recipient,
			text: z.string().max(longestInput),
			gateway: z.string().max(120).optional(),
			clientKey: z.string().max(80).optional(),
		}),
		gives<MessageView>(),
	),
	/** Hands one inbound SMS to the office as if the simulated modem had received it; answers when it is handled. */
	"messages.simulate": does(
		"clerk",
		z.object({
			from: z.string().min(1).max(40),
			to: z.string().max(120).optional(),
			text: z.string().max(longestInput),
			at: z.iso.datetime({ offset: true }).optional(),
		}),
		gives<{ message: MessageView; claimedBy: string | null; replies: { to: string; text: string }[] }>(),
	),
	/** Newest first. */
	"messages.list": asks(
		"clerk",
		z.object({
			direction: z.enum(["in", "out"]).optional(),
			contact: recipient.optional(),
			since: z.string().max(40).optional(),
			state: z.string().max(30).optional(),
			limit: z.number().int().min(0).max(1000).default(50),
			after: z.string().max(60).optional(),
		}),
		gives<{ rows: MessageView[]; next: string | null }>(),
	),
	/** All texts with one number, oldest first, newest `limit`. */
	"messages.conversation": asks(
		"clerk",
		z.object({ digits: z.string().max(40), limit: z.number().int().min(1).max(1000).default(200) }),
		gives<MessageView[]>(),
	),
	"messages.conversations": asks(
		"clerk",
		z.object({ unreadOnly: z.boolean().default(false), limit: z.number().int().min(1).max(500).default(100) }),
		gives<ConversationRow[]>(),
	),
	"messages.markRead": does("clerk", z.object({ digits: z.string().max(40) }), gives<{ read: number }>()),
	/** Takes back a text that has not left yet. */
	"messages.cancel": does("clerk", z.object({ id: z.string() }), gives<MessageView>()),
	/** Settles an `unknown`: a person says it was sent, or has it sent again. */
	"messages.settle": does(
		"clerk",
		z.object({ id: z.string(), as: z.enum(["was-sent", "send-again"]) }),
		gives<MessageView>(),
	),
	/** Texts of unknown fate, oldest first. */
	"messages.unknown": asks(
		"clerk",
		z.object({ limit: z.number().int().min(1).max(500).default(100) }),
		gives<UnknownText[]>(),
	),
	/** Texts that are held, oldest first, each with its reason as `problem` (`third-same-text`). */
	"messages.held": asks(
		"clerk",
		z.object({ limit: z.number().int().min(1).max(500).default(100) }),
		gives<MessageView[]>(),
	),
	/** Lets a held text go; `messages.cancel` takes it back. Problems: `message-not-found`, `not-held`. */
	"messages.release": does("supervisor", z.object({ id: z.string() }), gives<MessageView>()),
	/** A text to one's own phone through this very gateway, whatever the routes say. It costs what any text costs and stands in the log. */
	"gateway.test": does(
		"technician",
		z.object({ name: z.string().min(1).max(120), to: z.string().regex(/^\d{4,15}$/) }),
		gives<{ id: string }>(),
	),
	/** How far a test text is. */
	"gateway.testState": asks(
		"technician",
		z.object({ id: z.string() }),
		gives<{ state: OutState; problem: string | null; sentAt: string | null; deliveredAt: string | null }>(),
	),
	"reports.home": asks("clerk", z.object({}), gives<Home>()),
	...keywordsApi,
	...templatesApi,
};
