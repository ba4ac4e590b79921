import { useEffect, useSyncExternalStore } from "react";

const kept = "outpost.singleKeys";
const heard = new Set<() => void>();

/** Single keys can be turned off: speech input types letters that nobody meant as a command. */
export function singleKeysOn(): boolean {
	return localStorage.getItem(kept) !== "off";
}

export function setSingleKeys(on: boolean): void {
	if (on) localStorage.removeItem(kept);
	else localStorage.setItem(kept, "off");
	for (const tell of heard) tell();
}

export function useSingleKeys(): boolean {
	return useSyncExternalStore((tell) => {
		heard.add(tell);
		return () => heard.delete(tell);
	}, singleKeysOn);
}

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	return (
		target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || !!target.closest("[role=dialog]")
	);
}

/** `keys`: what each single key does. A screen's own single keys are switched off with them. */
export function useKeys(keys: Record<string, () => void>, locks: () => unknown): void {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "l") {
				event.preventDefault();
				locks();
				return;
			}
			if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
			const act = keys[event.key];
			if (!act) return;
			event.stopPropagation();
			if (!singleKeysOn()) return;
			event.preventDefault();
			act();
		};
		addEventListener("keydown", onKey, { capture: true });
		return () => removeEventListener("keydown", onKey, { capture: true });
	}, [keys, locks]);
}
