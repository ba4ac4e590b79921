import { markSent, nextPart, openPart, type PartToSend, requeuePart } from "../outgoing/part-steps.ts";
import { rememberModem } from "./modem-memory.ts";
import type { Post } from "./post.ts";
import { type Attempt, sendPart } from "./send-part.ts";
import { type Duty, type DutyEnd, recover, type Shift } from "./shift.ts";

/** More texts of unknown fate in a row than these: the port is opened anew before the next one. */
const mostUnknownInRow = 2;
const mostLostPrompts = 3;
/** How soon it is looked again whether what came in has been handled. */
const behindMs = 10;

/** Sends the next part, where one is due and nothing speaks against it. */
export const sendNext: Duty = async (shift) => {
	const { post } = shift;
	const inText = shift.inHand !== null;
	const hold = post.pace.hold(post.ear.registration, inText);
	post.status.set({ state: hold?.state ?? "ready", problem: hold?.problem ?? null });
	shift.isHeld = hold !== null;
	shift.waitMs = hold?.waitMs ?? (post.deps.hooks.isBehind() ? behindMs : post.pace.gapLeftMs(inText));
	if (shift.waitMs > 0) closeOpened(shift);
	const part = shift.waitMs > 0 ? null : (shift.opened ?? openAfter(shift, shift.inHand));
	shift.opened = null;
	if (!part) {
		if (shift.waitMs === 0) await letLinkGo(shift);
		return "nothing";
	}
	await keepLink(shift, part);
	return send(shift, part);
};

async function send(shift: Shift, part: PartToSend): Promise<DutyEnd> {
	const { post, session, memory } = shift;
	const isMore = part.part < part.parts;
	shift.inHand = isMore ? part.messageId : null;
	const attempt = await sendPart(
		{
			deps: post.deps,
			session,
			sim: post.sim,
			promptDelayMs: memory.promptDelayMs,
			setPromptDelay(ms) {
				memory.promptDelayMs = ms;
				rememberModem(post.deps.store, shift.started.imei, { promptDelayMs: ms });
			},
			...post.pace.facts(part),
			hasRestarted: post.hasRestarted,
			openNext: () => openAtOnce(shift, isMore ? part.messageId : null),
		},
		part,
	);
	post.pace.follow(attempt, part, isMore);
	return follow(shift, attempt, part);
}

/** Opens the next part of that text, or of any. Null where nothing is due. */
function openAfter({ post }: Shift, messageId: string | null): PartToSend | null {
	const next = nextPart(post.deps, post.gateway, messageId);
	return next && openPart(post.deps, next) ? next : null;
}

/** Inside the commit that marks a part sent: spares one where the next may go at once. */
function openAtOnce(shift: Shift, messageId: string | null): PartToSend | null {
	const { ear, pace, isLeaving } = shift.post;
	if (isLeaving || ear.hasRebooted || ear.arrived.length > 0) return null;
	return pace.isFree(ear.registration, messageId !== null) ? openAfter(shift, messageId) : null;
}

/** Puts back what was opened and not begun. */
export function closeOpened(shift: Shift): void {
	// Once the lease is lost, the other process has taken the queue as it stands.
	if (shift.opened && shift.post.deps.mayRun()) requeuePart(shift.post.deps, shift.opened, 0, false);
	shift.opened = null;
}

/** For a burst: the next text need not ask the network for a channel of its own (3GPP TS 27.005 3.5.6). */
async function keepLink(shift: Shift, part: PartToSend): Promise<void> {
	if (shift.keepsLink !== false) return;
	const { deps, gateway } = shift.post;
	const isBurst = part.part < part.parts || nextPart(deps, gateway, null) !== null;
	if (!isBurst) return;
	const { outcome } = await shift.session.ask("AT+CMMS=2", deps.timing.commandMs);
	shift.keepsLink = outcome.kind === "ok" ? true : null;
}

async function letLinkGo(shift: Shift): Promise<void> {
	if (shift.keepsLink !== true) return;
	shift.keepsLink = false;
	await shift.session.ask("AT+CMMS=0", shift.post.deps.timing.commandMs);
}

/** The answer to a text that nobody waited for any more: it was accepted after all (modem §5.2). */
export function markLateAnswer(post: Post, reference: number): void {
	const { unanswered, deps } = post;
	if (!unanswered || deps.clock.upMs() > unanswered.untilMs) return;
	markSent(deps, unanswered.part, reference, unanswered.sim);
	post.unanswered = null;
}

/** What an attempt means for the modem. */
async function follow(shift: Shift, attempt: Attempt, part: PartToSend): Promise<DutyEnd> {
	const { post, row } = shift;
	const { clock, timing } = post.deps;
	switch (attempt.kind) {
		case "sent":
			shift.row = { unknown: 0, lostPrompts: 0 };
			post.hasRestarted = false;
			post.lacksCentre = false;
			shift.opened = attempt.next;
			if (post.record.settings.deliveryReports !== "false")
				post.awaited = { reports: post.awaited.reports + 1, sinceMs: clock.upMs() };
			return "done";
		case "store-full":
			shift.sweepAt = 0;
			return "done";
		case "unclear":
			row.unknown += 1;
			break;
		case "lost-step":
			if (attempt.unknown) {
				row.unknown += 1;
				post.unanswered = { part, sim: post.sim, untilMs: clock.upMs() + timing.lateAnswerMs - timing.answerMs };
			} else row.lostPrompts += 1;
			if ((await recover(shift)) === "reopen") return "reopen";
			break;
		case "restart":
			if (post.hasRestarted) post.pace.rest(attempt.problem);
			else post.ear.hasRebooted = true;
			post.hasRestarted = true;
			break;
	}
	return row.unknown <= mostUnknownInRow && row.lostPrompts < mostLostPrompts ? "done" : "reopen";
}
