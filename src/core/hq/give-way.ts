import { setImmediate, setTimeout } from "node:timers/promises";
import type { Acting } from "../api/acting.ts";

/**
 * Whoever waits for somebody else's transaction to end looks again every 3 ms (`storage/begin.ts`). So the sync process writes for a while, and then not
 * at all for so long that everybody has looked. What is on the line goes on meanwhile.
 */
const turnMs = 50;
const restMs = 8;
/** How long one transaction goes on taking more work: what is written in it shares one wait for the disk. */
const transactionMs = 20;

const turn = { beganMs: Number.NEGATIVE_INFINITY, wroteMs: Number.NEGATIVE_INFINITY };

/**
 * One short transaction of the sync process, and a rest where its turn is over. `work` may ask whether there is time for more in it; `then` comes once it
 * is committed, before the rest.
 */
export async function writeInTurn<T>(
	{ store, clock }: Pick<Acting, "store" | "clock">,
	work: (isTime: () => boolean) => T,
	then?: (result: T) => void,
): Promise<T> {
	if (clock.upMs() - turn.wroteMs > restMs) turn.beganMs = clock.upMs();
	const result = store.write(() => {
		const ends = clock.upMs() + transactionMs;
		return work(() => clock.upMs() < ends);
	});
	then?.(result);
	turn.wroteMs = clock.upMs();
	if (turn.wroteMs - turn.beganMs > turnMs) await setTimeout(restMs);
	else await setImmediate();
	return result;
}
