import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";
import { systemClock } from "../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
/** How far this computer's clock is put. */
let aheadMs: number;
const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs };
beforeEach(async () => {
	aheadMs = 0;
	office = await openTestOffice({ clock });
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

const once = (url?: string) => office.outpost.runSync("desk", { once: true, url });
const status = () => office.must("hq.status", {});
const register = (name: string, properties: Record<string, string> = {}, phone?: string) =>
	office.must("cases.register", {
		type: "person",
		name,
		phone,
		acceptDoubtful: true,
		properties: Object.entries(properties).map(([key, value]) => ({ name: key, value })),
	});
const change = (id: string, properties: Record<string, string>) =>
	office.must("cases.change", { id, properties: Object.entries(properties).map(([name, value]) => ({ name, value })) });
const there = (id: string) => hq.held.cases.get(id);
const isForm = (url = "") => url.includes("/receiver/");
const answerForms = (code: number | null) => {
	hq.manners.inPlaceOf =
		code === null
			? null
			: (request, response) => {
					if (!isForm(request.url)) return false;
					response.writeHead(code, { "Content-Type": "text/plain" }).end("failed");
					return true;
				};
};

test.each([
	[500, "hq-busy"],
	[400, "hq-not-hq"],
	[407, "hq-not-hq"],
	[451, "hq-not-hq"],
])(
	"%d to every form is no form's own fault: nothing is parked, however often, and all of it arrives afterwards",
	async (code, problem) => {
		for (let n = 0; n < 90; n++) await register(`Person ${n}`);
		answerForms(code);
		for (let round = 0; round < 5; round++) {
			const { requests } = hq.seen;
			expect(await once()).toMatchObject({ ok: false, problem: { code: problem } });
			expect(await status()).toMatchObject({ waiting: 90, parked: 0, lastSuccessAt: null, problem: { code: problem } });
			expect(hq.seen.requests - requests).toBeLessThan(40);
		}
		answerForms(null);
		expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, pushed: 90 } });
	},
);

test("one that fails each time while others go through is put aside with its reason", async () => {
	const lonely = await register("Lonely");
	answerForms(500);
	for (let round = 0; round < 4; round++) {
		expect(await once()).toMatchObject({ ok: false, problem: { code: "hq-busy" } });
		expect(await status()).toMatchObject({ waiting: 1, parked: 0 });
	}
	// The others are made of later changes; the one that failed goes behind them.
	let others = 0;
	hq.manners.inPlaceOf = (request, response) => {
		if (!isForm(request.url) || others++ < 1) return false;
		response.writeHead(500).end();
		return true;
	};
	await register("Amina");
	await once();
	expect((await office.must("hq.parked", {})).rows).toMatchObject([
		{ contact: { id: lonely.id }, problem: { code: "hq-keeps-failing" } },
	]);
});

test("a try at another address that nobody answers forgets nothing of the one before", async () => {
	const amina = await register("Amina", { village: "Kibera" });
	await once();
	const before = await status();
	await change(amina.id, { village: "Karen" });
	expect(await once("http://127.0.0.1:1")).toMatchObject({ ok: false, problem: { code: "hq-unreachable" } });
	const { lastSuccessAt, pushed, bytes } = before;
	expect(await status()).toMatchObject({ lastSuccessAt, pushed, bytes: { today: expect.any(Number) } });
	expect((await status()).bytes.today).toBeGreaterThanOrEqual(bytes.today);
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, conflicts: 0, pushed: pushed + 1 } });
	expect(there(amina.id)?.properties.village).toBe("Karen");
});

test("a connection that is taken away ends what goes over it; another server is told of everything, the first of nothing more", async () => {
	hq.manners.roundTripMs = 400;
	for (let n = 0; n < 120; n++) await register(`Person ${n}`);
	const upload = once();
	await expect.poll(() => hq.seen.forms, { timeout: 10_000 }).toBeGreaterThan(0);
	await office.must("hq.connect", { apiKey: "" });
	expect(await upload).toMatchObject({ ok: false });
	const { forms } = hq.seen;
	expect(forms).toBeLessThan(12);
	expect(await status()).toMatchObject({ state: "off" });
	const other = await startStandIn();
	try {
		await office.must("hq.connect", { url: other.url, apiKey: other.apiKey });
		expect((await status()).waiting).toBe(120);
		expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, pushed: 120 } });
		expect(other.held.cases.size).toBe(120);
		expect(hq.seen.forms).toBe(forms);
	} finally {
		await other.close();
	}
});

