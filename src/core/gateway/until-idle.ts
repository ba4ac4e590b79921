import type { GatewayDeps } from "./deps.ts";
import type { Runner } from "./run-gateways.ts";

/** A later try that is nearer than this is waited for. */
const nearMs = 60_000;
const lookEveryMs = 25;
/** For a modem that is away with nothing to send: it may hold texts that came in. */
const shortPatienceMs = 3_000;

/** Resolves when nothing more can be sent or taken in for now. Modems that are away are waited for while something is queued for them. */
export async function waitUntilIdle(
	{ store, clock, timing }: GatewayDeps,
	runner: Runner,
	signal?: AbortSignal,
): Promise<void> {
	const startedMs = clock.upMs();
	const away = new Map<string, number>();
	const queued = store.prepare<{ gateway: string; soonest: number }>(
		"SELECT gateway, MIN(not_before) AS soonest FROM outgoing WHERE state IN ('queued', 'sending') GROUP BY gateway",
	);

	const isIdle = (): boolean => {
		const now = clock.upMs();
		const waiting = new Map(queued.all().map(({ gateway, soonest }) => [gateway.toLowerCase(), soonest]));
		// Another process does the work: its queue is ours to watch.
		if (!runner.running()) return waiting.size === 0 || now - startedMs > timing.absentPatienceMs;
		return runner.all().every(({ record, modem }) => {
			const soonest = waiting.get(record.name.toLowerCase());
			const { state } = modem.status();
			if (state === "starting" || state === "off") return false;
			if (state === "absent" || state === "stuck" || state === "searching") {
				const since = away.get(record.name) ?? now;
				away.set(record.name, since);
				return (
					now - since >=
					(soonest === undefined ? Math.min(shortPatienceMs, timing.absentPatienceMs) : timing.absentPatienceMs)
				);
			}
			away.delete(record.name);
			const phase = modem.phase();
			if (phase === "working") return false;
			const reportSince = modem.reportAwaitedSince();
			if (reportSince !== null && now - reportSince < timing.reportPatienceMs) return false;
			return phase === "held" || soonest === undefined || soonest - clock.nowMs() > nearMs;
		});
	};

	while (!signal?.aborted && !isIdle()) await new Promise((done) => setTimeout(done, lookEveryMs));
}
