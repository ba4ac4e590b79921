import type { OutpostEvent } from "../events.ts";
import { everythingChanged } from "./every-topic.ts";

/** Events a window may lag behind before it is told to ask for everything instead. */
const longest = 500;

/** Turns `listen(heard)` into something to iterate over. It listens from the call on, not from the first `next`. */
export function eventQueue(
	listen: (heard: (event: OutpostEvent) => void) => () => void,
	signal?: AbortSignal,
): AsyncIteratorObject<OutpostEvent, void, void> {
	let waiting: OutpostEvent[] = [];
	let wake: (() => void) | null = null;
	let ended = false;
	const stop = listen((event) => {
		if (waiting.length >= longest) waiting = [everythingChanged, { type: "session" }];
		else waiting.push(event);
		wake?.();
	});
	const end = () => {
		if (ended) return;
		ended = true;
		stop();
		wake?.();
	};
	if (signal?.aborted) end();
	signal?.addEventListener("abort", end, { once: true });
	return {
		async next() {
			while (waiting.length === 0 && !ended) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			const event = ended ? undefined : waiting.shift();
			return event ? { done: false, value: event } : { done: true, value: undefined };
		},
		async return() {
			end();
			return { done: true, value: undefined };
		},
		async [Symbol.asyncDispose]() {
			end();
		},
		[Symbol.asyncIterator]() {
			return this;
		},
	};
}
