import { afterEach, beforeEach, expect, test } from "vitest";
import type { SyncOffice } from "../core/outpost-types.ts";
import { type StandIn, startStandIn } from "../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../testing/test-office.ts";
import { syncAsChild } from "./child-process.ts";
import type { SyncProcess } from "./keep-sync.ts";

// More than 500 changes wait, so that their forms are sent from a thread.
const people = 600;
/** More of them where the machine has nothing else to do. */
const kills = Number(process.env.OUTPOST_KILLS ?? 2);

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
let handedOver: SyncOffice;
let syncing: SyncProcess | null;
let ids: string[];

beforeEach(async () => {
	hq = await startStandIn();
	syncing = null;
	ids = [];
	office = await openTestOffice({
		startSync: (given) => {
			handedOver = given;
			return async () => {};
		},
	});
	const { url, project, user, apiKey } = hq;
	await office.must("hq.connect", { url, project, user, apiKey });
	for (let n = 0; n < people; n++) {
		const made = await office.must("cases.register", { type: "person", name: `Person ${n}`, properties: [] });
		ids.push(made.id);
	}
});
afterEach(async () => {
	await end();
	await office.close();
	await hq.close();
});

const begin = () => {
	syncing = syncAsChild("src/sync/index.ts");
	syncing.handOver(handedOver);
};
const end = async () => {
	const child = syncing;
	syncing = null;
	if (!child) return;
	const ended = new Promise<void>((resolve) => child.onEnd(resolve));
	child.kill();
	await ended;
};
const status = () => office.must("hq.status", {});

test(`sent from a thread: ended ${kills} times amid many, a third of the answers lost, each change arrives once and in order`, {
	timeout: 60_000 + kills * 8_000,
}, async () => {
	let answers = 0;
	hq.manners.losesAnswer = () => answers++ % 3 === 0;
	const steps = new Map<string, string[]>();
	for (let nth = 1; nth <= kills; nth++) {
		for (const id of ids.slice(0, 200)) {
			await office.must("cases.change", { id, properties: [{ name: "step", value: String(nth) }] });
			steps.set(id, [...(steps.get(id) ?? []), String(nth)]);
		}
		const { forms } = hq.seen;
		begin();
		await expect.poll(() => hq.seen.forms - forms, { timeout: 20_000, interval: 1 }).toBeGreaterThan((nth * 7) % 23);
		await end();
		// Another one has as much before it.
		if (nth < kills)
			for (const id of ids.slice(200))
				await office.must("cases.change", { id, properties: [{ name: "round", value: String(nth) }] });
	}
	begin();
	await expect.poll(async () => (await status()).waiting, { timeout: 60_000 }).toBe(0);
	expect(Object.fromEntries([...steps.keys()].map((id) => [id, hq.history.get(id)]))).toEqual(
		Object.fromEntries(steps),
	);
	expect([...hq.held.cases.keys()].sort()).toEqual([...ids].sort());
	expect(hq.held.edits).toBe(0);
	expect(await status()).toMatchObject({ parked: 0, conflicts: 0 });
});

test("where HQ asks to wait, nothing of what lies ready on the thread is sent after that", async () => {
	const isForm = (url = "") => url.includes("/receiver/");
	let taken = 0;
	let refused = 0;
	hq.manners.roundTripMs = 5;
	hq.manners.inPlaceOf = (request, response) => {
		if (!isForm(request.url) || taken++ < 8) return false;
		refused += 1;
		response.writeHead(429, { "Retry-After": "1800" }).end();
		return true;
	};
	begin();
	await expect.poll(async () => (await status()).problem, { timeout: 20_000 }).toMatchObject({ code: "hq-busy" });
	// At most what was on its way.
	expect(refused).toBeGreaterThan(0);
	expect(refused).toBeLessThanOrEqual(4);
	expect(hq.seen.mostAtOnce).toBeLessThanOrEqual(4);
	expect(hq.held.cases.size).toBe(80);
	expect((await status()).waiting).toBe(people - 80);
});

test("what the office does while much is sent goes with it, in the same round", async () => {
	hq.manners.roundTripMs = 150;
	begin();
	await expect.poll(() => hq.seen.forms, { timeout: 20_000 }).toBeGreaterThan(4);
	const late = await office.must("cases.register", { type: "person", name: "Late", properties: [] });
	await expect
		.poll(async () => (await office.must("hq.history", {})).rows.at(-1)?.endedAt, { timeout: 20_000 })
		.toBeTruthy();
	expect((await office.must("hq.history", {})).rows.at(-1)).toMatchObject({ pushed: people + 1, problem: null });
	expect(hq.held.cases.has(late.id)).toBe(true);
});
