import type { AtSession, Outcome } from "../at/at-session.ts";
import type { GatewayDeps } from "../deps.ts";
import { failPart } from "../outgoing/follow-parts.ts";
import { markFailed, markSent, markUnknown, type PartToSend, requeuePart, typePart } from "../outgoing/part-steps.ts";
import { withoutValidity } from "../pdu/encode-submit.ts";
import { judge, type Verdict } from "./error-table.ts";

/** How an attempt ended, for the modem that goes on. */
export type Attempt =
	/** `next` has been opened in the same commit. */
	| { kind: "sent"; next: PartToSend | null }
	/** Nothing was typed, or a clear no: the modem is fine. `widen`: the network is crowded. `refused`: it may be about more than this number. */
	| { kind: "not-sent"; widen?: boolean; refused?: boolean }
	/** The modem stands in an unknown place: ESC and AT. `prompt`: it never asked for the text. */
	| { kind: "lost-step"; unknown: boolean }
	/** An answer that leaves the text unknown, with the modem fine. */
	| { kind: "unclear" }
	/** It has other things to do for a moment; no text is tried meanwhile. */
	| { kind: "busy" }
	/** Nothing is sent before the SIM has room. */
	| { kind: "store-full" }
	| { kind: "rest"; problem: string }
	| { kind: "restart"; problem: string };

export interface Sending {
	deps: GatewayDeps;
	session: AtSession;
	sim: string;
	/** True where another number got through since this SIM was last refused. */
	othersPass: boolean;
	/** True where no number got through of late, and this is not the first that was refused. */
	nonePass: boolean;
	/** The start sequence was run anew and nothing has gone since. */
	hasRestarted: boolean;
	/** The network refused the SIM when this part was tried before. */
	wasRefused: boolean;
	/** Pause between the prompt and the text, which this modem needs or not. */
	promptDelayMs: number;
	setPromptDelay(ms: number): void;
	/** Opens the part that goes right after this one, inside the commit that marks this one sent. */
	openNext(): PartToSend | null;
}

/** Old modems lose the first letters typed after their prompt: the pause is raised where the text came out wrong (modem §2.3). */
const promptDelays = [0, 100, 300];
/** More tries than these are given up (reliability B11). */
const mostTries = 5;
/** For a part whose refusal says nothing about it, so that another is the next to be tried. */
const stepAsideMs = 1_000;

/** Sends one part, which has been opened, and commits each step (modem §5.1). */
export async function sendPart(sending: Sending, part: PartToSend): Promise<Attempt> {
	const { deps, session, sim } = sending;
	let asked = false;
	const answer = await session.sendPdu(
		part,
		() => {
			asked = true;
			try {
				return typePart(deps, part);
			} catch (error) {
				// Where it can't be recorded it must not leave.
				deps.log.error(`part of message ${part.messageId} could not be marked`, error);
				return false;
			}
		},
		sending.promptDelayMs,
	);
	const { outcome, typed } = answer;
	if (typed && (outcome.kind === "ok" || answer.reference !== null)) {
		const next = deps.store.write(() => {
			markSent(deps, part, answer.reference, sim);
			return outcome.kind === "ok" ? sending.openNext() : null;
		});
		return outcome.kind === "timeout" ? { kind: "lost-step", unknown: false } : { kind: "sent", next };
	}
	if (!typed && asked) {
		// The prompt was left; the text failed, was taken back or waits as before.
		requeuePart(deps, part, 0, false);
		return outcome.kind === "timeout" ? { kind: "lost-step", unknown: false } : { kind: "not-sent" };
	}
	if (outcome.kind === "timeout" || outcome.kind === "closed") {
		if (typed) markUnknown(deps, part, "no-answer-from-modem");
		else requeuePart(deps, part, 0, false);
		return { kind: "lost-step", unknown: typed };
	}
	// A bare OK in place of a prompt: nothing was asked for and nothing typed.
	if (outcome.kind === "ok") {
		requeuePart(deps, part, 0, false);
		return { kind: "lost-step", unknown: false };
	}
	return follow(sending, part, outcome, typed);
}

