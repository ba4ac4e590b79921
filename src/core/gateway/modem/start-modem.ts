import { fail, ok, type Result } from "../../ground/index.ts";
import type { Answer, AtSession } from "../at/at-session.ts";
import { isBusy } from "./error-table.ts";
import type { Timing } from "./timing.ts";

/** What the start sequence learned. */
export interface StartedModem {
	manufacturer: string;
	imei: string | null;
	/** IMSI, else the card's number: names the store and the counters. */
	sim: string;
	/** Where it keeps texts, and how many fit. */
	memory: string;
	room: number;
	registration: Registration;
	signal: number | null;
	operator: string | null;
	ownNumber: string | null;
}

/** `usable`: texts can be sent; `unknown`: it does not say, so it is tried. */
export type Registration = "usable" | "searching" | "denied" | "unknown";

export interface StartWishes {
	timing: Timing;
	pin: string | null;
	/** The PIN that failed or was never answered: not tried again. */
	pinTried: string | null;
	/** Committed before the PIN is typed, and with null once it was taken. */
	rememberPinTried(pin: string | null): void;
	/** Whether this modem is the one looked for. */
	isWanted(imei: string | null): boolean;
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Junk of a port that was just opened comes within this time. */
const settleMs = 100;

/** Commands that some makers need before texts work; errors don't matter (modem §2.7). */
const quirks: { maker: RegExp; commands: string[] }[] = [
	{ maker: /huawei/i, commands: ["AT^CURC=0", "AT+CFUN=1"] },
	{ maker: /zte/i, commands: ["AT+ZCDRUN=8", "AT+ZOPRT=5"] },
];

/**
 * Brings a modem to where it can send and take in texts (modem §2.1). Problems: `modem-silent`, `other-modem`, `modem-not-for-texts`,
 * `sim-missing`, `sim-pin-needed`, `sim-pin-wrong`, `sim-puk-needed`, `sim-failed`, `sim-busy`, `port-failed`.
 */
export async function startModem(session: AtSession, wishes: StartWishes): Promise<Result<StartedModem>> {
	const { timing } = wishes;
	const ask = (command: string, timeoutMs = timing.commandMs) => session.ask(command, timeoutMs);
	if (!(await greet(session, timing))) return fail(session.isClosed() ? "port-failed" : "modem-silent");
	for (const command of ["ATE0", "ATV1", "ATQ0", "AT+CMEE=1"]) await ask(command);
	const manufacturer = first(await ask("AT+CGMI"));
	const imei = /\d{14,16}/.exec(first(await ask("AT+CGSN")))?.[0] ?? null;
	if (!wishes.isWanted(imei)) return fail("other-modem");
	for (const quirk of quirks) {
		if (quirk.maker.test(manufacturer)) for (const command of quirk.commands) await ask(command);
	}
	if (/^\+CFUN:\s*[04]\b/.test(first(await ask("AT+CFUN?")))) await ask("AT+CFUN=1", timing.slowCommandMs);

	const pin = await passPin(session, wishes);
	if (!pin.ok) return pin;
	const sim =
		/\d{10,22}/.exec(first(await askSim(session, timing, "AT+CIMI")))?.[0] ??
		/[\dA-F]{10,22}/.exec(first(await ask("AT+CCID")))?.[0];
	await ask("AT+CSMS=1");
	const pduMode = await askSim(session, timing, "AT+CMGF=0");
	if (pduMode.outcome.kind === "closed") return fail("port-failed");
	if (pduMode.outcome.kind !== "ok") {
		return fail(pduMode.outcome.kind === "error" && isBusy(pduMode.outcome.error) ? "sim-busy" : "modem-not-for-texts");
	}
	const store = await chooseMemory(session, timing);
	await askForNotices(session, timing);
	await ask("AT+CREG=1");
	const registration = await askRegistration(session, timing);
	const signal = await askSignal(session, timing);
	await ask("AT+COPS=3,0", timing.slowCommandMs);
	const operator = /"([^"]*)"/.exec(first(await ask("AT+COPS?", timing.slowCommandMs)))?.[1] ?? null;
	const own = /^\+CNUM:[^,]*,\s*"?\+?(\d+)/.exec(first(await ask("AT+CNUM")))?.[1] ?? null;
	if (session.isClosed()) return fail("port-failed");
	return ok({
		manufacturer,
		imei,
		sim: sim ?? imei ?? "unknown",
		...store,
		registration,
		signal,
		operator,
		ownNumber: own,
	});
}

