import type { SignalSample } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";

/** What a chart can show. */
const mostPoints = 200;
const dayMs = 24 * 3_600_000;

/** The samples of the last days, oldest first; where there are too many, of each stretch the weakest, since that is what a person looks for. */
export function signalOverTime(
	{ store, clock }: Pick<GatewayDeps, "store" | "clock">,
	gateway: string,
	days: number,
): SignalSample[] {
	const since = clock.nowMs() - days * dayMs;
	const stretchMs = (days * dayMs) / mostPoints;
	const rows = store
		.prepare<{ at: number; signal: number | null; registration: string }>(
			"SELECT at, signal, registration FROM gateway_signal WHERE gateway = ? AND at > ? ORDER BY at",
		)
		.all(gateway, since);
	const stretches = new Map<number, (typeof rows)[number]>();
	for (const row of rows) {
		const stretch = Math.floor((row.at - since) / stretchMs);
		const known = stretches.get(stretch);
		if (!known || strength(row) < strength(known)) stretches.set(stretch, row);
	}
	return [...stretches.values()].slice(-mostPoints).map(({ at, signal, registration }) => ({
		at: new Date(at).toISOString(),
		signal,
		registration,
	}));
}

/** Not known counts as weaker than weak: there was none. */
function strength({ signal }: { signal: number | null }): number {
	return signal ?? -1;
}
