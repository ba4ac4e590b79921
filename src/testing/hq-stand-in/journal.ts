import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Held } from "../../core/practice-hq/held.ts";
import { readForm } from "../../core/practice-hq/read-form.ts";

/** Takes in again what stands in the file, and keeps what comes from now on there. */
export function openJournal(file: string, held: Held): { add(form: string): void } {
	// A line that was not finished was not answered either.
	const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
	for (const line of lines) {
		const text = JSON.parse(line) as string;
		const form = readForm(text);
		if (form) held.submit(form, text);
	}
	return { add: (form) => appendFileSync(file, `${JSON.stringify(form)}\n`) };
}
