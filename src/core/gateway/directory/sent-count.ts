import type { Clock } from "../../ground/index.ts";
import type { Store } from "../../storage/index.ts";

const hourMs = 3_600_000;

/** Parts sent since an hour began; `hour` in hours since 1970. */
export function sentSince(store: Store, name: string, hour: number): number {
	return (
		store
			.prepare<{ n: number | null }>("SELECT SUM(parts) n FROM sent_count WHERE gateway = ? AND hour >= ?")
			.get(name, hour)?.n ?? 0
	);
}

export function sentThisHour(store: Store, clock: Clock, name: string): number {
	return sentSince(store, name, Math.floor(clock.nowMs() / hourMs));
}

export function sentToday(store: Store, clock: Clock, name: string): number {
	return sentSince(store, name, midnight(clock.nowMs()));
}

/** The hour, since 1970, in which the laptop's day began. */
export function midnight(nowMs: number): number {
	return Math.floor(new Date(nowMs).setHours(0, 0, 0, 0) / hourMs);
}
