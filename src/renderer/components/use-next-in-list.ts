import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { catchFocus } from "./catch-focus.ts";

export interface NextInList<E extends HTMLElement> {
	/** The list, which needs a `tabIndex`; its parts bear `data-part` and a `tabIndex`. */
	list: RefObject<E | null>;
	/** To be told when a part is dealt with and about to go. */
	dealtWith(id: string): void;
}

/** For a list whose parts go away once they are dealt with: the focus goes to the part that then stands there, else to the list, and not to the top of the page. */
export function useNextInList<E extends HTMLElement>(ids: readonly string[]): NextInList<E> {
	const list = useRef<E>(null);
	const [going, setGoing] = useState<{ id: string; at: number } | null>(null);
	const shown = useRef(ids);
	shown.current = ids;
	const isGone = going !== null && !ids.includes(going.id);
	useEffect(() => {
		if (!isGone) return;
		const parts = list.current?.querySelectorAll<HTMLElement>("[data-part]") ?? [];
		catchFocus(parts[Math.min(going?.at ?? 0, parts.length - 1)] ?? list.current);
		setGoing(null);
	}, [isGone, going]);
	const dealtWith = useCallback((id: string) => setGoing({ id, at: Math.max(0, shown.current.indexOf(id)) }), []);
	return { list, dealtWith };
}
