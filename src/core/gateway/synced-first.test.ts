import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { hasTerminals, terminalSticks } from "./testing/terminal-sticks.ts";

const child = new URL("testing/sending-child.ts", import.meta.url).pathname;
/** `OUTPOST_SYNCED_SENDS=500` for the whole figure (reliability B1). */
const sends = Number(process.env.OUTPOST_SYNCED_SENDS ?? 25);
const canTrace = hasTerminals && spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;
if (!canTrace) console.log("skipped: whether the disk comes before the modem is seen with strace");

const { plugIn, pullAll } = terminalSticks();
const folder = mkdtempSync(join(tmpdir(), "outpost-synced-"));
afterAll(() => {
	pullAll();
	rmSync(folder, { recursive: true, force: true });
});

it.skipIf(!canTrace)(
	`each of ${sends} texts is on the disk as being sent before its first octet goes to the modem`,
	async () => {
		const port = join(folder, "stick");
		const calls = join(folder, "calls");
		const stick = await plugIn("--link", port);
		const traced = "trace=fdatasync,fsync,write,writev,pwrite64";
		const program = [process.execPath, child, port, String(sends)];
		const office = spawn("strace", ["-f", "-qq", "-y", "-s", "80", "-e", traced, "-o", calls, ...program]);
		expect((await once(office, "exit"))[0]).toBe(0);
		const { texts, synced } = readCalls(readFileSync(calls, "latin1"));
		expect(texts).toBe(sends);
		expect(synced).toBe(sends);
		expect(stick.accepted()).toHaveLength(sends);
	},
	60_000 + sends * 500,
);

/** Counts texts that were typed, and those before which the log was written and synced since their AT+CMGS, with nothing left unsynced. */
function readCalls(trace: string): { texts: number; synced: number } {
	let [texts, synced] = [0, 0];
	let isSynced = false;
	let isDirty = false;
	for (const line of trace.split("\n")) {
		const [, call = "", file = "", what = ""] = /(\w+)\(\d+<([^>]*)>(.*)/.exec(line) ?? [];
		if (file.endsWith("-wal")) {
			const isSync = call.endsWith("sync");
			isSynced ||= isSync && isDirty;
			isDirty = !isSync;
		} else if (file.includes("/pts/")) {
			if (what.includes("AT+CMGS=")) isSynced = false;
			if (!what.includes("\\32")) continue;
			texts += 1;
			if (isSynced && !isDirty) synced += 1;
		}
	}
	return { texts, synced };
}
