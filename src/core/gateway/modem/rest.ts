import type { Clock } from "../../ground/index.ts";
import { type Duty, recover } from "./shift.ts";

/** Nothing is to do: sleeps until something happens or is due, and sees that the modem still answers. */
export const rest: Duty = async (shift) => {
	const { post, session } = shift;
	const { clock, timing } = post.deps;
	if (shift.waitMs === 0) shift.inHand = null;
	post.phase = shift.isHeld ? "held" : shift.waitMs > 0 ? "working" : "idle";
	const untilMs = Math.min(shift.sweepAt, shift.healthAt, session.heardAt() + timing.watchEveryMs) - clock.upMs();
	const restMs = Math.max(0, Math.min(untilMs, shift.waitMs > 0 ? shift.waitMs : untilMs, post.pace.nextDueMs()));
	const slept = watchSleep(clock);
	await post.waker.rest(restMs);
	post.phase = "working";
	if (session.isClosed() || post.isLeaving) return "done";
	if (slept() > restMs + timing.sleepMs) {
		shift.sweepAt = 0;
		shift.healthAt = 0;
	}
	if (clock.upMs() - session.heardAt() < timing.watchEveryMs) return "done";
	const { outcome } = await session.ask("AT", timing.commandMs);
	return outcome.kind === "ok" ? "done" : recover(shift);
};

/** How long it has been by the clock that went further: one of them stands still while a computer sleeps, which one depends on the system. */
function watchSleep(clock: Clock): () => number {
	const wall = clock.nowMs();
	const steady = clock.upMs();
	return () => Math.max(clock.nowMs() - wall, clock.upMs() - steady);
}
