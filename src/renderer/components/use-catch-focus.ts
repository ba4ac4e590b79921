import { type RefObject, useEffect, useRef } from "react";
import { catchFocus } from "./catch-focus.ts";

/** Gives the focus to this part once another part, which may have had it, is gone. The part needs a `tabIndex`. */
export function useCatchFocus<E extends HTMLElement>(isThere: boolean): RefObject<E | null> {
	const part = useRef<E>(null);
	const wasThere = useRef(isThere);
	useEffect(() => {
		if (wasThere.current && !isThere) catchFocus(part.current);
		wasThere.current = isThere;
	}, [isThere]);
	return part;
}
