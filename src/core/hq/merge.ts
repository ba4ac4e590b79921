import type { Flat } from "./flat.ts";

export interface Merge {
	/** Fields that only HQ changed, as they are there. */
	take: Flat;
	/** Fields that were changed on both sides, and differently. */
	conflicts: string[];
}

/**
 * Compares three copies of a contact: as both last had it (`before`), as it is here, as it is there. What only one side changed is no conflict.
 * Where the two were never the same (`before` null), what one side lacks is taken from the other. Without `@owner` here nothing was decided here.
 * A conflict that is open stays one until both are the same: by then `before` is what HQ had when it was found, and tells nothing of who changed what.
 */
export function merge(
	before: Flat | null,
	here: Flat,
	there: Flat,
	{ leftAside, open }: { leftAside: ReadonlySet<string>; open: ReadonlySet<string> },
): Merge {
	const take: Flat = new Map();
	const conflicts: string[] = [];
	for (const field of new Set([...here.keys(), ...there.keys(), ...(before?.keys() ?? [])])) {
		if (leftAside.has(field)) continue;
		const was = before?.get(field) ?? "";
		const theirs = there.get(field) ?? "";
		const isUndecided = field === "@owner" && !here.has(field);
		const ours = here.get(field) ?? "";
		const isNews = theirs !== was || open.has(field);
		if (!isNews || theirs === ours) continue;
		if (isUndecided || (ours === was && !open.has(field))) take.set(field, theirs);
		else conflicts.push(field);
	}
	return { take, conflicts };
}