function follow(
	sending: Sending,
	part: PartToSend,
	outcome: Extract<Outcome, { kind: "error" }>,
	typed: boolean,
): Attempt {
	const { deps } = sending;
	const verdict = judge(outcome, typed);
	const { family, number } = outcome.error;
	deps.log.warn(
		`${part.gateway}: message ${part.messageId} part ${part.part}: ${family} error ${number ?? "without number"}: ${verdict.act}`,
	);
	if (typed && isMisread(outcome)) {
		const longer = promptDelays.find((ms) => ms > sending.promptDelayMs);
		// The same text again tells whether it was the pause. A bare error leaves it unknown all the same.
		const isFirst = longer !== undefined && part.attempts === 0;
		sending.setPromptDelay(isFirst ? longer : (promptDelays.findLast((ms) => ms < sending.promptDelayMs) ?? 0));
		if (isFirst && verdict.act === "fail") {
			requeuePart(deps, part, 0, true);
			return { kind: "not-sent" };
		}
	}
	return obey(sending, part, verdict);
}

function obey(sending: Sending, part: PartToSend, verdict: Verdict): Attempt {
	const { deps, sim, othersPass, nonePass, wasRefused } = sending;
	const scaled = (ms: number) => ms * deps.timing.retryScale;
	switch (verdict.act) {
		case "fail":
			markFailed(deps, part, verdict.problem);
			return { kind: "not-sent" };
		case "retry": {
			const pauseMs = part.attempts + 1 >= mostTries ? undefined : verdict.pausesMs[part.attempts];
			const { whenAll } = verdict;
			// A modem in a wrong state is not cured by trying again.
			if (whenAll?.act === "restart" && part.attempts > 0 && !sending.hasRestarted) {
				requeuePart(deps, part, 0, true);
				return { kind: "restart", problem: whenAll.problem };
			}
			if (pauseMs === undefined && nonePass && whenAll) return obey(sending, part, whenAll);
			if (pauseMs === undefined) markFailed(deps, part, verdict.problem);
			else requeuePart(deps, part, scaled(pauseMs), true);
			return { kind: "not-sent", widen: verdict.widen, refused: whenAll !== undefined };
		}
		case "busy":
			requeuePart(deps, part, scaled(stepAsideMs), false);
			return { kind: verdict.full ? "store-full" : "busy" };
		case "unknown":
			markUnknown(deps, part, "no-answer-from-modem");
			return { kind: "unclear" };
		case "duplicate":
			if (part.repeat === 1) markSent(deps, part, null, sim);
			else markFailed(deps, part, "possible-duplicate-refused");
			return { kind: "not-sent" };
		case "without-validity": {
			const pdu = withoutValidity(part.pdu);
			if (pdu === part.pdu) deps.store.write(() => failPart(deps, part, "MESSAGE_FORMAT_INVALID"));
			else requeuePart(deps, part, 0, false, pdu, part.length - 1);
			return { kind: "not-sent" };
		}
		case "rest":
			// The same refusal for one number only, while others pass, is about that number.
			if (wasRefused && othersPass) {
				markFailed(deps, part, "INVALID_DESTINATION_NUMBER");
				return { kind: "not-sent" };
			}
			// It is not the text's fault: a month without credit must not use up its tries.
			requeuePart(deps, part, deps.timing.accountRestMs + scaled(stepAsideMs), false);
			return { kind: "rest", problem: verdict.problem };
		case "restart":
			requeuePart(deps, part, 0, false);
			return { kind: "restart", problem: verdict.problem };
	}
}

/** What a modem says that has not read the whole text: an unknown form, or a bare error. */
function isMisread({ error }: Extract<Outcome, { kind: "error" }>): boolean {
	return error.family === "plain" || (error.family === "cms" && error.number === 304);
}
