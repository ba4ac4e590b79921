import type { Acting } from "../../api/acting.ts";
import { handleWaiting, type StepsDeps } from "./handle-waiting.ts";

/** The handling of incoming texts in one process. */
export interface Handling {
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

	return {
		now,
		done: () =>
			new Promise((tell) => {
				untilDone.push(tell);
				now();
			}),
		isBehind: () =>
			store
				.prepare(
					"SELECT 1 FROM message INDEXED BY message_received WHERE state = 'received' AND direction = 'in' LIMIT 1",
				)
				.get() !== undefined,
		stop,
	};
}
