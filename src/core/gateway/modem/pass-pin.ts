import { fail, ok, type Result } from "../../ground/index.ts";
import { bareLine, lineOf } from "../at/answer-lines.ts";
import type { Answer, AtSession } from "../at/at-session.ts";
import { isBusy } from "./error-table.ts";
import type { Timing } from "./timing.ts";
import type { TriedPins } from "./tried-pins.ts";

export interface PinWishes {
	timing: Timing;
	pin: string | null;
	tried: TriedPins;
	/** Ends after so long, or when the modem says that its SIM is ready. */
	restForSim(ms: number): Promise<void>;
}

/** Makers ask for a card's number in different words; most tell it before the PIN. */
const cardQuestions = ["AT+CCID", "AT+ICCID", "AT^ICCID?", "AT+QCCID"];

/**
 * Gets past the PIN: at most one try, and never with one that has failed (modem §2.2). Problems: `sim-missing`, `sim-pin-needed`,
 * `sim-pin-wrong`, `sim-puk-needed`, `sim-busy`, `sim-failed`, `port-failed`.
 */
export async function passPin(session: AtSession, wishes: PinWishes): Promise<Result<undefined>> {
	const asked = await askSim(session, wishes, "AT+CPIN?", /^\+CPIN:/);
	const state = /^\+CPIN:\s*"?([A-Z0-9 -]+)/.exec(lineOf(asked, "+CPIN:"))?.[1]?.trim();
	// The second PIN guards other things than texts.
	if (state === "READY" || state === "SIM PIN2" || state === "SIM PUK2") return ok();
	if (state?.includes("PUK")) return fail("sim-puk-needed");
	if (state === "SIM PIN") return enterPin(session, wishes);
	if (asked.outcome.kind === "closed") return fail("port-failed");
	if (asked.outcome.kind === "error") {
		const { family, number } = asked.outcome.error;
		if (number === (family === "cms" ? 310 : 10)) return fail("sim-missing");
		if (isBusy(asked.outcome.error)) return fail("sim-busy");
		// A modem that does not know the question has no PIN to ask for.
		if (family === "plain" || number === 3 || number === 4) return ok();
	}
	return fail("sim-failed");
}

async function enterPin(session: AtSession, { timing, pin, tried }: PinWishes): Promise<Result<undefined>> {
	const digits = pin?.replace(/\D/g, "") ?? "";
	if (digits === "") return fail("sim-pin-needed");
	const card = await askCard(session, timing);
	if (tried.has(card, digits)) return fail("sim-pin-wrong");
	if (!tried.note(card, digits)) return fail("sim-pin-needed");
	const { outcome } = await session.ask(`AT+CPIN="${digits}"`, timing.slowCommandMs);
	if (outcome.kind === "error") return fail(outcome.error.number === 12 ? "sim-puk-needed" : "sim-pin-wrong");
	if (outcome.kind !== "ok") return fail(session.isClosed() ? "port-failed" : "sim-failed");
	tried.forget(card);
	return ok();
}

/** Number of the card (ICCID), null where it does not tell. */
export async function askCard(session: AtSession, timing: Timing): Promise<string | null> {
	for (const question of cardQuestions) {
		const answer = await session.ask(question, timing.commandMs);
		if (answer.outcome.kind === "closed") return null;
		const line = answer.lines.find((line) => line.includes("CCID:")) ?? bareLine(answer, "+CCID:");
		const card = /[\dA-F]{18,22}/.exec(line)?.[0];
		if (answer.outcome.kind === "ok" && card) return card;
	}
	return null;
}

/** Repeats what a busy SIM refuses, up to half a minute. */
export async function askSim(
	session: AtSession,
	{ timing, restForSim }: Pick<PinWishes, "timing" | "restForSim">,
	command: string,
	enough?: RegExp,
): Promise<Answer> {
	for (let waited = 0; ; waited += timing.simBusyRetryMs) {
		const answer = await session.ask(command, timing.commandMs, enough);
		if (answer.outcome.kind !== "error" || !isBusy(answer.outcome.error) || waited >= timing.simBusyForMs)
			return answer;
		await restForSim(timing.simBusyRetryMs);
	}
}
