import type { Problem, Result } from "../core/api/index.ts";

/** What a command comes to: its value, or a problem that is shown and ends it. */
export type Outcome<T> = Result<T>;

/** Exit codes of the command line: done; an expected problem; wrong usage; some items failed and the rest is done. */
export const exits = { done: 0, problem: 1, usage: 2, some: 3 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** Wrong usage: nothing was tried. `reason` is a key below `usage` in the words. */
export function misuse<T = never>(reason: string, details: Record<string, string> = {}): Outcome<T> {
	return { ok: false, problem: { code: `usage.${reason}`, details } };
}

export function isMisuse(problem: Problem): boolean {
	return problem.code.startsWith("usage.");
}

export function refused<T = never>(code: string, details?: Problem["details"]): Outcome<T> {
	return { ok: false, problem: details ? { code, details } : { code } };
}

/** The command did all it was asked. */
export const done: Outcome<Exit> = { ok: true, value: exits.done };
