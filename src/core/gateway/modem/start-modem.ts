import { fail, ok, type Result } from "../../ground/index.ts";
import { bareLine, lineOf } from "../at/answer-lines.ts";
import type { Answer, AtSession } from "../at/at-session.ts";
import { isBusy } from "./error-table.ts";
import { quirksOf } from "./maker-quirks.ts";
import { askCard, askSim, type PinWishes, passPin } from "./pass-pin.ts";
import { askOperator, askOwnNumber, askRegistration, askSignal, type Registration } from "./registration.ts";
import { askForNotices, chooseMemory, type Memory } from "./sim-memory.ts";
import type { Timing } from "./timing.ts";

/** What the start sequence learned. */
export interface StartedModem extends Memory {
	manufacturer: string;
	model: string | null;
	imei: string | null;
	/** IMSI, else the card's number: names the store and the counters. */
	sim: string;
	registration: Registration;
	signal: number | null;
	operator: string | null;
	ownNumber: string | null;
	/** The SIM names no message centre: without one most networks take no text. */
	lacksCentre: boolean;
}

export interface StartWishes extends PinWishes {
	/** Whether this modem is the one looked for. */
	isWanted(imei: string | null): boolean;
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Junk of a port that was just opened comes within this time. */
const settleMs = 100;
const greetings = 6;

/**
 * Brings a modem to where it can send and take in texts (modem §2.1). Problems: `modem-silent`, `not-a-command-port`, `other-modem`,
 * `modem-not-for-texts`, `port-failed`, and those of `passPin`.
 */
export async function startModem(session: AtSession, wishes: StartWishes): Promise<Result<StartedModem>> {
	const { timing } = wishes;
	const ask = (command: string, timeoutMs = timing.commandMs): Promise<Answer> => session.ask(command, timeoutMs);
	const greeted = await greet(session, timing);
	if (!greeted.ok) return greeted;
	for (const command of ["ATE0", "ATV1", "ATQ0", "AT+CMEE=1"]) await ask(command);
	const { manufacturer, model, imei } = await identify(ask);
	if (!wishes.isWanted(imei)) return fail("other-modem");
	for (const command of quirksOf(manufacturer).startCommands) await ask(command);
	if (/^\+CFUN:\s*[04]\b/.test(lineOf(await ask("AT+CFUN?"), "+CFUN:"))) await ask("AT+CFUN=1", timing.slowCommandMs);

	const pin = await passPin(session, wishes);
	if (!pin.ok) return pin;
	const imsi = /\d{10,16}/.exec(bareLine(await askSim(session, wishes, "AT+CIMI"), "+CIMI:"))?.[0];
	const sim = imsi ?? (await askCard(session, timing)) ?? imei ?? "unknown";
	await ask("AT+CSMS=1");
	const pduMode = await askSim(session, wishes, "AT+CMGF=0");
	if (pduMode.outcome.kind === "closed") return fail("port-failed");
	if (pduMode.outcome.kind !== "ok") {
		return fail(pduMode.outcome.kind === "error" && isBusy(pduMode.outcome.error) ? "sim-busy" : "modem-not-for-texts");
	}
	// Only asked: a person sets it, in a phone (modem §2.1).
	const lacksCentre = /^\+CSCA:\s*""/.test(lineOf(await ask("AT+CSCA?"), "+CSCA:"));
	const store = await chooseMemory(session, timing);
	await askForNotices(session, timing);
	await ask("AT+CREG=1");
	const registration = await askRegistration(session, timing);
	const signal = await askSignal(session, timing);
	const operator = await askOperator(session, timing);
	const ownNumber = await askOwnNumber(session, timing);
	if (session.isClosed()) return fail("port-failed");
	return ok({ manufacturer, model, imei, sim, ...store, registration, signal, operator, ownNumber, lacksCentre });
}

/**
 * `AT` until it answers; one that only echoes never says OK. A port that talks of other things is left after a second. Problems:
 * `modem-silent`, `not-a-command-port`, `port-failed`.
 */
export async function greet(session: AtSession, timing: Timing): Promise<Result<undefined>> {
	await wait(settleMs);
	session.leavePrompt();
	for (let tries = 0; tries < greetings && !session.isClosed(); tries += 1) {
		const { outcome } = await session.ask("AT", timing.probeMs);
		if (outcome.kind === "ok") {
			// Answers to the earlier ones may still be on their way and must not answer what comes next.
			if (tries > 0) await wait(timing.silenceMs);
			return ok();
		}
		if (tries > 0 && session.isForeign()) return fail("not-a-command-port");
	}
	return fail(session.isClosed() ? "port-failed" : "modem-silent");
}

/** Who made it, which one it is, and its number for life. */
export async function identify(
	ask: (command: string) => Promise<Answer>,
): Promise<{ manufacturer: string; model: string | null; imei: string | null }> {
	const named = bareLine(await ask("AT+CGMI"), "+CGMI:");
	const manufacturer = named === "" ? (await ask("ATI")).lines.join(" ").slice(0, 200) : named;
	const model = bareLine(await ask("AT+CGMM"), "+CGMM:");
	// Of the firmware, for whoever reads the dialogue.
	await ask("AT+CGMR");
	const imei = /\d{14,16}/.exec(bareLine(await ask("AT+CGSN"), "+CGSN:"))?.[0] ?? null;
	return { manufacturer, model: model === "" ? null : model, imei };
}
