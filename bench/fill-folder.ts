// Makes an office with many cases in the folder given: `fill-folder.ts FOLDER COUNT`. The other benchmarks of a run use it.
import { tidySearch } from "../src/core/contacts/tidy-search.ts";
import { fillCases } from "./fill-cases.ts";
import { fillOffice } from "./fill-office.ts";
import { report } from "./measure.ts";
import { makePeople } from "./people.ts";

const [dataDir = "", counted = ""] = process.argv.slice(2);
const count = Number(counted);
const started = performance.now();
await fillOffice(dataDir, async (acting) => {
	fillCases(acting, makePeople(count), (done) => {
		if (done % 100_000 === 0)
			process.stderr.write(`${done} cases after ${Math.round((performance.now() - started) / 1000)} s\n`);
	});
	// As an office is some minutes after its start.
	await tidySearch(acting.store, async () => true);
});
const seconds = Math.round((performance.now() - started) / 100) / 10;
report("fill", { cases: count, seconds });
