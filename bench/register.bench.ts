// How long a clerk's "Save" takes: one case with consent, number entry, audit line and search index, durable on disk.
import { measure, report } from "./measure.ts";
import { openBenchOffice } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";

const count = Number(process.env.BENCH_COUNT ?? 2000);
const office = await openBenchOffice();
try {
	const people = makePeople(count + 100);
	for (const person of people.slice(count)) await office.must("cases.register", registrationOf(person));
	const ms = await measure(people.slice(0, count), (person) => office.must("cases.register", registrationOf(person)));
	report("register", { cases: count, ms });
} finally {
	await office.close();
}
