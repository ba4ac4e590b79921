import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { seeded } from "../../testing/seeded.ts";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
beforeEach(async () => {
	office = await openTestOffice();
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

/** Somebody presses Try now, which has the workers read too. */
const once = async () => {
	await office.must("hq.tryNow", {});
	return office.outpost.runSync("desk", { once: true });
};
const create = (username: string, phones: string[] = [], firstName = "") =>
	office.must("workers.create", { username, phones, firstName, acceptDoubtful: true });

test("a worker made here is made there once, with a password that nobody keeps; changes follow", async () => {
	await create("wanjiku", ["12065550101", "12065550102"], "Wanjiku");
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, pushed: 1 } });
	expect(hq.held.users.named("wanjiku")).toMatchObject({
		username: "wanjiku@clinic.commcarehq.org",
		first_name: "Wanjiku",
		phone_numbers: ["12065550101", "12065550102"],
		default_phone_number: "12065550101",
	});
	expect(hq.held.users.passwords).toHaveLength(1);
	expect(hq.held.users.passwords[0]).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{20,}$/);

	await office.must("workers.change", { username: "wanjiku", email: "w@example.org", language: "fr" });
	await office.must("workers.makeDefault", { username: "wanjiku", digits: "12065550102" });
	await once();
	expect(hq.held.users.named("wanjiku")).toMatchObject({
		email: "w@example.org",
		language: "fr",
		phone_numbers: ["12065550102", "12065550101"],
	});
	const { changed } = hq.held.users;
	await once();
	expect(hq.held.users.changed).toBe(changed);
	// Deactivated, the numbers are free there too; what is not ours to say stays.
	hq.held.users.put("wanjiku", { groups: ["north"], user_data: { role: "nurse" } });
	await office.must("workers.deactivate", { username: "wanjiku" });
	await once();
	expect(hq.held.users.named("wanjiku")).toMatchObject({
		phone_numbers: [],
		groups: ["north"],
		user_data: { role: "nurse" },
	});
	await office.must("workers.reactivate", { username: "wanjiku" });
	await once();
	expect(hq.held.users.named("wanjiku")?.phone_numbers).toEqual(["12065550102", "12065550101"]);
	expect((await office.must("hq.conflicts", {})).rows).toEqual([]);
});

test("one who is there already is found by name and compared, not made twice; differences are for a person", async () => {
	hq.held.users.put("juma", { first_name: "Juma", email: "juma@hq.example", phone_numbers: ["+12065550103"] });
	for (let n = 0; n < 600; n++) hq.held.users.put(`other-${n}`);
	hq.held.users.put("zuri", { last_name: "Mwangi" });
	// Made here before the first look there.
	await create("juma", ["12065550103"], "Juma Otieno");
	await create("zuri", [], "Zuri");
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 1 } });
	expect(hq.held.users.created).toBe(0);
	expect(hq.held.users.named("zuri")).toMatchObject({ first_name: "Zuri", last_name: "Mwangi" });
	expect(await office.must("workers.show", { username: "juma" })).toMatchObject({
		firstName: "Juma Otieno",
		email: "juma@hq.example",
	});
	expect(await office.must("workers.count", {})).toMatchObject({ active: 602 });
	const { rows } = await office.must("hq.conflicts", {});
	expect(rows).toMatchObject([
		{
			contact: { kind: "worker", id: "juma" },
			fields: [{ field: "firstName", here: "Juma Otieno", there: "Juma" }],
		},
	]);
	const theirs = { field: "firstName", take: "there", there: "Juma" } as const;
	await office.must("hq.settle", { kind: "worker", id: "juma", choices: [theirs] });
	expect((await office.must("workers.show", { username: "juma" })).firstName).toBe("Juma");
	await once();
	expect(hq.held.users.named("juma")?.first_name).toBe("Juma");
});

test("a third of the answers lost after acting: each worker is there once and as it stands here", async () => {
	const random = seeded(20261126);
	hq.manners.losesAnswer = () => random() < 0.3;
	for (let n = 0; n < 40; n++) await create(`worker-${n}`, [`1206555${2000 + n}`], `First ${n}`);
	await once();
	for (let n = 0; n < 40; n++)
		await office.must("workers.change", { username: `worker-${n}`, firstName: `Second ${n}` });
	await office.must("workers.addNumber", { username: "worker-7", phone: "12065553000", acceptDoubtful: true });
	for (let tries = 0; tries < 5; tries++) if ((await once()).ok) break;
	expect(await office.must("hq.status", {})).toMatchObject({ waiting: 0, parked: 0, conflicts: 0 });
	expect(hq.held.users.byId.size).toBe(40);
	expect(hq.held.users.created).toBe(40);
	for (let n = 0; n < 40; n++) expect(hq.held.users.named(`worker-${n}`)?.first_name).toBe(`Second ${n}`);
	expect(hq.held.users.named("worker-7")?.phone_numbers).toEqual(["12065552007", "12065553000"]);
});

