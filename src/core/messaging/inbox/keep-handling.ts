import type { Acting } from "../../api/acting.ts";
import { anyWaits, handleSome, handleWaiting, type StepsDeps, togetherMs } from "./handle-waiting.ts";

/** The handling of incoming texts in one process. */
export interface Handling {
	/**
	 * Inside the transaction that takes a text in: handles it in that very commit, as long as that one is short, and the rest afterwards. A
	 * STOP is then in force as soon as it is stored, and an office that gets one text at a time writes half as much.
	 */
	atOnce(): void;
	/** Handles as many of those that wait as one commit takes, and the others a commit at a time, with everybody else's turn in between. */
	now(): void;
	/** Resolves when none waits any more, or they can't be handled for now. */
	done(): Promise<void>;
	/** Does any wait? A STOP may be among them. */
	isBehind(): boolean;
	stop(): void;
}

/** How soon incoming texts are handled that could not be while the database was full or busy. */
const tryAgainMs = 2_000;

export function keepHandling(deps: StepsDeps, acting: Acting): Handling {
	const { store } = acting;
	const untilDone: (() => void)[] = [];
	let next: NodeJS.Immediate | undefined;
	let again: NodeJS.Timeout | undefined;
	/** Until when (steady clock) texts are handled in the commit that goes on; null while none does. */
	let untilMs: number | null = null;
	const stop = () => {
		clearImmediate(next);
		clearTimeout(again);
		for (const tell of untilDone.splice(0)) tell();
	};

	function now() {
		clearImmediate(next);
		clearTimeout(again);
		const handled = store.isOpen() ? handleWaiting(deps, acting) : "all";
		if (handled === "some") {
			next = setImmediate(now);
			return;
		}
		// A STOP that waits must not wait for the next text.
		if (handled === "none") again = setTimeout(now, tryAgainMs).unref();
		for (const tell of untilDone.splice(0)) tell();
	}

	function atOnce() {
		const nowMs = acting.clock.upMs();
		// After a commit that was taken back the time is over, and the next one begins anew.
		untilMs = untilMs === null || nowMs > untilMs + togetherMs ? nowMs + togetherMs : untilMs;
		const handled = nowMs < untilMs ? handleSome(deps, acting, untilMs - nowMs) : "some";
		store.afterCommit(() => {
			untilMs = null;
			if (handled === "some") now();
		});
	}

	return {
		atOnce,
		now,
		done: () =>
			new Promise((tell) => {
				untilDone.push(tell);
				now();
			}),
		isBehind: () => anyWaits(acting),
		stop,
	};
}