async function greet(session: AtSession, timing: Timing): Promise<boolean> {
	await wait(settleMs);
	session.leavePrompt();
	for (let tries = 0; tries < 6 && !session.isClosed(); tries += 1) {
		const { outcome } = await session.ask("AT", timing.probeMs);
		if (outcome.kind !== "ok") continue;
		// Answers to the earlier ones may still be on their way and must not answer what comes next.
		if (tries > 0) await wait(timing.silenceMs);
		return true;
	}
	return false;
}

async function passPin(
	session: AtSession,
	{ timing, pin, pinTried, rememberPinTried }: StartWishes,
): Promise<Result<undefined>> {
	const asked = await askSim(session, timing, "AT+CPIN?");
	// Some modems leave out the OK.
	const state = /^\+CPIN:\s*"?([A-Z0-9 -]+)/.exec(first(asked))?.[1]?.trim();
	if (state === "READY") return ok();
	if (state?.includes("PUK")) return fail("sim-puk-needed");
	if (state === "SIM PIN") {
		if (!pin) return fail("sim-pin-needed");
		if (pin === pinTried) return fail("sim-pin-wrong");
		rememberPinTried(pin);
		const entered = await session.ask(`AT+CPIN="${pin.replace(/\D/g, "")}"`, timing.slowCommandMs);
		if (entered.outcome.kind === "error") return fail("sim-pin-wrong");
		if (entered.outcome.kind !== "ok") return fail(session.isClosed() ? "port-failed" : "sim-failed");
		rememberPinTried(null);
		return ok();
	}
	if (asked.outcome.kind === "closed") return fail("port-failed");
	if (asked.outcome.kind === "error") {
		const { family, number } = asked.outcome.error;
		if (family === "cme" && number === 10) return fail("sim-missing");
		if (isBusy(asked.outcome.error)) return fail("sim-busy");
		// A modem that does not know the question has no PIN to ask for.
		if (family === "plain" || number === 3 || number === 4) return ok();
	}
	return fail("sim-failed");
}

/** Repeats what a busy SIM refuses. */
async function askSim(session: AtSession, timing: Timing, command: string): Promise<Answer> {
	for (let waited = 0; ; waited += timing.simBusyRetryMs) {
		const answer = await session.ask(command, timing.commandMs);
		if (answer.outcome.kind !== "error" || !isBusy(answer.outcome.error) || waited >= timing.simBusyForMs)
			return answer;
		await wait(timing.simBusyRetryMs);
	}
}

async function chooseMemory(session: AtSession, timing: Timing): Promise<{ memory: string; room: number }> {
	const offered = first(await session.ask("AT+CPMS=?", timing.commandMs));
	const memory = ["SM", "ME", "MT"].find((name) => offered.includes(`"${name}"`)) ?? "SM";
	for (const count of [3, 2, 1]) {
		const wish = Array.from({ length: count }, () => `"${memory}"`).join(",");
		const answer = await session.ask(`AT+CPMS=${wish}`, timing.commandMs);
		if (answer.outcome.kind !== "ok") continue;
		return { memory, room: Number(/^\+CPMS:\s*\(?\d+\s*,\s*(\d+)/.exec(first(answer))?.[1] ?? 0) };
	}
	return { memory, room: 0 };
}

/** Notices of new texts and reports, as far as the modem goes along; without any there is still the sweep. */
export async function askForNotices(session: AtSession, timing: Timing): Promise<void> {
	for (const wish of ["2,1,0,2,0", "2,1,0,1,0", "2,1,0,0,0", "1,1,0,0,0", "3,1,0,0,0"]) {
		const { outcome } = await session.ask(`AT+CNMI=${wish}`, timing.commandMs);
		if (outcome.kind !== "error") return;
	}
}

export async function askRegistration(session: AtSession, timing: Timing): Promise<Registration> {
	const asked = await session.ask("AT+CREG?", timing.commandMs);
	const registration = readRegistration(/,\s*0*(\d+)/.exec(first(asked))?.[1]);
	if (registration === "usable" || asked.outcome.kind !== "ok") return registration;
	// A stick that knows LTE only is never registered in the old sense.
	const lte = readRegistration(/,\s*0*(\d+)/.exec(first(await session.ask("AT+CEREG?", timing.commandMs)))?.[1]);
	return lte === "usable" ? lte : registration;
}

export function readRegistration(stat: string | undefined): Registration {
	if (stat === undefined || stat === "4") return "unknown";
	if (["1", "5", "6", "7"].includes(stat)) return "usable";
	return stat === "3" ? "denied" : "searching";
}

/** 0–31, null where unknown. */
export async function askSignal(session: AtSession, timing: Timing): Promise<number | null> {
	const value = Number(/^\+CSQ:\s*(\d+)/.exec(first(await session.ask("AT+CSQ", timing.commandMs)))?.[1] ?? 99);
	return value > 31 ? null : value;
}

function first(answer: Answer): string {
	return answer.lines[0] ?? "";
}
