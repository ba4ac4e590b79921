import { bareLine, lineOf } from "../at/answer-lines.ts";
import type { AtSession } from "../at/at-session.ts";
import type { Timing } from "./timing.ts";

/** `usable`: texts can be sent; `unknown`: it does not say, so it is tried. */
export type Registration = "usable" | "searching" | "denied" | "unknown";

/** A stick that knows LTE only, or data only, is never registered in the old sense. */
const services = ["CREG", "CEREG", "CGREG"];

export async function askRegistration(session: AtSession, timing: Timing): Promise<Registration> {
	let worst: Registration = "unknown";
	for (const service of services) {
		const answer = await session.ask(`AT+${service}?`, timing.commandMs);
		const registration = readRegistration(/,\s*0*(\d+)/.exec(lineOf(answer, `+${service}:`))?.[1]);
		if (registration === "usable" || answer.outcome.kind === "closed") return registration;
		if (worst === "unknown") worst = registration;
		// One that does not know the question at all has no answer to the others either.
		if (service === "CREG" && answer.outcome.kind !== "ok") return registration;
	}
	return worst;
}

/** `stat` of 3GPP TS 27.007 7.2: 6 and 7 are "for texts only". */
export function readRegistration(stat: string | undefined): Registration {
	if (stat === undefined || stat === "4") return "unknown";
	if (["1", "5", "6", "7"].includes(stat)) return "usable";
	return stat === "3" ? "denied" : "searching";
}

/** 0–31, null where unknown. */
export async function askSignal(session: AtSession, timing: Timing): Promise<number | null> {
	const value = Number(/(\d+)/.exec(lineOf(await session.ask("AT+CSQ", timing.commandMs), "+CSQ:"))?.[1] ?? 99);
	return value > 31 ? null : value;
}

export async function askOperator(session: AtSession, timing: Timing): Promise<string | null> {
	await session.ask("AT+COPS=3,0", timing.slowCommandMs);
	return /"([^"]*)"/.exec(lineOf(await session.ask("AT+COPS?", timing.slowCommandMs), "+COPS:"))?.[1] ?? null;
}

/** Digits of the SIM's own number, where it knows it. */
export async function askOwnNumber(session: AtSession, timing: Timing): Promise<string | null> {
	return /,\s*"?\+?(\d+)/.exec(bareLine(await session.ask("AT+CNUM", timing.commandMs), "+CNUM:"))?.[1] ?? null;
}
