import type { SourceFacts } from "./source-facts.ts";

/** One place where a wall is broken. */
export interface Breach {
	path: string;
	line: number;
	why: string;
}

/** A rule over the whole tree, so that one which needs two files (cycles) looks like the others. */
export type Wall = (sources: SourceFacts[]) => Breach[];

/** As a person reads it in a failed test: `src/a.ts:3 why`. */
export function shown(breaches: Breach[]): string[] {
	return breaches.map((breach) => `${breach.path}:${breach.line} ${breach.why}`);
}
