import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";
import { openOutpost } from "../core/outpost.ts";
import type { SyncOffice } from "../core/outpost-types.ts";
import { syncAsChild } from "../sync/child-process.ts";
import type { SyncProcess } from "../sync/keep-sync.ts";

/**
 * An office with its sync process that registers and changes cases as fast as people would and says what the core has acknowledged, until it is
 * killed. It presses Try now all the time, so that a stand-in that was away is found again at once. `kill-sync` on its input ends the sync process. `hq-kill-victim.ts DATA NAME PIN ROUND`
 */
const [dataDir = "", name = "", pin = "", round = "0"] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
let syncing: SyncProcess | null = null;
/** Without the pauses that a host makes between ends in a row, so that each kill finds one at work. */
const startSync = (office: SyncOffice) => {
	syncing = syncAsChild("src/sync/index.ts");
	syncing.onEnd(() => startSync(office));
	syncing.handOver(office);
	return () => Promise.resolve();
};
createInterface({ input: process.stdin }).on("line", () => syncing?.kill());

const outpost = await openOutpost({ dataDir, migrationsDir: "drizzle", startSync });
const signedIn = await outpost.call("staff.signIn", { name, pin }, "victim");
if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.problem));
flushCompileCache();
say("ready");

for (let n = 0; ; n++) {
	const made = await outpost.call("cases.register", { type: "person", name: `Person ${round}-${n}` }, "victim");
	if (!made.ok) throw new Error(JSON.stringify(made.problem));
	const { id } = made.value;
	say(`case ${id} 0`);
	await outpost.call("hq.tryNow", {}, "victim");
	for (let step = 1; step <= 4; step++) {
		const properties = [
			{ name: "step", value: String(step) },
			{ name: `mark_${step}`, value: `${round}-${n}` },
		];
		const changed = await outpost.call("cases.change", { id, properties }, "victim");
		if (!changed.ok) throw new Error(JSON.stringify(changed.problem));
		say(`case ${id} ${step}`);
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
}
