import { useSyncExternalStore } from "react";
import type { OutputOf } from "../../../core/api/index.ts";

type Restored = OutputOf<"backup.restore">;

let last: Restored | null = null;
const waiting = new Set<() => void>();

/** Kept beside the screens: while an office goes back its window may show the sign-in for a moment, and what was said would go with the page. */
export function noteRestore(restored: Restored): void {
	last = restored;
	for (const tell of waiting) tell();
}

/** What this window's office was taken back to; null: to nothing. */
export function useLastRestore(): Restored | null {
	return useSyncExternalStore(
		(tell) => {
			waiting.add(tell);
			return () => waiting.delete(tell);
		},
		() => last,
	);
}
