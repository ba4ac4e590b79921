import { useEffect, useState } from "react";
import { useEvents } from "../../core-client.tsx";

export interface Progress {
	done: number;
	/** Null while nobody knows. */
	total: number | null;
	/** Rows a second so far, and seconds that are left at this pace; null until it can be told. */
	rate: number | null;
	secondsLeft: number | null;
}

/** News come about once a second: silence longer than this means that nobody is at work. */
const silentMs = 5_000;
/** Before this much time a pace is chance. */
const paceMs = 1_500;

interface Heard {
	job: string;
	done: number;
	total: number | null;
	at: number;
	first: { done: number; at: number };
}

/** How far a work is, as the core tells; null while it tells nothing. `isJob`: which work, by its name in the events. */
export function useProgress(isJob: (job: string) => boolean): Progress | null {
	const [heard, setHeard] = useState<Heard | null>(null);
	useEvents((event) => {
		if (event.type !== "progress" || !isJob(event.job)) return;
		const { job, done, total } = event;
		const at = performance.now();
		setHeard((before) => {
			const goesOn = before !== null && before.job === job && before.total === total && done >= before.done;
			return { job, done, total, at, first: goesOn ? before.first : { done, at } };
		});
	});
	useEffect(() => {
		if (!heard) return;
		const timer = setTimeout(() => setHeard(null), silentMs);
		return () => clearTimeout(timer);
	}, [heard]);
	return heard && paced(heard);
}

function paced({ done, total, at, first }: Heard): Progress {
	const ms = at - first.at;
	const rate = ms < paceMs || done === first.done ? null : ((done - first.done) * 1000) / ms;
	return { done, total, rate, secondsLeft: rate === null || total === null ? null : Math.max(0, total - done) / rate };
}
