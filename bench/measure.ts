/** Milliseconds at the given share of the sorted times: 0.5 is the median. */
export function percentile(timesMs: readonly number[], share: number): number {
	const sorted = [...timesMs].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Times `work` for each input and says how it went in milliseconds. `all` gets every single time. */
export async function measure<T>(
	inputs: readonly T[],
	work: (input: T) => unknown,
	all: number[] = [],
): Promise<Timing> {
	const times: number[] = [];
	const cpuTimes: number[] = [];
	for (const input of inputs) {
		const cpu = process.cpuUsage();
		const started = performance.now();
		await work(input);
		times.push(performance.now() - started);
		const { user, system } = process.cpuUsage(cpu);
		cpuTimes.push((user + system) / 1000);
	}
	all.push(...times);
	return { ...timingOf(times), cpuP95: round(percentile(cpuTimes, 0.95)) };
}

export function timingOf(times: readonly number[]): Timing {
	return {
		runs: times.length,
		p50: round(percentile(times, 0.5)),
		p95: round(percentile(times, 0.95)),
		max: round(Math.max(...times)),
	};
}

export interface Timing {
	runs: number;
	p50: number;
	p95: number;
	max: number;
	/** Of the processor time alone, which a busy machine does not stretch. */
	cpuP95?: number;
}

/** The one line that a benchmark prints. */
export function report(name: string, figures: Record<string, unknown>): void {
	const machine = { node: process.versions.node, platform: `${process.platform}-${process.arch}` };
	process.stdout.write(`${JSON.stringify({ bench: name, ...figures, ...machine })}\n`);
}

export function round(ms: number): number {
	return Math.round(ms * 1000) / 1000;
}
