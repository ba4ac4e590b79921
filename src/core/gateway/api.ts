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
	/** Why it could not be probed (`port-busy`, `port-denied`, `modem-silent` …), else null. */
	problem: string | null;
}

/** What the practice phone shows: the same conversation from the other end of the radio. */
export interface PracticeText {
	at: string;
	fromMe: boolean;
	/** The number that stands as the sender on the practice phone for texts of the office. */
	text: string;
}

export const gatewayApi = {
	"gateway.list": asks("staff", z.object({}), gives<GatewayView[]>()),
	"gateway.add": does(
		"technician",
		z.object({
			name: z.string().trim().min(1).max(60),
			kind: z.enum(["modem", "simulator", "telerivet", "email"]),
			port: z.string().max(300).optional(),
			pin: z.string().max(8).optional(),
			replyTo: z.string().max(20).optional(),
			settings: z
				.array(z.object({ name: z.string().max(60), value: z.string().max(300) }))
				.max(40)
				.default([]),
		}),
		gives<GatewayView>(),
	),
	"gateway.remove": does("technician", z.object({ name: z.string() }), gives<{ name: string }>()),
	"gateway.route": does(
		"technician",
		z.object({ prefix: z.string().regex(/^(\*|\d{1,15})$/), name: z.string(), everywhere: z.boolean().default(false) }),
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
