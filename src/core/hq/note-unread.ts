import type { Round } from "./push.ts";

/**
 * Notes what HQ told in another shape than it should have, such as a case without a type. It is passed over, so that the rest comes; the round
 * says how many, the log which. `idKey`: where HQ puts the id of such a thing.
 */
export function noteUnread(round: Round, idKey: string, raw: readonly unknown[]): void {
	if (raw.length === 0) return;
	round.unread += raw.length;
	const ids = raw.map((one) => String((one as Record<string, unknown> | null)?.[idKey] ?? "?").slice(0, 60));
	round.acting.log.warn(`hq told what can't be read, by ${idKey}: ${ids.join(", ")}`);
}
