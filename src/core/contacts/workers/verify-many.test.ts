import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestOffice } from "../../../testing/test-office.ts";
import { movableClock } from "../../ground/index.ts";

const minute = 60_000;
let clock: ReturnType<typeof movableClock>;
let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	clock = movableClock();
	office = await openTestOffice({ clock, runGateways: true });
});
afterEach(() => office.close());

const phone = (nth: number) => `120655501${String(nth).padStart(2, "0")}`;
async function fill(count: number) {
	for (let nth = 0; nth < count; nth++)
		await office.must("workers.create", { username: `w${nth}`, phones: [phone(nth)], acceptDoubtful: true });
}
const run = async () => (await office.must("workers.verifyRuns", {}))[0];
/** Waits until the gateways' process has looked around and asked so many. */
const untilAsked = (asked: number) =>
	vi.waitFor(async () => expect((await run())?.asked).toBe(asked), { timeout: 8000, interval: 100 });

test("the count says who can be asked, what it costs, and why the others can't", async () => {
	await fill(5);
	await office.must("workers.create", { username: "none" });
	await office.must("messages.simulate", { from: phone(1), text: "STOP" });
	await office.must("workers.verify", { username: "w2", digits: phone(2) });
	await office.must("messages.simulate", { from: phone(2), text: "123" });
	await office.must("workers.deactivate", { username: "w3" });
	expect(await office.must("workers.verifyCount", {})).toEqual({
		askable: 2,
		parts: 2,
		refused: { PHONE_NUMBER_OPTED_OUT: 1 },
	});
	const usernames = ["w0", "w1", "w2", "w3", "none", "nobody"];
	expect(await office.must("workers.verifyCount", { usernames })).toEqual({
		askable: 1,
		parts: 1,
		refused: {
			PHONE_NUMBER_OPTED_OUT: 1,
			"already-verified": 1,
			"worker-inactive": 1,
			NO_PHONE_NUMBER: 1,
			"worker-not-found": 1,
		},
	});
	expect(await office.call("workers.verifyMany", { usernames: ["none"] })).toMatchObject({
		problem: { code: "nobody-to-verify" },
	});
});

test("a run asks at its pace, stops while paused, goes on, and ends; what changed meanwhile is seen", {
	timeout: 60_000,
}, async () => {
	await fill(4);
	const heard: string[] = [];
	office.outpost.listen("desk", (event) => {
		if (event.type === "progress") heard.push(`${event.done}/${event.total}`);
	});
	const started = await office.must("workers.verifyMany", { perMinute: 2 });
	expect(started).toMatchObject({ state: "running", total: 4, asked: 0, perMinute: 2, startedBy: "Supervisor" });
	await untilAsked(1);
	// The next one is not due before half a minute has passed.
	await new Promise((done) => setTimeout(done, 1500));
	expect((await run())?.asked).toBe(1);
	clock.pass(minute / 2);
	await untilAsked(2);

	await office.must("workers.setVerifyRun", { id: started.id, to: "paused" });
	clock.pass(minute);
	await new Promise((done) => setTimeout(done, 1500));
	expect((await run())?.asked).toBe(2);

	await office.must("messages.simulate", { from: phone(2), text: "STOP" });
	await office.must("workers.setVerifyRun", { id: started.id, to: "running" });
	await untilAsked(3);
	clock.set("2026-01-01T08:00:00.000Z");
	await untilAsked(4);
	expect(await run()).toMatchObject({ state: "done", outcomes: { started: 3, PHONE_NUMBER_OPTED_OUT: 1 } });
	expect(heard).toEqual(["1/4", "2/4", "3/4", "4/4"]);
	expect(await office.call("workers.setVerifyRun", { id: started.id, to: "running" })).toMatchObject({
		problem: { code: "verify-run-over" },
	});
});

test("a cancelled run asks nobody any more", { timeout: 30_000 }, async () => {
	await fill(3);
	const started = await office.must("workers.verifyMany", { usernames: ["w0", "w1", "w2"], perMinute: 1 });
	await untilAsked(1);
	expect(await office.must("workers.setVerifyRun", { id: started.id, to: "cancelled" })).toMatchObject({
		state: "cancelled",
		asked: 1,
	});
	clock.pass(10 * minute);
	await new Promise((done) => setTimeout(done, 1500));
	expect((await run())?.asked).toBe(1);
	expect(await office.call("workers.setVerifyRun", { id: "x", to: "paused" })).toMatchObject({
		problem: { code: "verify-run-not-found" },
	});
});
