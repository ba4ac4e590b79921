import type { KeyboardEvent } from "react";

const stops = "input:not([type=hidden]), select, textarea, button[data-stop], [data-save]";

/**
 * Enter goes to the next field of the form, past what is marked `data-enter-skip` and past the other answers of the same question.
 * After the last field comes the button marked `data-save`.
 */
export function enterMovesOn(event: KeyboardEvent<HTMLFormElement>): void {
	if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
	if (event.defaultPrevented || event.nativeEvent.isComposing) return;
	const from = event.target;
	if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
	event.preventDefault();
	const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter((field) => isStop(field, from));
	const next = fields[fields.indexOf(from) + 1];
	next?.focus();
	if (next instanceof HTMLInputElement && next.type === "text") next.select();
}

function isStop(field: HTMLElement, from: HTMLElement): boolean {
	if (field === from) return true;
	if (field.closest("[data-enter-skip]") || field.tabIndex < 0 || field.matches(":disabled")) return false;
	if (field.getClientRects().length === 0) return false;
	return !(field instanceof HTMLInputElement && field.type === "radio" && !isEntry(field, from));
}

// One answer of a question stands for it: the chosen one, or the first where none is.
function isEntry(radio: HTMLInputElement, from: HTMLElement): boolean {
	if (from instanceof HTMLInputElement && from.type === "radio" && from.name === radio.name) return false;
	const answers = [
		...(radio.form?.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${radio.name}"]`) ?? []),
	];
	return radio === (answers.find((answer) => answer.checked) ?? answers[0]);
}
