// How long a clerk's "Save" takes: one case with consent, number entry, audit line and search index, durable on disk.
import { measure, report } from "./measure.ts";
import { openBenchOffice } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";

const cases = 2000;
const office = await openBenchOffice();
try {
	const people = makePeople(cases + 100);
	for (const person of people.slice(cases)) await office.must("cases.register", registrationOf(person));
	const ms = await measure(people.slice(0, cases), (person) => office.must("cases.register", registrationOf(person)));
	report("register", { cases, ms });
} finally {
	await office.close();
}
