import { once } from "node:events";
import type { Writable } from "node:stream";

/** Where answers go: stdout for what was asked, stderr for what is said beside it. */
export interface Printer {
	readonly json: boolean;
	/** One answer: a JSON document on one line, or words, which may be several lines. Waits for a slow reader. */
	answer(value: unknown, words: () => string): Promise<void>;
	/** Warnings. */
	beside(line: string): void;
	/** How far a long work is: one line that is written over on a terminal, else a line now and then. Empty: the work is over. */
	progress(line: string): void;
}

/** Between two lines of progress where no line can be written over. */
const betweenMs = 5_000;

/** The reader of stdout has gone (`| head`): nothing more to do, and nothing to complain about. */
export class ReaderGone extends Error {}

export function makePrinter(stdout: Writable, stderr: Writable, json: boolean): Printer {
	let gone = false;
	const onTerminal = (stderr as Writable & { isTTY?: boolean }).isTTY === true;
	let shownMs = performance.now();
	const away = () => {
		gone = true;
	};
	stdout.on("error", away);
	stdout.on("close", away);
	stderr.on("error", () => {});
	return {
		json,
		async answer(value, words) {
			if (gone) throw new ReaderGone();
			const more = stdout.write(json ? `${JSON.stringify(value)}\n` : `${plain(words())}\n`);
			if (more) return;
			await Promise.race([once(stdout, "drain"), once(stdout, "close")]).catch(away);
			if (gone) throw new ReaderGone();
		},
		beside: (line) => void stderr.write(`${plain(line)}\n`),
		progress(line) {
			if (onTerminal) return void stderr.write(`\r\u001b[2K${plain(line)}`);
			if (line === "" || performance.now() - shownMs < betweenMs) return;
			shownMs = performance.now();
			stderr.write(`${plain(line)}\n`);
		},
	};
}

/** Names and texts come from strangers: what would steer a terminal is shown as a mark instead. Line breaks of our own stay. */
export function plain(text: string): string {
	// The direction overrides could make a number read backwards.
	return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** A value inside a line: one line, whatever stands in it. */
export function inLine(text: string | null | undefined): string {
	return (text ?? "").replace(/[\r\n\t]+/g, " ");
}
