import { instant } from "../../ground/index.ts";
import type { ModemStatus } from "./modem-status.ts";
import type { Post } from "./post.ts";
import type { Registration } from "./registration.ts";

/** How a modem fared at one look; told to `GatewayDeps.onHealth`. */
export interface HealthSample {
	gateway: string;
	/** ISO in UTC. */
	at: string;
	/** 0–31 as `AT+CSQ` gives it, null where unknown. */
	signal: number | null;
	registration: Registration;
	operator: string | null;
	/** Places on the SIM that are taken, and that there are. */
	used: number | null;
	room: number | null;
}

const searchingEveryMs = 5_000;
/** −101 dBm: texts get lost below (modem §2.1). */
const weakSignal = 6;
const nearlyFull = 0.8;

type Facts = Pick<HealthSample, "signal" | "registration" | "operator" | "used"> & { room: number | null };

/** Shows and tells how the modem fares. Returns when to look again (steady clock). */
export function noteHealth(post: Post, { signal, registration, operator, used, room: places }: Facts): number {
	const { clock, timing } = post.deps;
	const room = places === 0 ? null : places;
	post.ear.registration = registration;
	if (used !== null && used === room) post.ear.storeIsFull = true;
	post.status.set({ signal, operator, used, room, warning: warningOf(post, signal, used, room) });
	post.deps.onHealth({ gateway: post.gateway, at: instant(clock), signal, registration, operator, used, room });
	const isUsable = registration === "usable";
	return clock.upMs() + (isUsable ? timing.healthEveryMs : Math.min(timing.healthEveryMs, searchingEveryMs));
}

/** What is not right while texts still go. */
function warningOf(
	{ lacksCentre }: Post,
	signal: number | null,
	used: number | null,
	room: number | null,
): ModemStatus["warning"] {
	if (lacksCentre) return "centre-missing";
	if (used !== null && room !== null && room > 0 && used >= room * nearlyFull) return "sim-nearly-full";
	return signal !== null && signal < weakSignal ? "signal-weak" : null;
}
