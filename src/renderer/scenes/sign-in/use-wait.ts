import { useCallback, useEffect, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { useAsk } from "../../core-client.tsx";

/** Seconds left until the next try is taken, counted down here and set by the core. */
export function useWait(fromStatus: number): { seconds: number; askAgain(problem: Problem): Promise<void> } {
	const { refetch } = useAsk("office.status", {});
	const [untilMs, setUntil] = useState(() => Date.now() + fromStatus * 1000);
	const [nowMs, setNow] = useState(() => Date.now());
	useEffect(() => {
		if (fromStatus > 0) setUntil(Date.now() + fromStatus * 1000);
	}, [fromStatus]);
	const isWaiting = untilMs > nowMs;
	useEffect(() => {
		if (!isWaiting) return;
		const timer = setInterval(() => setNow(Date.now()), 250);
		return () => clearInterval(timer);
	}, [isWaiting]);
	const askAgain = useCallback(
		async (problem: Problem) => {
			const seconds = Number(problem.details?.seconds ?? 0);
			setNow(Date.now());
			if (seconds > 0) setUntil(Date.now() + seconds * 1000);
			await refetch();
		},
		[refetch],
	);
	return { seconds: Math.max(0, Math.ceil((untilMs - nowMs) / 1000)), askAgain };
}
