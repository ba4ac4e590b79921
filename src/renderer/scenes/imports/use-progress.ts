import { useEffect, useState } from "react";
import type { OutpostEvent } from "../../../core/api/index.ts";
import { useEvents } from "../../core-client.tsx";

export type Progress = Extract<OutpostEvent, { type: "progress" }>;

/** News come about once a second: silence longer than this means that nobody is at work. */
const silentMs = 5_000;

/** How far a work is, as the core tells; null while it tells nothing. `isJob`: which work, by its name in the events and the mark that whoever asked for it gave it. */
export function useProgress(isJob: (job: string, mark: string | undefined) => boolean): Progress | null {
	const [heard, setHeard] = useState<Progress | null>(null);
	useEvents((event) => {
		if (event.type === "progress" && isJob(event.job, event.mark)) setHeard(event);
	});
	useEffect(() => {
		if (!heard) return;
		const timer = setTimeout(() => setHeard(null), silentMs);
		return () => clearTimeout(timer);
	}, [heard]);
	return heard;
}
