import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
let id: string;
beforeEach(async () => {
	office = await openTestOffice();
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
	const consent = { answer: "yes", channel: "paper" } as const;
	id = (await office.must("cases.register", { type: "person", name: "Amina", phone: "12065550142", consent })).id;
	await office.outpost.runSync("desk", { once: true });
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

const setThere = async (flag: string) => {
	hq.held.change(id, { properties: { contact_phone_number_is_verified: flag } });
	expect(await office.outpost.runSync("desk", { once: true })).toMatchObject({ ok: true, value: { waiting: 0 } });
};
const shown = () => office.must("cases.show", { id });
const withdrawals = async () => (await office.must("audit.list", { action: "consent.withdrawn" })).lines.length;

test("a flag of consent that HQ has in other words is kept, shown as doubtful and counts as no; the consent on record stands", async () => {
	await setThere("yes");
	expect(await shown()).toMatchObject({
		consent: { state: "given" },
		warnings: ["unrecognised-verified-value"],
		properties: { contact_phone_number_is_verified: "yes" },
		mayText: { allowed: false },
	});
	expect(hq.held.cases.get(id)?.properties.contact_phone_number_is_verified).toBe("yes");
	await setThere("1");
	expect(await shown()).toMatchObject({ consent: { state: "given" }, warnings: [], mayText: { allowed: true } });
	expect(await withdrawals()).toBe(0);
});

test.each([
	["1", ""],
	["1", "0"],
	["yes", " 0 "],
])("a flag of consent that went from %o to %o on HQ is a withdrawal, once", async (from, to) => {
	await setThere(from);
	await setThere(to);
	expect(await shown()).toMatchObject({ consent: { state: "withdrawn" }, mayText: { allowed: false } });
	await setThere("no");
	await setThere("");
	expect(await withdrawals()).toBe(1);
});
