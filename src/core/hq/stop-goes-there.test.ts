import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";
import { systemClock } from "../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
/** Time goes on between a STOP and the line of the audit that tells of it, as it does where a disk is slow. */
let now = Date.now();
const clock = { ...systemClock, nowMs: () => (now += 7) };
beforeEach(async () => {
	office = await openTestOffice({ clock });
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

test("a STOP and a START are seen on HQ, however long it takes to put them on record", async () => {
	const { id } = await office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: "12065550142",
		consent: { answer: "yes", channel: "spoken" },
	});
	const there = async () => {
		await office.outpost.runSync("desk", { once: true });
		return hq.held.cases.get(id)?.properties.outpost_opted_out;
	};
	expect(await there()).toBe("0");
	await office.must("messages.simulate", { from: "12065550142", text: "STOP" });
	expect(await there()).toBe("1");
	await office.must("messages.simulate", { from: "12065550142", text: "START" });
	expect(await there()).toBe("0");
});
