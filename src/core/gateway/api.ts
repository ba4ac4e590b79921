import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";

export type GatewayKind = "modem" | "simulator" | "telerivet" | "email";
/** The traffic light: `ready` green; `starting`, `searching`, `paused` amber; the others red. */
export type GatewayState = "off" | "starting" | "searching" | "ready" | "paused" | "absent" | "stuck";

export interface GatewayView {
	name: string;
	kind: GatewayKind;
	state: GatewayState;
	/** Why it is not ready, as a code. */
	problem: string | null;
	/** 0–31 as `AT+CSQ` gives it, null where unknown. */
	signal: number | null;
	operator: string | null;
	/** Own number of the SIM, or the number people answer to. */
	replyTo: string | null;
	port: string | null;
	queued: number;
	sentToday: number;
	/** Prefixes it serves in this project and everywhere. `*` is the default. */
	routes: { prefix: string; everywhere: boolean }[];
	settings: Record<string, string>;
	/** A person has paused it: it takes texts in and sends none. */
	paused: boolean;
	/** Parameters for the words of `problem`. */
	details: Record<string, string>;
	/** What is not right while texts still go: `centre-missing`, `signal-weak`, `sim-nearly-full`, `cap-near` (80 % of an hour's or a day's texts are gone). */
	warning: string | null;
}

/** One gateway with everything that is known of it. No people's data, so that a technician may see it. */
export interface GatewayDetails extends GatewayView {
	manufacturer: string | null;
	model: string | null;
	imei: string | null;
	/** Number of the SIM's subscription; for clerks and supervisors only its country and network and the last two digits. */
	imsi: string | null;
	/** Country of the SIM (ISO, capitals), null where not known. */
	simCountry: string | null;
	/** The SIM's own number as it tells it, and the number people answer to where one was set; `replyTo` is the one that counts. */
	ownNumber: string | null;
	ownReplyTo: string | null;
	/** What people in that country should know about answering, in the office's words. */
	countryNote: string | null;
	/** Places on the SIM that are taken, and that there are. */
	used: number | null;
	room: number | null;
	sentThisHour: number;
	/** 0: none. */
	hourlyCap: number;
	dailyCap: number;
	/** What the operator last said of the credit, in its own words. */
	balance: { text: string; at: string } | null;
	unknown: number;
	failed: number;
	held: number;
	/** When the text was queued that has waited longest. */
	oldestQueuedAt: string | null;
}

/** A text that waits, and why. */
export interface WaitingText {
	/** Id of the message. */
	id: string;
	/** For a technician only the last two digits. */
	to: string;
	queuedAt: string;
	/** Not tried again before; null where nothing but its turn is waited for. */
	notBefore: string | null;
	priority: "verification" | "reply" | "bulk";
	parts: number;
	/** Refusals so far. */
	attempts: number;
	/** Code of the gateway's or the text's own hindrance; null: it goes next, or its turn comes. */
	reason: string | null;
}

export interface SignalSample {
	at: string;
	/** 0–31 as `AT+CSQ` gives it; null where it was not known. */
	signal: number | null;
	registration: string;
}

/** A way that numbers take, in the order of decision (commcare-behaviour §6.3). */
export interface Route {
	/** `*`: all numbers that no other route of its level is for. */
	prefix: string;
	/** False: of this project, which comes first. */
	everywhere: boolean;
	gateway: string;
}

export interface Choice {
	/** Null where none can be used. */
	gateway: string | null;
	because: "named" | "project-prefix" | "project-default" | "everywhere-prefix" | "everywhere-default" | "none";
	/** The route that decided. */
	prefix: string | null;
	/** Why a text to that number would be refused there (`UNSUPPORTED_COUNTRY`, `number-premium` …), else null. */
	refused: string | null;
}

/** A port that was probed. */
export interface DetectedModem {
	port: string;
	manufacturer: string | null;
	model: string | null;
	imei: string | null;
	imsi: string | null;
	/** `ready`, `pin`, `puk`, `missing`, or `unknown`. */
	sim: "ready" | "pin" | "puk" | "missing" | "unknown";
	/** It takes texts as PDUs: Outpost can use it. */
	canText: boolean;
	/** Number of the SIM where it tells it. */
	ownNumber: string | null;
	/** Program that holds the port, where known. */
	holder: string | null;
	/** Where one stick shows several ports: the one to take. */
	recommended: boolean;
	/** The gateway of this office that has this modem already. */
	gateway: string | null;
	/** Why it could not be probed (`port-busy`, `port-denied`, `modem-silent` …), else null. */
	problem: string | null;
	/** Parameters for the words of `problem`. */
	details: Record<string, string>;
}

