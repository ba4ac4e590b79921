import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";

type TestOffice = Awaited<ReturnType<typeof openTestOffice>>;

const phone = "12065550142";
let first: TestOffice;
let second: TestOffice;
let hq: StandIn;
beforeEach(async () => {
	hq = await startStandIn();
	[first, second] = [await openTestOffice(), await openTestOffice()];
	for (const { must } of [first, second])
		await must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	await first.close();
	await second.close();
	await hq.close();
});

const carry = async (...offices: TestOffice[]) => {
	for (const office of offices)
		expect(await office.outpost.runSync("desk", { once: true })).toMatchObject({ ok: true, value: { waiting: 0 } });
};
const register = () =>
	first.must("cases.register", {
		type: "person",
		name: "Amina",
		phone,
		consent: { answer: "yes", channel: "spoken" },
	});

test("an office that only received a person does not undo on HQ what the office that knows them told of consent and STOP", async () => {
	const { id } = await register();
	await first.must("messages.simulate", { from: phone, text: "STOP" });
	await carry(first, second, first, second);
	expect(hq.held.cases.get(id)?.properties).toMatchObject({ outpost_opted_out: "1", outpost_consent: "given" });
	const forms = hq.seen.forms;
	await carry(first, second, first, second);
	expect(hq.seen.forms).toBe(forms);

	await first.must("messages.simulate", { from: phone, text: "START" });
	await carry(first, second, first);
	expect(hq.held.cases.get(id)?.properties.outpost_opted_out).toBe("0");
});

test("where two offices know different things of a person, each tells its own once, and a STOP stands whoever knows of it", async () => {
	const { id } = await register();
	await carry(first, second);
	await second.must("messages.simulate", { from: phone, text: "STOP" });
	await second.must("consent.record", { caseId: id, consent: { answer: "no", channel: "spoken" } });
	await carry(second, first, second, first);
	expect(hq.held.cases.get(id)?.properties).toMatchObject({ outpost_opted_out: "1", outpost_consent: "withdrawn" });
	// As if another program had taken it away.
	hq.held.change(id, { properties: { outpost_opted_out: "0" } });
	await carry(first, second);
	expect(hq.held.cases.get(id)?.properties.outpost_opted_out).toBe("1");
	const forms = hq.seen.forms;
	await carry(first, second, first, second);
	expect(hq.seen.forms).toBe(forms);
});

test("a STOP that only another office heard is shown until it is put down here, or taken back there; what is mirrored is no property here", async () => {
	const { id } = await register();
	await first.must("messages.simulate", { from: phone, text: "STOP" });
	await carry(first, second, first);
	const stop = { contact: { kind: "case", id, name: "Amina" }, digits: phone };
	expect(await second.must("hq.stopsThere", {})).toMatchObject([stop]);
	expect(await second.must("hq.stopsThere", { caseId: id })).toMatchObject([stop]);
	expect(await second.must("hq.stopsThere", { caseId: "another" })).toEqual([]);
	expect(await second.must("hq.status", {})).toMatchObject({ stopsThere: 1 });
	expect(await first.must("hq.stopsThere", {})).toEqual([]);
	expect(Object.keys((await second.must("cases.show", { id })).properties)).toEqual([
		"contact_phone_number",
		"contact_phone_number_is_verified",
	]);

	await first.must("messages.simulate", { from: phone, text: "START" });
	await carry(first, second);
	expect(await second.must("hq.stopsThere", {})).toEqual([]);

	await first.must("messages.simulate", { from: phone, text: "STOP" });
	await carry(first, second);
	await second.must("optOut.stop", { digits: phone });
	expect(await second.must("hq.status", {})).toMatchObject({ stopsThere: 0 });
});
