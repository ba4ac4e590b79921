// Makes an office with many cases in the folder given: `fill-folder.ts FOLDER COUNT`. The other benchmarks of a run use it.
import { tidySearch } from "../src/core/contacts/tidy-search.ts";
import { openOutpost } from "../src/core/outpost.ts";
import { FrontDesk, signIn } from "../src/core/staff/index.ts";
import { fillCases } from "./fill-cases.ts";
import { report } from "./measure.ts";
import { benchProject, benchStaff, keyCost, migrationsDir, seat } from "./open-office.ts";
import { makePeople } from "./people.ts";

const [dataDir = "", counted = ""] = process.argv.slice(2);
const count = Number(counted);
const options = { dataDir, migrationsDir, keyCost };

const outpost = await openOutpost(options);
const made = await outpost.call(
	"office.setUp",
	{ language: "en", project: benchProject, supervisor: benchStaff },
	seat,
);
if (!made.ok) throw new Error(made.problem.code);
await outpost.close();

const desk = new FrontDesk({ options, onOpen() {}, onSession() {} });
const signedIn = await signIn(desk, seat, benchStaff.name, benchStaff.pin);
const acting = desk.actingAt(seat);
if (!signedIn.ok || !acting.ok) throw new Error("nobody could sign in to the office just made");
// Room and haste for the filling only: the benches open the file as the product does.
for (const pragma of ["cache_size = -6000000", "synchronous = OFF"])
	acting.value.store.prepare(`PRAGMA ${pragma}`).run();
const started = performance.now();
fillCases(acting.value, makePeople(count), (done) => {
	if (done % 100_000 === 0)
		process.stderr.write(`${done} cases after ${Math.round((performance.now() - started) / 1000)} s\n`);
});
// As an office is some minutes after its start.
await tidySearch(acting.value.store, async () => true);
desk.close();
const seconds = Math.round((performance.now() - started) / 100) / 10;
report("fill", { cases: count, seconds });
