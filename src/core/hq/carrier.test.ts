import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
let other: StandIn;
let stop: AbortController;
beforeEach(async () => {
	office = await openTestOffice();
	hq = await startStandIn();
	other = await startStandIn();
	stop = new AbortController();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
	hq.held.refuse = () => true;
	await office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: "12065550142",
		consent: { answer: "yes", channel: "spoken" },
	});
});
afterEach(async () => {
	stop.abort();
	await office.close();
	await hq.close();
	await other.close();
});

const carry = (how: { url?: string; once?: true } = {}) =>
	office.outpost.runSync("desk", { signal: stop.signal, ...how });
const status = () => office.must("hq.status", {});
const parked = async () => (await status()).parked;

test("while it is carried to the server that is set, a run for another is refused in words, and what is parked stays", async () => {
	expect(await status()).toMatchObject({ carried: false });
	const standing = carry();
	await expect.poll(parked).toBe(1);
	expect(await status()).toMatchObject({ carried: true });
	const elsewhere = { ok: false, problem: { code: "hq-elsewhere", details: { server: hq.url } } };
	expect(await carry({ once: true, url: other.url })).toMatchObject(elsewhere);
	expect(await carry({ url: other.url })).toMatchObject(elsewhere);
	expect(await parked()).toBe(1);
	expect(other.seen.requests).toBe(0);
	// The same server under its own name is no other.
	expect(await carry({ once: true, url: hq.url })).toMatchObject({ ok: true, value: { parked: 1 } });
	stop.abort();
	await standing;
	expect(await status()).toMatchObject({ carried: false });
	stop = new AbortController();
	expect(await carry({ once: true, url: other.url })).toMatchObject({ ok: true, value: { pushed: 1 } });
});

test("a run for another server makes way for the one that is set, also in the middle of a try", async () => {
	other.manners.inPlaceOf = () => other.seen.requests > 1;
	const away = carry({ url: other.url });
	await expect.poll(() => other.seen.requests).toBeGreaterThan(1);
	const standing = carry();
	other.manners.inPlaceOf = null;
	await other.close();
	expect(await away).toMatchObject({ ok: false, problem: { code: "hq-elsewhere" } });
	await expect.poll(parked).toBe(1);
	stop.abort();
	await standing;
	other = await startStandIn();
});

test("pressing Try now after the server was changed forgets nothing before the new one has answered", async () => {
	await carry({ once: true });
	await office.must("hq.connect", { url: other.url, apiKey: other.apiKey });
	await office.must("hq.tryNow", {});
	expect(await parked()).toBe(1);
	expect(await carry({ once: true })).toMatchObject({ ok: true, value: { pushed: 1, parked: 0 } });
});
