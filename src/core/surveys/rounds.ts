import type { Acting } from "../api/acting.ts";
import type { SurveyDeps } from "./deps.ts";
import { breakSilence, followClockBack, nextDue, putOff } from "./silence.ts";
import { runningRuns, stepRun } from "./survey-runs.ts";

export interface RoundsDeps extends SurveyDeps {
	/** The acting of a project, without anybody signed in. */
	actingIn(projectId?: string): Acting;
}

/** Reminders, ends and the starting of many: worked by the process that runs the gateways. */
export interface Rounds {
	/** Does what is due now. Returns how many people were texted or let go. */
	now(): number;
	stop(): void;
}

const everyMs = 1_000;
/** After a start or a sleep: what waits on the SIM is taken in before anybody is held to be silent. */
const settleMs = 90_000;
/** Each round ends after this, so that the thread stays free; the next takes up what is left. */
const roundMs = 25;
/** A clock may drift against the steady one by this much before it counts as set. */
const driftMs = 30_000;

/** Rounds every second while `mayRun`. They look at the clock on the wall, and at the steady clock to see whether that was set. */
export function keepRounds(deps: RoundsDeps, mayRun: () => boolean): Rounds {
	const { clock, log } = deps.actingIn();
	let credit = new Map<string, number>();
	let lastUp = clock.upMs();
	let lastNow = clock.nowMs();
	let restUntil = clock.upMs() + settleMs;
	let looked = false;

	function now(): number {
		const acting = deps.actingIn();
		const up = clock.upMs();
		const wall = clock.nowMs();
		const passedMs = up - lastUp;
		const setMs = wall - lastNow - passedMs;
		if (!looked || setMs < -driftMs) followClockBack(acting);
		looked = true;
		lastUp = up;
		lastNow = wall;
		let done = 0;
		const isOver = () => clock.upMs() - up >= roundMs;
		for (let due = nextDue(acting); due && !isOver(); due = nextDue(acting)) {
			try {
				breakSilence(deps, deps.actingIn(due.project_id), due.id);
			} catch (error) {
				log.error(`silence of session ${due.id}`, error);
				putOff(acting, due.id);
			}
			done++;
		}
		return done + workRuns(acting, passedMs, isOver);
	}

	/** Each run at its pace: a second's worth to begin with, never more than a minute's worth at once. */
	function workRuns(acting: Acting, passedMs: number, isOver: () => boolean): number {
		const runs = runningRuns(acting);
		credit = new Map(
			runs.map(({ id, per_minute }) => [
				id,
				Math.min(per_minute, (credit.get(id) ?? 1) + (passedMs / 60_000) * per_minute),
			]),
		);
		let done = 0;
		for (const run of runs) {
			for (let left = credit.get(run.id) ?? 0; left >= 1 && !isOver(); left--) {
				credit.set(run.id, left - 1);
				done++;
				if (!stepRun(deps, deps.actingIn(run.project_id), run.id)) break;
			}
		}
		return done;
	}

	function tick() {
		try {
			const up = clock.upMs();
			const setMs = clock.nowMs() - lastNow - (up - lastUp);
			// A gap in the steady clock, or a leap of the wall clock, is a sleep.
			if (up - lastUp > 10 * everyMs || setMs > driftMs) restUntil = up + settleMs;
			if (!mayRun() || up < restUntil) {
				if (setMs < -driftMs) looked = false;
				lastUp = up;
				lastNow = clock.nowMs();
				return;
			}
			now();
		} catch (error) {
			log.error("a round of the surveys failed", error);
		}
	}
	const timer = setInterval(tick, everyMs);
	timer.unref();
	return { now, stop: () => clearInterval(timer) };
}
