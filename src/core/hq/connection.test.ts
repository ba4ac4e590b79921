import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
let other: StandIn;
beforeEach(async () => {
	office = await openTestOffice();
	hq = await startStandIn();
	other = await startStandIn();
});
afterEach(async () => {
	await office.close();
	await hq.close();
	await other.close();
});

const place = () => ({ url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });

test("the kept key goes to no other server than its own: another asks for its own key", async () => {
	await office.must("hq.connect", place());
	const isAsked = { ok: false, problem: { code: "hq-key-of-another", field: "apiKey" } };
	expect(await office.call("hq.test", { url: other.url })).toMatchObject(isAsked);
	expect(await office.call("hq.connect", { url: other.url })).toMatchObject(isAsked);
	// Nor by way of an address that is taken away first.
	await office.must("hq.connect", { url: "" });
	expect(await office.call("hq.connect", { url: other.url })).toMatchObject(isAsked);
	expect(await office.call("hq.test", { url: other.url })).toMatchObject(isAsked);
	expect(other.seen.requests).toBe(0);
	const { url, apiKey } = other;
	expect(await office.call("hq.test", { url, apiKey })).toMatchObject({ ok: true });
	await office.must("hq.connect", { url, apiKey });
	expect(await office.call("hq.test", { url: `${url}/a/clinic/dashboard/` })).toMatchObject({ ok: true });
	expect(await office.call("hq.connect", { url: `${url}/`, project: "another" })).toMatchObject({ ok: true });
});

test("a sign that no eye sees is left out of what was pasted; one that can't be sent is refused at its field", async () => {
	await office.must("hq.connect", { ...place(), user: `\u200f${hq.user}\u200e`, apiKey: `\u2067${hq.apiKey}\u200f` });
	expect(await office.must("hq.connection", {})).toMatchObject({ user: hq.user });
	expect(await office.call("hq.test", {})).toMatchObject({ ok: true });
	for (const [field, typed] of [
		["user", "مكتب@example.org"],
		["apiKey", "مفتاح"],
	] as const) {
		const isRefused = { ok: false, problem: { code: "hq-bad-sign", field } };
		expect(await office.call("hq.connect", { [field]: typed })).toMatchObject(isRefused);
		expect(await office.call("hq.test", { [field]: typed })).toMatchObject(isRefused);
	}
});

test("one that was kept on another way stops the line, and is said", async () => {
	await office.must("hq.connect", place());
	await office.must("settings.set", { key: "hq.apiKey", value: "\u200fkey" });
	const isSaid = { code: "hq-sign-in", details: { why: "wrong-sign" } };
	expect(await office.outpost.runSync("desk", { once: true })).toMatchObject({ ok: false, problem: isSaid });
	expect(await office.must("hq.status", {})).toMatchObject({ state: "stopped", problem: isSaid });
	expect(hq.seen.requests).toBe(0);
});

test("a clock is spoken of from two minutes on", async () => {
	await office.must("hq.connect", place());
	const driftOf = async (minutes: number) => {
		hq.manners.date = new Date(Date.now() - minutes * 60_000).toUTCString();
		const { clockDriftMs } = await office.must("hq.test", {});
		return clockDriftMs && Math.round(clockDriftMs / 60_000);
	};
	expect(await driftOf(1)).toBeNull();
	expect(await driftOf(3)).toBe(3);
	expect(await driftOf(-3)).toBe(-3);
});

test("practice is connected to this computer only", async () => {
	const seat = "learner";
	await office.must("office.enterPractice", { language: "en" }, seat);
	const elsewhere = { url: "https://hq.example.org", project: "clinic", user: "u", apiKey: "k" };
	const isRefused = { ok: false, problem: { code: "hq-practice-only", field: "url" } };
	expect(await office.call("hq.connect", elsewhere, seat)).toMatchObject(isRefused);
	expect(await office.call("hq.test", elsewhere, seat)).toMatchObject(isRefused);
	await office.must("hq.connect", place(), seat);
	expect(await office.call("hq.test", {}, seat)).toMatchObject({ ok: true });
});
