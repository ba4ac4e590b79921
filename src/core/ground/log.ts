import { redact } from "./redact.ts";

export interface Log {
	info(line: string): void;
	warn(line: string): void;
	/** A bug or a broken part. The error's own text is redacted too. */
	error(line: string, error?: unknown): void;
}

/** A log that writes redacted single lines with a time through `write`, such as a file's append or stderr. */
export function makeLog(write: (line: string) => void, nowIso: () => string): Log {
	const line = (level: string, text: string) => write(`${nowIso()} ${level} ${redact(text)}\n`);
	return {
		info: (text) => line("info", text),
		warn: (text) => line("warn", text),
		error: (text, error) =>
			line(
				"error",
				error === undefined
					? text
					: `${text}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
			),
	};
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };
