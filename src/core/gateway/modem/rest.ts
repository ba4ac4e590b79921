import { clockGap, type Duty, recover } from "./shift.ts";

/** Nothing is to do: sleeps until something happens or is due, and sees that the modem still answers. */
export const rest: Duty = async (shift) => {
	const { post, session } = shift;
	const { clock, timing } = post.deps;
	if (shift.waitMs === 0) shift.inHand = null;
	post.phase = shift.isHeld ? "held" : shift.waitMs > 0 ? "working" : "idle";
	const untilMs = Math.min(shift.sweepAt, shift.healthAt, session.heardAt() + timing.watchEveryMs) - clock.upMs();
	const restMs = Math.max(0, Math.min(untilMs, shift.waitMs > 0 ? shift.waitMs : untilMs, post.pace.nextDueMs()));
	const beganMs = clock.upMs();
	await post.waker.rest(restMs);
	post.phase = "working";
	if (session.isClosed() || post.isLeaving) return "done";
	// Which clock stands still while a computer sleeps depends on the system: a rest that was far too long, or two clocks that part.
	const apartMs = clockGap(clock);
	if (clock.upMs() - beganMs > restMs + timing.sleepMs || Math.abs(apartMs - shift.clockGapMs) > timing.sleepMs) {
		shift.sweepAt = 0;
		shift.healthAt = 0;
	}
	shift.clockGapMs = apartMs;
	if (clock.upMs() - session.heardAt() < timing.watchEveryMs) return "done";
	const { outcome } = await session.ask("AT", timing.commandMs);
	return outcome.kind === "ok" ? "done" : recover(shift);
};
