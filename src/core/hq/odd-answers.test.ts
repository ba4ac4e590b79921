import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
let clock: ReturnType<typeof movableClock>;
beforeEach(async () => {
	clock = movableClock(new Date().toISOString());
	office = await openTestOffice({ clock });
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

const once = () => office.outpost.runSync("desk", { once: true });
const lastRound = async () => (await office.must("hq.history", { limit: 1 })).rows[0];
const register = (name: string, owner?: string) => office.must("cases.register", { type: "person", name, owner });
/** What answers questions about these in HQ's place. */
const answerFor = (path: string, status: number, body: string, headers: Record<string, string> = {}) => {
	hq.manners.inPlaceOf = (request, response) => {
		if (!request.url?.includes(path)) return false;
		response.writeHead(status, { "Content-Type": "text/html", ...headers }).end(body);
		return true;
	};
};
const hotel = "<!DOCTYPE html><title>Welcome</title>";

test.each([
	["a page", 200, hotel, {}, "other-page"],
	["a redirect", 302, "", { Location: "/login" }, "redirect"],
	["JSON of somebody else", 200, '{"status":"ok"}', {}, "other-page"],
])(
	"%s in place of who may own a case ends the try: the owners that are known stay, and the next try asks again",
	async (_name, status, body, headers, why) => {
		hq.held.groups.push({ id: "g1", name: "north-team", case_sharing: true });
		await once();
		clock.pass(2 * 60 * 60_000);
		answerFor("/api/group/", status, body, headers);
		expect(await once()).toMatchObject({ ok: false, problem: { code: "hq-not-hq", details: { why } } });
		const { id } = await register("Amina", "north-team");
		hq.manners.inPlaceOf = null;
		hq.held.groups.push({ id: "g2", name: "south-team", case_sharing: true });
		const other = await register("Juma", "south-team");
		expect(await once()).toMatchObject({ ok: true, value: { parked: 0, waiting: 0 } });
		expect(hq.held.cases.get(id)?.owner_id).toBe("g1");
		expect(hq.held.cases.get(other.id)?.owner_id).toBe("g2");
	},
);

test.each([401, 403, 404])(
	"a list that is not there for this user (%d) is done without: what is known of it stays",
	async (status) => {
		hq.held.groups.push({ id: "g1", name: "north-team", case_sharing: true });
		await once();
		clock.pass(2 * 60 * 60_000);
		answerFor("/api/group/", status, "");
		hq.held.users.put("wanjiku");
		const { id } = await register("Amina", "north-team");
		expect(await once()).toMatchObject({ ok: true, value: { parked: 0, waiting: 0 } });
		expect(hq.held.cases.get(id)?.owner_id).toBe("g1");
		expect(await office.call("workers.show", { username: "wanjiku" })).toMatchObject({ ok: true });
	},
);

test("what can't be read is passed over, counted with the try that met it, and the rest comes", async () => {
	hq.held.change("odd", { case_name: "Odd", case_type: 7 as unknown as string });
	hq.held.change("sound", { case_name: "Sound" });
	hq.held.users.put("odd", { first_name: 7 as unknown as string });
	hq.held.users.put("wanjiku");
	hq.held.groups.push({ id: "g0", name: null }, { id: "g1", name: "north-team", case_sharing: true });
	expect(await once()).toMatchObject({ ok: true, value: { pulled: 2, download: null } });
	expect(await lastRound()).toMatchObject({ unread: 3, problem: null });
	expect(await office.call("cases.show", { id: "sound" })).toMatchObject({ ok: true });
	expect(await office.call("workers.show", { username: "wanjiku" })).toMatchObject({ ok: true });
	const { id } = await register("Amina", "north-team");
	await once();
	expect(hq.held.cases.get(id)?.owner_id).toBe("g1");
});

test("the same copy that can't be read is counted once while one process carries", async () => {
	hq.held.change("odd", { case_name: "Odd", case_type: 7 as unknown as string });
	const ended = new AbortController();
	const carrying = office.outpost.runSync("desk", { signal: ended.signal });
	const isOver = async () => (await lastRound())?.endedAt ?? null;
	try {
		await expect.poll(isOver).not.toBeNull();
		expect(await lastRound()).toMatchObject({ unread: 1 });
		const { id } = (await lastRound()) ?? {};
		await office.must("hq.tryNow", {});
		await expect.poll(async () => ((await lastRound())?.id !== id ? isOver() : null)).not.toBeNull();
		expect(await lastRound()).toMatchObject({ unread: 0 });
	} finally {
		ended.abort();
		await carrying;
	}
});

test("all that is parked is sent again in steps, between which the office does other work", async () => {
	for (let n = 0; n < 60; n++) await register(`Person ${n}`);
	hq.held.refuse = () => true;
	expect(await once()).toMatchObject({ ok: true, value: { parked: 60 } });
	hq.held.refuse = () => false;
	let turns = 0;
	let isOver = false;
	const sending = office.must("hq.sendAgain", {}).finally(() => {
		isOver = true;
	});
	for (; !isOver; turns++) await new Promise(setImmediate);
	expect(await sending).toEqual({ sent: 60 });
	expect(turns).toBeGreaterThan(5);
	expect(await once()).toMatchObject({ ok: true, value: { parked: 0, waiting: 0, pushed: 60 } });
});

test.each([1, 2])(
	"a case that HQ no longer has is asked about once more, not at every try (%d of them)",
	async (many) => {
		const ids: string[] = [];
		for (let n = 0; n < many; n++) ids.push((await register(`Person ${n}`)).id);
		hq.manners.losesAnswer = () => true;
		expect(await once()).toMatchObject({ ok: false });
		hq.manners.losesAnswer = () => false;
		const asked: string[] = [];
		hq.manners.inPlaceOf = ({ url = "" }) => {
			const named = ids.filter((id) => url.includes(id));
			// Somebody deletes them there at the last moment.
			for (const id of named) hq.held.cases.delete(id);
			asked.push(...named);
			return false;
		};
		for (let tries = 0; tries < 3; tries++) expect(await once()).toMatchObject({ ok: true, value: { waiting: 0 } });
		expect(asked.sort()).toEqual(ids.sort());
	},
);
