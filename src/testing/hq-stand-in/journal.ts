import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import type { Held } from "../../core/practice-hq/held.ts";
import { readForm } from "../../core/practice-hq/read-form.ts";

/** Takes in again what stands in the file, and keeps what comes from now on there. */
export function openJournal(file: string, held: Held): { add(form: string): void } {
	const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
	const whole = bytes.lastIndexOf("\n") + 1;
	// A line that was not finished was not answered either; the next one begins in its place.
	if (whole < bytes.length) truncateSync(file, whole);
	for (const line of bytes.toString("utf8", 0, whole).split("\n").slice(0, -1)) {
		const text = JSON.parse(line) as string;
		const form = readForm(text);
		if (form) held.submit(form, text);
	}
	return { add: (form) => appendFileSync(file, `${JSON.stringify(form)}\n`) };
}
