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

const printed: Record<string, string> = { Slash: "/" };

type Pressed = Pick<KeyboardEvent, "key" | "code" | "shiftKey">;

/** What the key types on a Latin keyboard, by its place: an Arabic or Cyrillic one has no `n`. Undefined for keys that are no command. */
function placeOf(event: Pressed): string | undefined {
	const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
	if (letter) return event.shiftKey ? letter : letter.toLowerCase();
	const sign = printed[event.code];
	return sign === "/" && event.shiftKey ? "?" : sign;
}

/**
 * The act of a key: by what it types, and where that is no Latin letter or sign at all, by its place. Who types Latin with keys in other
 * places (AZERTY, Dvorak) means what is printed on them.
 */
export function actOf<Act>(keys: Record<string, Act>, event: Pressed): Act | undefined {
	if (Object.hasOwn(keys, event.key)) return keys[event.key];
	const isForeign = [...event.key].length === 1 && !/^[\u0020-\u024f]$/.test(event.key);
	if (!isForeign) return undefined;
	const place = placeOf(event);
	return place !== undefined && Object.hasOwn(keys, place) ? keys[place] : undefined;
}

/** `keys`: what each single key does. A screen's own single keys are switched off with them. */
export function useKeys(keys: Record<string, () => void>, locks: () => unknown): void {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.ctrlKey && !event.altKey && !event.shiftKey && actOf({ l: true, L: true }, event)) {
				event.preventDefault();
				locks();
				return;
			}
			if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
			const act = event.isComposing ? undefined : actOf(keys, event);
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
