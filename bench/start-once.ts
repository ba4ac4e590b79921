// One start of the core in a process of its own, for `start.bench.ts`: `start-once.ts FOLDER`. Prints one JSON line.
import { setTimeout as sleep } from "node:timers/promises";

const begun = performance.now();
const { openFilledOffice } = await import("./open-office.ts");
const loaded = performance.now();
const office = await openFilledOffice(process.argv[2] ?? "");
const signedIn = performance.now();
await office.must("cases.list", { search: "", closed: false, limit: 100 });
const answered = performance.now();
const rssMb = () => process.memoryUsage().rss / 2 ** 20;
const idle = async () => {
	await sleep(500);
	globalThis.gc?.();
	await sleep(500);
	return rssMb();
};
const rssIdle = await idle();
// A day's work: what stays is what an office's laptop carries.
for (const search of ["a", "wa", "wan", "diop", "254", "مح", "шко"])
	for (const closed of [true, false]) await office.must("cases.list", { search, closed, limit: 100 });
const rssAfterSearches = await idle();
await office.close();
process.stdout.write(
	`${JSON.stringify({
		modules: loaded - begun,
		signIn: signedIn - loaded,
		firstList: answered - signedIn,
		start: answered - loaded,
		rssIdle,
		rssAfterSearches,
	})}\n`,
);
