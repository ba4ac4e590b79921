import { redact } from "../ground/index.ts";

/** What passed between Outpost and a modem, fit for a screen or a report of a fault: no number, no text, no PIN. */
export function maskedDialogue(lines: readonly string[]): string[] {
	return lines.map((line) =>
		redact(
			line.replace(/(\+CPIN=)"?\d+"?/, "$1[pin]").replace(/\b[0-9A-Fa-f]{14,}\b/g, (hex) => `[${hex.length} hex]`),
		),
	);
}