test("what was given up stays so, whatever changes beside it; typed anew it is sent", async () => {
	const { id } = await register("Amina", { v: "1" });
	await once();
	hq.held.refuse = () => true;
	await change(id, { v: "2" });
	await once();
	const giveUpAll = async () => {
		const { rows } = await office.must("hq.parked", {});
		return office.must("hq.giveUp", { ids: rows.map((row) => row.id), reason: "kept on paper" });
	};
	expect(await giveUpAll()).toEqual({ givenUp: 1 });
	hq.held.refuse = () => false;
	hq.held.change(id, { properties: { village: "Karen" } });
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 0 } });
	await change(id, { ward: "north" });
	await once();
	expect(there(id)?.properties).toMatchObject({ v: "1", ward: "north", village: "Karen" });
	await change(id, { v: "3" });
	await once();
	expect(there(id)?.properties.v).toBe("3");

	hq.held.refuse = () => true;
	const juma = await register("Juma");
	await once();
	await giveUpAll();
	hq.held.refuse = () => false;
	await once();
	expect(there(juma.id)).toBeUndefined();
	await change(juma.id, { village: "Kibera" });
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 0 } });
	expect(there(juma.id)).toMatchObject({ case_name: "Juma", case_type: "person", properties: { village: "Kibera" } });
});

test("a case that was opened again here holds up nothing: a STOP and what is typed go to HQ all the same", async () => {
	const phone = "12065550143";
	const { id } = await register("Amina", {}, phone);
	await office.must("cases.close", { id });
	await once();
	await office.must("cases.reopen", { id });
	await once();
	const parked = async () => (await office.must("hq.parked", {})).rows.map(({ problem }) => problem?.code);
	expect(await parked()).toEqual(["hq-cannot-reopen"]);
	await office.must("messages.simulate", { from: phone, text: "STOP" });
	await change(id, { village: "Karen" });
	await once();
	expect(there(id)?.properties).toMatchObject({ outpost_opted_out: "1", village: "Karen" });
	expect(await parked()).toEqual(["hq-cannot-reopen"]);
	expect(await status()).toMatchObject({ waiting: 0, parked: 1 });
});

test("a field that both sides changed is settled when it is typed here as it stands there", async () => {
	const { id } = await register("Amina", { v: "1" });
	await once();
	hq.held.change(id, { properties: { v: "3" } });
	await change(id, { v: "2" });
	expect(await once()).toMatchObject({ ok: true, value: { conflicts: 1 } });
	await change(id, { v: "3" });
	expect(await once()).toMatchObject({ ok: true, value: { conflicts: 0, waiting: 0 } });
});

test("a share of the line that is raised, and a clock that is put back, are noticed at once", async () => {
	const ended = new AbortController();
	const carried = office.outpost.runSync("desk", { signal: ended.signal });
	const arrives = async (id: string) => {
		await expect.poll(() => hq.held.cases.has(id), { timeout: 8_000 }).toBe(true);
		await expect.poll(async () => (await status()).state, { timeout: 8_000 }).toBe("waiting");
	};
	try {
		await arrives((await register("First")).id);
		aheadMs = -20 * 60 * 60_000;
		await arrives((await register("Second")).id);

		await office.must("hq.connect", { dailyMegabytes: 1 });
		hq.manners.takesGzip = false;
		const large = await register("Large", { notes: "y".repeat(1_100_000) });
		await arrives(large.id);
		const late = await register("Late");
		await expect.poll(async () => (await status()).problem?.code, { timeout: 8_000 }).toBe("hq-budget-spent");
		await office.must("hq.connect", { dailyMegabytes: 0 });
		await arrives(late.id);
	} finally {
		ended.abort();
		await carried;
	}
});

test("whoever waits for another process is told, and may give up waiting", async () => {
	await register("Amina");
	hq.manners.roundTripMs = 6_000;
	const first = once();
	await expect.poll(status).toMatchObject({ state: "running" });
	const gone = new AbortController();
	let told = 0;
	const second = office.outpost.runSync("desk", { once: true, signal: gone.signal, onWait: () => told++ });
	await expect.poll(() => told, { timeout: 10_000 }).toBe(1);
	gone.abort();
	expect(await second).toMatchObject({ ok: false, problem: { code: "cancelled" } });
	hq.manners.roundTripMs = 0;
	expect(await first).toMatchObject({ ok: true, value: { waiting: 0 } });
	expect(told).toBe(1);
});

test("what went is counted as it goes, so that an end in the middle takes nothing off the count", async () => {
	for (let n = 0; n < 200; n++) await register(`Person ${n}`);
	const ended = new AbortController();
	hq.manners.inPlaceOf = (request) => isForm(request.url) && hq.held.forms.size >= 12;
	const carrying = office.outpost.runSync("desk", { signal: ended.signal });
	await expect.poll(async () => (await status()).pushed, { timeout: 10_000 }).toBeGreaterThan(0);
	expect(await status()).toMatchObject({ state: "running", lastSuccessAt: null });
	ended.abort();
	await hq.close();
	await carrying;
	const { pushed, waiting } = await status();
	expect(pushed + waiting).toBe(200);
	hq = await startStandIn();
});

test("an owner that is set for cases without one, and that HQ does not know, is named as what it is", async () => {
	await office.must("hq.connect", { owner: "north-team" });
	await register("Amina");
	await once();
	expect((await office.must("hq.parked", {})).rows).toMatchObject([
		{ problem: { code: "hq-set-owner-unknown", details: { owner: "north-team" } } },
	]);
	await office.must("hq.connect", { owner: "" });
	await office.must("hq.sendAgain", {});
	expect(await once()).toMatchObject({ ok: true, value: { parked: 0, pushed: 1 } });
});
