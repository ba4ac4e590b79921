// From opening the core to its first answered call with the largest office, without the key derivation, and what it holds when idle.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { largestFolder } from "./filled-folder.ts";
import { report, timingOf } from "./measure.ts";

const starts = 9;
const { folder, cases } = largestFolder();
type Once = Record<"modules" | "signIn" | "firstList" | "start" | "rssIdle" | "rssAfterSearches", number>;
const once = (): Once => {
	const options = ["--disable-warning=ExperimentalWarning", "--expose-gc", join(import.meta.dirname, "start-once.ts")];
	const { status, stdout, stderr } = spawnSync(process.execPath, [...options, folder], {
		encoding: "utf8",
		timeout: 120_000,
	});
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout) as Once;
};
const runs = Array.from({ length: starts }, once);
const of = (key: keyof Once) => timingOf(runs.map((run) => run[key]));
report("start", {
	cases,
	ms: { start: of("start"), signIn: of("signIn"), firstList: of("firstList"), modules: of("modules") },
	mb: { rssIdle: of("rssIdle"), rssAfterSearches: of("rssAfterSearches") },
});
