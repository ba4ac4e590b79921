/** A failure that a person can meet: a code from a room's `problems.ts`, never a sentence. */
export interface Problem {
	readonly code: string;
	/** The input field it belongs to, as the contract names it. */
	readonly field?: string;
	/** Parameters for the words in `locales/`; never a whole phone number, text or path. */
	readonly details?: Readonly<Record<string, ProblemDetail>>;
}

export type ProblemDetail = string | number | boolean | readonly string[];

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok(): Result<undefined>;
export function ok<T>(value: T): Result<T>;
export function ok(value?: unknown): Result<unknown> {
	return { ok: true, value };
}

/** The expected failure of a verb. Bugs are thrown instead. */
export function fail<T = never>(code: string, more: { field?: string; details?: Problem["details"] } = {}): Result<T> {
	return { ok: false, problem: { code, ...more } };
}
