import { useSyncExternalStore } from "react";
import type { OutputOf, Result } from "../../../core/api/index.ts";

type Answer = Result<OutputOf<"backup.restore">>;

let last: Answer | null = null;
const waiting = new Set<() => void>();

/**
 * Kept beside the screens: while an office goes back its window may show the sign-in for a moment, and what was said, be it a refusal, would
 * go with the page. Null: it has been read.
 */
export function noteRestore(answer: Answer | null): void {
	last = answer;
	for (const tell of waiting) tell();
}

/** What came of taking this window's office back to a backup; null: nothing was. */
export function useLastRestore(): Answer | null {
	return useSyncExternalStore(
		(tell) => {
			waiting.add(tell);
			return () => waiting.delete(tell);
		},
		() => last,
	);
}
