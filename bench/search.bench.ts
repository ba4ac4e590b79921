// How long the core takes for the list while a clerk types a name or the end of a number, in a large office.
import { pageRows as limit } from "../src/renderer/scenes/contacts/list-filter.ts";
import { type FilledFolder, filledFolders } from "./filled-folder.ts";
import { measure, report, type Timing, timingOf } from "./measure.ts";
import { openFilledOffice } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { searchesAmong } from "./searches.ts";

const each = 200;
async function searchIn({ folder, cases }: FilledFolder) {
	const office = await openFilledOffice(folder);
	try {
		const kinds: Record<string, Timing> = {};
		const all: number[] = [];
		for (const [kind, queries] of Object.entries(searchesAmong(makePeople(cases), each))) {
			// The first ones of each kind fill the caches, as an office at work has them.
			for (const query of queries.slice(0, 20)) await office.must("cases.list", { ...query, limit });
			kinds[kind] = await measure(queries, (query) => office.must("cases.list", { ...query, limit }), all);
		}
		return { cases, ...timingOf(all), kinds };
	} finally {
		await office.close();
	}
}

const offices = [];
for (const folder of filledFolders()) offices.push(await searchIn(folder));
report("search", { rows: limit, offices });