test("a worker made or changed there comes here one-way; the same number elsewhere there is shown", async () => {
	const held = await office.must("cases.register", {
		type: "person",
		name: "Amina",
		phone: "12065550107",
		acceptDoubtful: true,
		consent: { answer: "yes", channel: "spoken" },
	});
	hq.held.users.put("otieno", { first_name: "Otieno", phone_numbers: ["12065550107", "12065550108"] });
	hq.held.change("elsewhere", {
		case_name: "Elsewhere",
		owner_id: "x",
		properties: { contact_phone_number: "12065550107", contact_phone_number_is_verified: "1" },
	});
	expect(await once()).toMatchObject({ ok: true });
	const otieno = await office.must("workers.show", { username: "otieno" });
	expect(otieno.numbers).toMatchObject([
		{ digits: "12065550107", status: "duplicate", inUseBy: { id: held.id } },
		{ digits: "12065550108", status: "unverified" },
	]);
	expect(await office.must("hq.takenNumbers", {})).toEqual([
		expect.objectContaining({ digits: "12065550107", there: { kind: "case", id: "elsewhere", name: "Elsewhere" } }),
		expect.objectContaining({
			digits: "12065550107",
			here: expect.objectContaining({ kind: "case", id: held.id }),
			there: expect.objectContaining({ kind: "worker", name: "otieno" }),
		}),
	]);
	expect(await office.must("hq.status", {})).toMatchObject({ takenNumbers: 2 });
	// Freed here, it is nobody's two-way any more.
	await office.must("cases.close", { id: held.id });
	expect((await office.must("hq.takenNumbers", {})).filter((one) => one.here.id === held.id)).toEqual([]);
	const lines = (await office.must("audit.list", {})).lines.map((row) => row.action);
	expect(lines).toContain("worker.received");
});

test("what HQ leaves aside without a word, refuses, or no longer has is parked with its reason; the cases go on", async () => {
	hq.held.users.ignores.add("email");
	await office.must("workers.create", { username: "amani", email: "a@example.org" });
	await create("baraka", [], "Baraka");
	expect(await once()).toMatchObject({ ok: true, value: { parked: 1, pushed: 1 } });
	expect((await office.must("hq.parked", {})).rows).toMatchObject([
		{ contact: { kind: "worker", id: "amani" }, problem: { code: "hq-not-kept", details: { fields: "email" } } },
	]);
	hq.held.users.ignores.clear();
	await office.must("hq.sendAgain", {});
	expect(await once()).toMatchObject({ ok: true, value: { parked: 0 } });
	expect(hq.held.users.named("amani")?.email).toBe("a@example.org");

	hq.held.users.byId.delete(hq.held.users.named("baraka")?.id ?? "");
	await office.must("workers.change", { username: "baraka", lastName: "Kamau" });
	expect(await once()).toMatchObject({ ok: true, value: { parked: 1 } });
	expect((await office.must("hq.parked", {})).reasons).toEqual({ "hq-worker-gone": 1 });
	await office.must("hq.sendAgain", {});
	await once();
	expect(hq.held.users.named("baraka")).toMatchObject({ first_name: "Baraka", last_name: "Kamau" });

	hq.manners.mayEditUsers = false;
	await create("chiku");
	await create("dalila");
	const { id } = await office.must("cases.register", { type: "person", name: "Amina" });
	expect(await once()).toMatchObject({ ok: true, value: { parked: 2, waiting: 0 } });
	expect((await office.must("hq.parked", {})).reasons).toEqual({ "hq-no-right": 2 });
	expect(hq.held.cases.has(id)).toBe(true);
});

test("a case goes to a worker who was made in the same try, and to groups and locations that share cases", async () => {
	hq.held.groups.push(
		{ id: "g1", name: "north-team", case_sharing: true },
		{ id: "g2", name: "report-only", case_sharing: false },
	);
	hq.held.locationTypes.push({ code: "clinic", shares_cases: true }, { code: "region", shares_cases: false });
	hq.held.locations.push(
		{ location_id: "l1", name: "Kibera clinic", location_type_code: "clinic" },
		{ location_id: "l2", name: "Nairobi", location_type_code: "region" },
	);
	await create("farida");
	const owned = new Map<string, string>();
	for (const owner of ["farida", "north-team", "Kibera clinic", "report-only", "Nairobi"])
		owned.set(owner, (await office.must("cases.register", { type: "person", name: owner, owner })).id);
	await once();
	const ownerOf = (name: string) => hq.held.cases.get(owned.get(name) ?? "")?.owner_id;
	expect(ownerOf("farida")).toBe(hq.held.users.named("farida")?.id);
	expect(ownerOf("north-team")).toBe("g1");
	expect(ownerOf("Kibera clinic")).toBe("l1");
	expect((await office.must("hq.parked", {})).reasons).toEqual({ "hq-owner-cannot-own": 2 });
});

test("HQ that takes so many a minute and no more: it waits as long as HQ says, and nothing is sent twice", async () => {
	hq.manners.rates = { forms: { most: 3, perMs: 400 }, calls: null, retryAfterSeconds: 120 };
	for (let n = 0; n < 60; n++) await office.must("cases.register", { type: "person", name: `Person ${n}` });
	let rounds = 0;
	while (!(await once()).ok) {
		rounds += 1;
		const { nextTryAt, lastTryAt } = await office.must("hq.status", {});
		expect(Date.parse(nextTryAt ?? "") - Date.parse(lastTryAt ?? "")).toBeGreaterThanOrEqual(119_000);
		await new Promise((resolve) => setTimeout(resolve, 420));
	}
	expect(rounds).toBeGreaterThan(0);
	expect(hq.counted.forms.refused).toBeGreaterThan(0);
	expect(hq.held.cases.size).toBe(60);
	expect(hq.held.duplicates).toBe(0);
});
