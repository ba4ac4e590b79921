import { Tooltip } from "@mantine/core";
import { memo, useSyncExternalStore } from "react";
import { ago, exactly } from "../time-words.ts";
import { useLocale } from "../words.ts";

export { exactly };

const tickMs = 30_000;
let now = Date.now();
const waiting = new Set<() => void>();
setInterval(() => {
	now = Date.now();
	for (const tell of waiting) tell();
}, tickMs);

function onTick(tell: () => void): () => void {
	waiting.add(tell);
	return () => waiting.delete(tell);
}

function useNow(): number {
	return useSyncExternalStore(onTick, () => now);
}

/** How long ago; the exact time on focus and hover. `quiet` keeps it out of the tab order and plain, for rows of a table. */
export const When = memo(function When({ at, quiet }: { at: string; quiet?: boolean }) {
	const from = useNow();
	const language = useLocale();
	const exact = exactly(at, language);
	const time = (
		<time dateTime={at} {...(quiet ? { title: exact } : { tabIndex: 0 })} style={{ whiteSpace: "nowrap" }}>
			{ago(at, Date.parse(at) > from ? Date.now() : from, language)}
		</time>
	);
	// A tooltip of its own on each row of a long list would cost more than the row.
	if (quiet) return time;
	return (
		<Tooltip label={exact} events={{ hover: true, focus: true, touch: true }}>
			{time}
		</Tooltip>
	);
});
