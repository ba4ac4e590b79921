// How long everything else in the core waits while one clerk registers and another types a search, in the largest office.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { largestFolder } from "./filled-folder.ts";
import { measure, report, round } from "./measure.ts";
import { openFilledOffice } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";
import { searchesAmong } from "./searches.ts";

const resolution = 1;
const newcomers = 300;
/** A hand hits a key every tenth of a second at best; this is five of them. */
const pauseMs = 20;
const { folder, cases } = largestFolder();
const office = await openFilledOffice(folder);
try {
	const people = makePeople(newcomers, 99);
	const searches = Object.values(searchesAmong(makePeople(cases), 20))
		.flat()
		.map((query, at) => ({ query, at: (at * 7919) % 360 }))
		.sort((a, b) => a.at - b.at);
	const delay = monitorEventLoopDelay({ resolution });
	delay.enable();
	await sleep(2000);
	const idle = figures(delay);
	delay.reset();
	const ms = await measure(people, async (person) => {
		await office.must("cases.register", registrationOf(person));
		await sleep(pauseMs);
		const next = searches[people.indexOf(person) % searches.length];
		if (next) await office.must("cases.list", { ...next.query, limit: 100 });
		await sleep(pauseMs);
	});
	const busy = figures(delay);
	delay.disable();
	report("loop", { cases, resolution, registrations: ms.runs, idle, busy });
} finally {
	await office.close();
}

/** Milliseconds between two turns; the resolution itself is part of each. */
function figures(delay: ReturnType<typeof monitorEventLoopDelay>) {
	const ms = (nanoseconds: number) => round(nanoseconds / 1e6);
	return { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) };
}
