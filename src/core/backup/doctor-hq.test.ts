import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
beforeEach(async () => {
	office = await openTestOffice();
	hq = await startStandIn();
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

const connect = (apiKey = hq.apiKey) =>
	office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey });
const once = () => office.outpost.runSync("desk", { once: true });
const register = () =>
	office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: "12065550142",
		consent: { answer: "yes", channel: "spoken" },
	});
async function said() {
	const checks = await office.must("doctor.run", {});
	return checks
		.filter(({ name, message }) => name === "hq" || message.endsWith("-hq"))
		.map(({ ok, message }) => [message, ok]);
}

test("an office without HQ is well, and so is one that has never reached it", async () => {
	expect(await said()).toEqual([["hq-not-set", true]]);
	expect((await office.must("status.line", {})).hq.state).toBe("off");
	await connect();
	expect(await said()).toEqual([["hq-set", true]]);
});

test("what went through is said by the doctor and in the status line", async () => {
	await connect();
	await register();
	await once();
	expect(await said()).toEqual([["hq-reached", true]]);
	const line = await office.must("status.line", {});
	expect(line.lastSyncAt).toBe((await office.must("hq.status", {})).lastSuccessAt);
	expect(line.hq).toMatchObject({ state: "waiting", waiting: 0, parked: 0, problem: null });
});

test("no connection is no fault; a wrong key and a page in the way are", async () => {
	await connect("another");
	await once();
	expect(await said()).toEqual([["hq-sign-in", false]]);
	expect((await office.must("status.line", {})).hq).toMatchObject({ state: "stopped", nextTryAt: null });
	await connect();
	hq.manners.inPlaceOf = (_request, response) => {
		response.writeHead(200, { "Content-Type": "text/html" }).end("<!DOCTYPE html><title>Hotel</title>");
		return true;
	};
	await once();
	expect(await said()).toEqual([["hq-not-hq", false]]);
	await hq.close();
	await once();
	expect(await said()).toEqual([["hq-unreachable", true]]);
	hq = await startStandIn();
});

test("what waits for a person and a clock that is wrong are said beside each other", async () => {
	await connect();
	const { id } = await register();
	hq.held.refuse = (caseId) => caseId === id;
	hq.manners.date = new Date(Date.now() + 3 * 60 * 60_000).toUTCString();
	await once();
	expect(await said()).toEqual([
		["hq-decisions", false],
		["clock-unlike-hq", false],
	]);
	expect((await office.must("status.line", {})).hq.parked).toBe(1);
});