/** What the practice phone shows: the same conversation from the other end of the radio. */
export interface PracticeText {
	at: string;
	fromMe: boolean;
	/** The number that stands as the sender on the practice phone for texts of the office. */
	text: string;
}

const name = z.string().min(1).max(120);
const settings = z.array(z.object({ name: z.string().max(60), value: z.string().max(300) })).max(40);
/** What a SIM takes (3GPP TS 31.101 §9.5.1: four to eight digits); empty takes it away. Anything else would cost one of three tries. */
const simPin = z
	.string()
	.trim()
	.regex(/^(\d{4,8})?$/);
const prefix = z.string().regex(/^(\*|\d{1,15})$/);

export const gatewayApi = {
	"gateway.list": asks("staff", z.object({}), gives<GatewayView[]>()),
	/** Problem: `gateway-not-found`. */
	"gateway.show": asks("staff", z.object({ name }), gives<GatewayDetails>()),
	/** What waits there, in the order in which it goes. */
	"gateway.queue": asks(
		"staff",
		z.object({ name, limit: z.number().int().min(1).max(500).default(50) }),
		gives<WaitingText[]>(),
	),
	/** Signal over the last 24 hours, or seven days; oldest first, 200 points at most. */
	"gateway.signal": asks("staff", z.object({ name, days: z.literal([1, 7]).default(1) }), gives<SignalSample[]>()),
	/** What passed between Outpost and the modem lately, with numbers, texts and PINs masked. Empty where it does not run here. */
	"gateway.dialogue": asks("technician", z.object({ name }), gives<string[]>()),
	/** Changes what is given and leaves the rest; an empty text takes a value away. A PIN that is given is tried once. */
	"gateway.change": does(
		"technician",
		z.object({
			name,
			replyTo: z.string().max(20).optional(),
			countryNote: z.string().max(300).optional(),
			port: z.string().max(300).optional(),
			pin: simPin.optional(),
			settings: settings.optional(),
		}),
		gives<GatewayView>(),
	),
	/** Asks the operator for the credit; half a minute at most. Problems: `balance-code-missing`, `gateway-not-ready`, `ussd-no-answer` … */
	"gateway.balance": does("technician", z.object({ name }), gives<{ text: string; at: string }>()),
	"gateway.routes": asks("staff", z.object({}), gives<Route[]>()),
	/** Takes a route away. Problem: `route-not-found`. */
	"gateway.unroute": does(
		"technician",
		z.object({ prefix, everywhere: z.boolean().default(false) }),
		gives<{ prefix: string }>(),
	),
	/** Which gateway a text to that number would take, and why. */
	"gateway.choose": asks(
		"staff",
		z.object({ digits: z.string().regex(/^\d{3,20}$/), backendId: z.string().max(120).optional() }),
		gives<Choice>(),
	),
	"gateway.add": does(
		"technician",
		z.object({
			name: z.string().trim().min(1).max(60),
			kind: z.enum(["modem", "simulator", "telerivet", "email"]),
			port: z.string().max(300).optional(),
			pin: simPin.optional(),
			replyTo: z.string().max(20).optional(),
			countryNote: z.string().max(300).optional(),
			settings: settings.default([]),
		}),
		gives<GatewayView>(),
	),
	"gateway.remove": does("technician", z.object({ name: z.string() }), gives<{ name: string }>()),
	"gateway.route": does(
		"technician",
		z.object({ prefix, name: z.string(), everywhere: z.boolean().default(false) }),
		gives<GatewayView>(),
	),
	/** Numbers that begin with the prefix are texted from, and answer to, that number. Problem: `no-gateway-with-number`. */
	"gateway.use": does(
		"technician",
		z.object({ prefix, digits: z.string().regex(/^\d{3,15}$/), everywhere: z.boolean().default(false) }),
		gives<GatewayView>(),
	),
	"gateway.pause": does("staff", z.object({ name: z.string(), paused: z.boolean() }), gives<GatewayView>()),
	/** Probes ports of known modems, and those named here, one after the other. Ports that a running gateway holds are not disturbed. */
	"gateway.detect": asks(
		"technician",
		z.object({ ports: z.array(z.string().min(1).max(300)).max(20).default([]) }),
		gives<DetectedModem[]>(),
	),
	/** The practice phone: numbers that have texts there, and one number's conversation. */
	"practice.phones": asks("staff", z.object({}), gives<{ digits: string; lastAt: string }[]>()),
	"practice.conversation": asks("staff", z.object({ digits: z.string().regex(/^\d{3,15}$/) }), gives<PracticeText[]>()),
	/** Somebody out there types a text: it reaches the office through the simulated modem. */
	"practice.text": does(
		"staff",
		z.object({ from: z.string().min(1).max(20), text: z.string().max(2000) }),
		gives<{ accepted: boolean }>(),
	),
};
