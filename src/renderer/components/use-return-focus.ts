import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus back to what opened a part once that part is closed, so that nobody is sent to the top of the page. */
export function useReturnFocus<E extends HTMLElement>(isOpen: boolean): RefObject<E | null> {
	const opener = useRef<E>(null);
	const wasOpen = useRef(isOpen);
	useEffect(() => {
		if (wasOpen.current && !isOpen) opener.current?.focus();
		wasOpen.current = isOpen;
	}, [isOpen]);
	return opener;
}
