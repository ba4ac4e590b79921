import type { Breach, Wall } from "./breach.ts";
import { isTest, type SourceFacts } from "./source-facts.ts";

/** No file may come back to itself through its imports. Imports of types alone are gone at run time and don't count. */
export const noCycles: Wall = (sources) => {
	const files = new Map(sources.filter((source) => !isTest(source.path)).map((source) => [source.path, source]));
	const done = new Set<string>();
	const breaches: Breach[] = [];

	const visit = (source: SourceFacts, way: string[]) => {
		if (done.has(source.path)) return;
		for (const { target, typeOnly, line } of source.imports) {
			const next = files.get(target);
			if (!next || typeOnly) continue;
			const from = way.indexOf(target);
			if (from >= 0) {
				breaches.push({ path: source.path, line, why: `circle: ${[...way.slice(from), target].join(" → ")}` });
			} else visit(next, [...way, target]);
		}
		done.add(source.path);
	};
	for (const source of files.values()) visit(source, [source.path]);
	return breaches;
};
