// How long a clerk waits for the list while typing a name or the end of a number, in a large office.
import { measure, report, type Timing } from "./measure.ts";
import { openBenchOffice } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";

const count = Number(process.env.BENCH_COUNT ?? 20_000);
const searches = 200;
const office = await openBenchOffice();
try {
	const people = makePeople(count);
	for (const person of people) await office.must("cases.register", registrationOf(person));
	const asked = people.filter((_, index) => index % Math.floor(count / searches) === 0);
	const kinds: Record<string, (index: number) => string> = {
		wholeName: (index) => asked[index]?.name ?? "",
		firstLetters: (index) => [...(asked[index]?.name ?? "")].slice(0, 3).join(""),
		oneLetter: (index) => [...(asked[index]?.name ?? "")].slice(0, 1).join(""),
		lastDigits: (index) => asked[index]?.digits.slice(-5) ?? "",
		nothingFound: (index) => `zzqx${index}`,
		everything: () => "",
	};
	const ms: Record<string, Timing> = {};
	for (const [kind, term] of Object.entries(kinds)) {
		const terms = asked.map((_, index) => term(index));
		ms[kind] = await measure(terms, (search) => office.must("cases.list", { search, limit: 50 }));
	}
	report("search", { cases: count, ms });
} finally {
	await office.close();
}
