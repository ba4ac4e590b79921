import { randomShare } from "../../ground/index.ts";
import { openAtSession } from "../at/at-session.ts";
import type { SerialPorts } from "../line/line.ts";
import { recallModem, rememberModem } from "./modem-memory.ts";
import type { Post } from "./post.ts";

/** So many openings in vain, and the modem is restarted. */
const resetAfter = 5;
const jitter = 0.2;
/** What a restart can help; a wrong PIN or a missing SIM needs a person. */
const helpedByReset = new Set(["modem-silent", "sim-failed", "sim-busy", "modem-not-for-texts"]);

/** How long to wait before the next try, and when to restart the modem (modem §5). */
export function makeReopening(post: Post, serial: SerialPorts) {
	const { deps } = post;
	const { timing, clock, store } = deps;
	let misses = 0;

	return {
		worked() {
			misses = 0;
		},
		/** Milliseconds until the next look. A modem that is not there is looked for on all ports at a steady pace. */
		pauseMs(code: string | null): number {
			if (code === null || code.startsWith("port-") || code === "other-modem") return timing.lookForPortMs;
			const pause = timing.reopenMs[Math.min(misses, timing.reopenMs.length - 1)] ?? timing.lookForPortMs;
			misses += 1;
			return pause * (1 + jitter * (2 * randomShare() - 1));
		},
		/** `AT+CFUN=1,1` on the port where this modem was last, at most once an hour: it goes away and comes back like one that is replugged. */
		async resetIfStuck(code: string): Promise<void> {
			if (misses < resetAfter || !helpedByReset.has(code)) return;
			const { imei } = post.record;
			const { port, baud, resetAtMs } = recallModem(store, imei);
			const now = clock.nowMs();
			if (port === null || (resetAtMs !== null && now >= resetAtMs && now - resetAtMs < timing.resetEveryMs)) return;
			const opened = await serial.open(port, baud ?? undefined);
			if (!opened.ok) return;
			rememberModem(store, imei, { resetAtMs: now });
			deps.log.warn(`gateway ${post.gateway}: the modem is restarted`);
			const none = () => {};
			const session = openAtSession({
				line: opened.value,
				timing,
				upMs: clock.upMs,
				onUnsolicited: none,
				onLateSent: none,
				onClosed: none,
			});
			session.leavePrompt();
			await session.ask("AT+CFUN=1,1", timing.commandMs);
			await opened.value.close();
		},
	};
}
