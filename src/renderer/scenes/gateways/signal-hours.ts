export interface Hour {
	/** When it began, ISO in UTC. */
	at: string;
	/** Weakest and strongest of its measures; null where there was none. */
	low: number | null;
	high: number | null;
}

const hourMs = 3_600_000;

/** Measures by the hour, newest first: a table that can be listened to. Hours without any measure in between stand there too. */
export function everyHour(samples: readonly { at: string; signal: number | null }[]): Hour[] {
	const hours = new Map<number, number[]>();
	for (const { at, signal } of samples) {
		const hour = Math.floor(Date.parse(at) / hourMs);
		const values = hours.get(hour) ?? [];
		if (signal !== null) values.push(signal);
		hours.set(hour, values);
	}
	if (hours.size === 0) return [];
	const first = Math.min(...hours.keys());
	const last = Math.max(...hours.keys());
	return Array.from({ length: last - first + 1 }, (_, index) => {
		const hour = last - index;
		const values = hours.get(hour) ?? [];
		return {
			at: new Date(hour * hourMs).toISOString(),
			low: values.length > 0 ? Math.min(...values) : null,
			high: values.length > 0 ? Math.max(...values) : null,
		};
	});
}
