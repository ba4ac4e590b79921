import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
const clock = movableClock(new Date().toISOString());
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
beforeEach(async () => {
	office = await openTestOffice({ log, clock });
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	vi.clearAllMocks();
	await office.close();
	await hq.close();
});

/** Somebody presses Try now a while later, which has the workers read too. */
const once = async () => {
	clock.pass(2 * 60_000);
	await office.must("hq.tryNow", {});
	return office.outpost.runSync("desk", { once: true });
};
const rename = (from: string, to: string) => {
	const user = hq.held.users.named(from);
	if (!user) throw new Error(from);
	user.username = user.username.replace(from, to);
};
const nameThere = (username: string) => office.must("hq.nameThere", { username });

test("a worker with another username on HQ stays the same here, by HQ's id: HQ's name is shown, changes and cases go on both ways", async () => {
	await office.must("workers.create", { username: "wanjiku", firstName: "Wanjiku" });
	const { id } = await office.must("cases.register", { type: "person", name: "Amina", owner: "wanjiku" });
	await once();
	rename("wanjiku", "w.njeri");
	const renamed = hq.held.users.named("w.njeri");
	if (renamed) renamed.last_name = "Njeri";
	hq.held.change(id, { properties: { village: "Kibera" } });
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 0 } });
	expect(await office.must("workers.count", {})).toMatchObject({ active: 1 });
	expect(await office.must("workers.show", { username: "wanjiku" })).toMatchObject({ lastName: "Njeri" });
	expect(await nameThere("wanjiku")).toEqual({ there: "w.njeri" });
	expect(await office.must("cases.show", { id })).toMatchObject({
		owner: "wanjiku",
		properties: { village: "Kibera" },
	});

	await office.must("workers.change", { username: "wanjiku", email: "w@example.org" });
	const other = await office.must("cases.register", { type: "person", name: "Juma", owner: "wanjiku" });
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 0 } });
	await once();
	expect(hq.held.users.named("w.njeri")).toMatchObject({ email: "w@example.org" });
	expect(hq.held.users.byId.size).toBe(1);
	expect(hq.held.cases.get(other.id)?.owner_id).toBe(renamed?.id);
	expect((await office.must("audit.list", { action: "worker.renamed-there" })).lines).toMatchObject([
		{ details: { there: "w.njeri" } },
	]);
	rename("w.njeri", "wanjiku");
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 0 } });
	expect(await nameThere("wanjiku")).toEqual({ there: null });
});

test("two workers who changed names on HQ are each known by the name again", async () => {
	for (const username of ["baraka", "chiku"]) await office.must("workers.create", { username });
	await once();
	const [baraka, chiku] = [hq.held.users.named("baraka"), hq.held.users.named("chiku")];
	rename("baraka", "dalila");
	rename("chiku", "baraka");
	rename("dalila", "chiku");
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0, conflicts: 0 } });
	await office.must("workers.change", { username: "baraka", firstName: "Baraka" });
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0 } });
	expect(hq.held.users.byId.get(chiku?.id ?? "")).toMatchObject({ first_name: "Baraka" });
	expect(hq.held.users.byId.get(baraka?.id ?? "")).toMatchObject({ first_name: "" });
	expect(hq.held.users.created).toBe(2);
});

test("an account that was given the name of somebody else here is theirs; who had it is made there anew", async () => {
	await office.must("workers.create", { username: "baraka", firstName: "Baraka" });
	await once();
	rename("baraka", "chiku");
	await office.must("workers.create", { username: "chiku" });
	await office.must("workers.change", { username: "baraka", lastName: "Kamau" });
	await once();
	await once();
	expect(hq.held.users.named("baraka")).toMatchObject({ first_name: "Baraka", last_name: "Kamau" });
	expect(hq.held.users.named("chiku")).toMatchObject({ last_name: "" });
	expect(await office.must("hq.status", {})).toMatchObject({ waiting: 0, parked: 0 });
});
