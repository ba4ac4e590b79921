/** Gives the focus to `element` where it went away with what had it; whoever is somewhere else is left there. */
export function catchFocus(element: HTMLElement | null | undefined): void {
	const at = document.activeElement;
	if (at === null || at === document.body) element?.focus();
}
