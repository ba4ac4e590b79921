/** What stands in a log line instead of a phone number: enough to tell two apart, not enough to call. */
export function maskNumber(digits: string): string {
	return digits.length <= 4 ? "…" : `…${digits.slice(-2)} (${digits.length} digits)`;
}

const numberLike = /\p{Nd}(?:[\s().\-\u00a0\u202a-\u202e\u2066-\u2069]*\p{Nd}){5,}/gu;
const quoted = /"(?:[^"\\]|\\.)*"|“[^”]*”|'(?:[^'\\]|\\.)*'/gu;
const hexBody = /\b[0-9A-Fa-f]{24,}\b/g;

/**
 * Masks what could be a person in a line meant for a log: runs of six or more digits in any script, whatever
 * stands in quotes (texts, names), and PDUs. Errors of libraries pass through here before they are written.
 */
export function redact(line: string): string {
	return line
		.replace(hexBody, (hex) => `[${hex.length} hex]`)
		.replace(quoted, "[text]")
		.replace(numberLike, (run) => maskNumber(run.replace(/\P{Nd}/gu, "")))
		.replace(/[\r\n]+/g, " ⏎ ");
}
