import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { startStandIn } from "../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../testing/test-office.ts";
import { syncAsChild } from "./child-process.ts";
import { keepSync, type SyncProcess } from "./keep-sync.ts";

const quiet = { info() {}, warn() {}, error() {} };
/** Its keeper waits twice as long after each end that comes soon; many more ends are `kills.test.ts` and `many-forms.test.ts`. */
const kills = 4;

test(`a process of its own carries; ended ${kills} times at any moment it comes back, nothing is lost and nothing double`, {
	timeout: 60_000 + kills * 8_000,
}, async () => {
	const hq = await startStandIn();
	const started: SyncProcess[] = [];
	const start = () => {
		const child = syncAsChild("src/sync/index.ts");
		started.push(child);
		return child;
	};
	const office = await openTestOffice({ startSync: keepSync(start, quiet) });
	try {
		await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
		const { id } = await office.must("cases.register", { type: "person", name: "Amina", properties: [] });
		await expect.poll(() => hq.held.cases.has(id), { timeout: 20_000 }).toBe(true);
		const steps: string[] = [];
		for (let nth = 1; nth <= kills; nth++) {
			steps.push(String(nth));
			await office.must("cases.change", { id, properties: [{ name: "step", value: String(nth) }] });
			if (nth % 2) await new Promise((resolve) => setTimeout(resolve, (nth * 137) % 700));
			const before = started.length;
			started.at(-1)?.kill();
			await expect.poll(() => started.length, { timeout: 20_000 }).toBeGreaterThan(before);
			await expect.poll(() => hq.history.get(id)?.at(-1), { timeout: 30_000 }).toBe(String(nth));
		}
		expect(hq.history.get(id)).toEqual(steps);
		expect(hq.held.edits).toBe(0);
	} finally {
		await office.close();
		await hq.close();
	}
});

test.each(["waits for an answer that never comes", "stands still"])(
	"quitting waits for no line: the sync process %s",
	{ timeout: 20_000 },
	async (what) => {
		const hq = await startStandIn();
		let asked = 0;
		hq.manners.inPlaceOf = () => {
			asked += 1;
			return true;
		};
		const office = await openTestOffice({ startSync: keepSync(() => syncAsChild("src/sync/index.ts"), quiet) });
		try {
			await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
			await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0);
			const pids = spawnSync("pgrep", ["-P", String(process.pid), "-f", "src/sync/index.ts"], { encoding: "utf8" });
			const pid = Number(pids.stdout);
			if (what === "stands still") process.kill(pid, "SIGSTOP");
			// Half a minute later it would have given up by itself; the test has less time.
			await office.outpost.close();
			await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
		} finally {
			await office.close();
			await hq.close();
		}
	},
);

test.skipIf(process.platform === "win32")("neither its arguments nor its environment say the key", async () => {
	const office = await openTestOffice({
		startSync: keepSync(() => syncAsChild("src/sync/index.ts"), quiet),
	});
	try {
		const seen = spawnSync("ps", ["axeww", "-o", "args"], { encoding: "utf8" }).stdout ?? "";
		const lines = seen.split("\n").filter((line) => line.includes("src/sync/index.ts"));
		expect(lines).not.toEqual([]);
		for (const line of lines) expect(line).not.toMatch(/[A-Za-z0-9+/]{43}=/);
	} finally {
		await office.close();
	}
});

test("twenty ends in a row are one line of the log, with pauses that grow", () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	const error = vi.fn();
	const ends: (() => void)[] = [];
	const stop = keepSync(() => ({ handOver() {}, kill() {}, onEnd: (ended) => ends.push(ended) }), { ...quiet, error })({
		dataDir: "/nowhere",
		practice: false,
		dataKey: "",
		migrationsDir: "",
	});
	for (let nth = 1; nth <= 25; nth++) {
		ends.at(-1)?.();
		vi.advanceTimersByTime(999);
		expect(ends).toHaveLength(nth);
		vi.advanceTimersByTime(5 * 60_000);
		expect(ends).toHaveLength(nth + 1);
	}
	expect(error).toHaveBeenCalledTimes(1);
	void stop();
	ends.at(-1)?.();
	vi.advanceTimersByTime(60 * 60_000);
	expect(ends).toHaveLength(26);
	vi.useRealTimers();
});

test("whoever ends it hears when the process is over, and at once where none runs", async () => {
	let over = () => {};
	const killed: string[] = [];
	const stop = keepSync(
		() => ({ handOver() {}, kill: () => void killed.push("kill"), onEnd: (ended) => (over = ended) }),
		quiet,
	)({ dataDir: "", practice: false, dataKey: "", migrationsDir: "" });
	let isOver = false;
	const ended = stop().then(() => {
		isOver = true;
	});
	await new Promise(setImmediate);
	expect({ killed, isOver }).toEqual({ killed: ["kill"], isOver: false });
	over();
	await ended;
	expect(isOver).toBe(true);
	await stop();
});
