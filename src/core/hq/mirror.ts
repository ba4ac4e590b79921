import type { Acting } from "../api/acting.ts";
import { readSetting } from "../settings/index.ts";
import type { HqMirror } from "./api.ts";
import type { Flat } from "./flat.ts";

/** The case properties by which HQ sees what only Outpost knows (commcare-behaviour §7.6); an empty name is not sent. */
export function mirrorOf(acting: Acting): HqMirror {
	return {
		optOut: readSetting(acting, "hq.property.optOut"),
		consent: readSetting(acting, "hq.property.consent"),
		verification: readSetting(acting, "hq.property.verification"),
	};
}

export function mirrorNames(acting: Acting): Set<string> {
	return new Set(Object.values(mirrorOf(acting)).filter(Boolean));
}

/** How a STOP is told. */
export const stopped = "1";
/** No STOP, nobody asked, no number that answers: no reason to write to HQ, or to contradict an office that knows more. */
const quiet = new Set(["", "0", "unknown", "none", "one-way"]);

/**
 * HQ's copy, but for what is mirrored as this office told it last (`before`). Several offices may mirror one case: each tells only what is new with it, or
 * they would undo each other's word without end. A STOP is told until it stands there.
 */
export function asTold(acting: Acting, there: Flat, { before, ours }: { before: Flat | null; ours: Flat }): Flat {
	const told = new Map(there);
	const { optOut } = mirrorOf(acting);
	for (const name of mirrorNames(acting)) {
		const here = ours.get(name) ?? "";
		const last = before?.get(name);
		if (name === optOut && here === stopped) continue;
		const known = last ?? (quiet.has(here) ? here : there.get(name));
		if (known) told.set(name, known);
		else told.delete(name);
	}
	return told;
}
