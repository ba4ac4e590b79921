/** The only source of time in the core, so that tests can move it and a wrong laptop clock stays one thing to handle. */
export interface Clock {
	/** Milliseconds since 1970 in UTC, as the laptop believes. May jump either way. */
	nowMs(): number;
	/** Milliseconds that never go back and count sleep where the system does; for waits and limits. */
	upMs(): number;
}

export const systemClock: Clock = {
	nowMs: () => Date.now(),
	upMs: () => performance.now(),
};

/** An instant as the database keeps it: ISO 8601 in UTC with milliseconds. */
export function instant(clock: Clock): string {
	const ms = clock.nowMs();
	if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
	return last.text;
}

/** One registration asks for it some ten times within a millisecond. */
let last = { ms: Number.NaN, text: "" };

/** A clock that stands still until it is moved; for tests and fixed benchmarks. */
export function movableClock(startsAt = "2026-01-05T08:00:00.000Z") {
	let now = Date.parse(startsAt);
	let up = 0;
	return {
		nowMs: () => now,
		upMs: () => up,
		/** Time passes: both the wall clock and the steady clock go on. */
		pass(ms: number) {
			now += ms;
			up += ms;
		},
		/** Somebody sets the laptop's clock: only the wall clock jumps. */
		set(iso: string) {
			now = Date.parse(iso);
		},
	};
}
