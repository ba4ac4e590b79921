// How long the core takes for the list while a clerk types a name or the end of a number, in a large office.
import { filledFolder } from "./filled-folder.ts";
import { measure, percentile, report, round, type Timing } from "./measure.ts";
import { openFilledOffice } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { searchesAmong } from "./searches.ts";

const each = 200;
const limit = 100;
const { folder, count } = filledFolder();
const office = await openFilledOffice(folder);
try {
	const kinds = searchesAmong(makePeople(count), each);
	const ms: Record<string, Timing> = {};
	const all: number[] = [];
	for (const [kind, queries] of Object.entries(kinds)) {
		// The first ones of each kind fill the caches, as an office at work has them.
		for (const query of queries.slice(0, 20)) await office.must("cases.list", { ...query, limit });
		ms[kind] = await measure(queries, (query) => office.must("cases.list", { ...query, limit }), all);
	}
	report("search", {
		cases: count,
		rows: limit,
		p50: round(percentile(all, 0.5)),
		p95: round(percentile(all, 0.95)),
		max: round(Math.max(...all)),
		ms,
	});
} finally {
	await office.close();
}
