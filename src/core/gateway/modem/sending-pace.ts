import type { GatewayState } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";
import { type GatewayRecord, settingsOf } from "../directory/gateway-record.ts";
import { midnight, sentSince } from "../directory/gateway-view.ts";
import type { PartToSend } from "../outgoing/part-steps.ts";
import type { Registration } from "./registration.ts";
import type { Attempt } from "./send-part.ts";

/** Why nothing is sent now, and when to look again. */
export interface Hold {
	state: GatewayState;
	problem: string | null;
	waitMs: number;
}

const lookAgainMs = 60_000;
const widestGap = 8;
/** So many numbers refused and none that got through: it is not about the numbers. */
const tellsOfAll = 3;
/** More texts of unknown fate in a row than these: what follows would be as little known. */
const mostUnknownInRow = 2;
/** A SIM that is busy is asked again each second, so many times; then the queue rests (modem §3). */
const busyPauseMs = 1_000;
const mostBusyInRow = 30;
/** After so many in a row that went through the gap is as set again. */
const calmAfter = 10;

export type SendingPace = ReturnType<typeof makeSendingPace>;

/** Decides when the next text may go: pause, network, caps, rests and the gap an operator takes for a person. */
export function makeSendingPace(deps: GatewayDeps, name: string, record: () => GatewayRecord) {
	const { store, clock, timing } = deps;
	let nextAtMs = 0;
	let gapFactor = 1;
	let passed = 0;
	let restUntilMs = 0;
	let restProblem: string | null = null;
	let passedSinceRest = false;
	/** Numbers refused since one last got through. */
	const refused = new Set<string>();
	let unknownInRow = 0;
	/** Parts for which the network refused the SIM. */
	const refusedParts = new Set<number>();
	let busyInRow = 0;
	let busyUntilMs = 0;
	let deniedSinceMs: number | null = null;

	const rest = (problem: string) => {
		restUntilMs = clock.upMs() + timing.accountRestMs;
		restProblem = problem;
		passedSinceRest = false;
	};

	/** It often passes within seconds, as at a start abroad; what stays is for a person (modem §2.1). */
	const deniedHold = (): Hold => {
		deniedSinceMs ??= clock.upMs();
		const leftMs = deniedSinceMs + timing.deniedTellMs - clock.upMs();
		return leftMs > 0
			? { state: "searching", problem: "no-network", waitMs: Math.min(leftMs, lookAgainMs) }
			: { state: "stuck", problem: "network-refuses-sim", waitMs: lookAgainMs };
	};

	const hold = (registration: Registration, inText: boolean): Hold | null => {
		if (registration !== "denied") deniedSinceMs = null;
		if (record().paused) {
			// Who lets it go on has looked at what was wrong.
			restUntilMs = 0;
			return { state: "paused", problem: null, waitMs: lookAgainMs };
		}
		if (registration === "searching") return { state: "searching", problem: "no-network", waitMs: lookAgainMs };
		if (registration === "denied") return deniedHold();
		const restMs = restUntilMs - clock.upMs();
		if (restMs > 0) return { state: "stuck", problem: restProblem, waitMs: restMs };
		// Half a text helps nobody: what was begun is finished.
		const cap = inText ? null : capReached();
		return cap === null ? null : { state: "paused", problem: cap, waitMs: lookAgainMs };
	};

	return {
		rest,
		hold,
		/** Whether the next text may go this very moment. */
		isFree: (registration: Registration, inText: boolean) =>
			hold(registration, inText) === null && (inText || settingsOf(record()).sendGapMs === 0),
		/** The port was opened anew: by a person, or by us where the modem no longer told what became of texts. */
		begin() {
			if (restProblem !== "too-many-unknown") restUntilMs = 0;
		},
		/** Parts of one text go back to back. */
		gapLeftMs(inText: boolean): number {
			return Math.max(0, (inText ? busyUntilMs : Math.max(nextAtMs, busyUntilMs)) - clock.upMs());
		},
		facts(part: PartToSend) {
			const nonePass = refused.size >= tellsOfAll;
			return {
				othersPass: passedSinceRest && !nonePass,
				nonePass,
				wasRefused: refusedParts.has(part.id),
			};
		},
		follow(attempt: Attempt, part: PartToSend, inText: boolean) {
			if (attempt.kind === "sent") {
				passedSinceRest = true;
				refused.clear();
				refusedParts.delete(part.id);
				busyInRow = 0;
				unknownInRow = 0;
				passed += 1;
				if (passed >= calmAfter) gapFactor = 1;
			}
			if (attempt.kind === "rest") {
				rest(attempt.problem);
				refusedParts.add(part.id);
			}
			if (attempt.kind === "busy") {
				busyUntilMs = clock.upMs() + busyPauseMs * timing.retryScale;
				busyInRow += 1;
				if (busyInRow % mostBusyInRow === 0) rest("sim-busy");
			}
			if (attempt.kind === "unclear" || (attempt.kind === "lost-step" && attempt.unknown)) {
				unknownInRow += 1;
				if (unknownInRow > mostUnknownInRow) rest("too-many-unknown");
			}
			if (attempt.kind === "not-sent") {
				if (attempt.refused) refused.add(part.peer);
				if (attempt.widen) {
					gapFactor = Math.min(widestGap, gapFactor * 2);
					passed = 0;
				}
			}
			if (!inText) nextAtMs = clock.upMs() + settingsOf(record()).sendGapMs * gapFactor * part.parts;
		},
		/** Milliseconds until a text is due that waits for a later try. */
		nextDueMs(): number {
			const due = store
				.prepare<{ at: number | null }>(
					"SELECT MIN(not_before) AS at FROM outgoing WHERE gateway = ? AND state IN ('queued', 'sending') AND not_before > ?",
				)
				.get(name, clock.nowMs())?.at;
			return due === null || due === undefined ? lookAgainMs : Math.max(10, due - clock.nowMs());
		},
	};

	function capReached(): string | null {
		const { hourlyCap, dailyCap } = settingsOf(record());
		if (hourlyCap === 0 && dailyCap === 0) return null;
		const hour = Math.floor(clock.nowMs() / 3_600_000);
		if (hourlyCap > 0 && sentSince(store, name, hour) >= hourlyCap) return "hourly-cap";
		if (dailyCap > 0 && sentSince(store, name, midnight(clock.nowMs())) >= dailyCap) return "daily-cap";
		return null;
	}
}
