import type { Problem, ProblemDetail } from "../../ground/index.ts";

/** Carries a problem out of the depth of a parser to the one place that makes an answer of it. */
export class Unreadable extends Error {
	readonly problem: Problem;

	constructor(code: string, details: Record<string, ProblemDetail> = {}) {
		super(code);
		this.problem = { code, details };
	}
}

/** Runs what a library or a parser does with a file of strangers: whatever it throws means that the file can't be read. */
export function orDamaged<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw error instanceof Unreadable ? error : new Unreadable("file-damaged");
	}
}
