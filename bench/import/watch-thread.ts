/** How long the thread was held at most: by the clock, which a busy machine stretches, and by its own processor time. */
export interface Held {
	stallMs: number;
	stallCpuMs: number;
}

/** Looks every millisecond how long ago it looked the last time. `take` answers for the time since the last `take`. */
export function watchThread(): { take(): Held; end(): void } {
	let held: Held = { stallMs: 0, stallCpuMs: 0 };
	let [at, cpu] = [performance.now(), cpuMs()];
	const look = () => {
		const [now, used] = [performance.now(), cpuMs()];
		held = { stallMs: Math.max(held.stallMs, now - at), stallCpuMs: Math.max(held.stallCpuMs, used - cpu) };
		[at, cpu] = [now, used];
	};
	const timer = setInterval(look, 1);
	return {
		take() {
			look();
			const taken = held;
			held = { stallMs: 0, stallCpuMs: 0 };
			return taken;
		},
		end: () => clearInterval(timer),
	};
}

function cpuMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}
