import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";

/** What is broken in this office at the moment. */
const broken = vi.hoisted(() => ({ names: new Set<string>(), sending: false }));
vi.mock("../contacts/index.ts", async (original) => {
	const real = await original<typeof import("../contacts/index.ts")>();
	const meets = (name: string | undefined) => {
		if (broken.names.has(name ?? "")) throw new Error("nobody foresaw this");
	};
	return {
		...real,
		receiveCase: (...[acting, received]: Parameters<typeof real.receiveCase>) => {
			const written = real.receiveCase(acting, received);
			meets(received.name);
			return written;
		},
		receiveWorker: (...[acting, received]: Parameters<typeof real.receiveWorker>) => {
			const written = real.receiveWorker(acting, received);
			meets(received.firstName);
			return written;
		},
	};
});
vi.mock("./push.ts", async (original) => {
	const real = await original<typeof import("./push.ts")>();
	const push: typeof real.push = (round) => {
		if (broken.sending) throw new Error("nobody foresaw this");
		return real.push(round);
	};
	return { ...real, push };
});

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
beforeEach(async () => {
	office = await openTestOffice({ log });
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	broken.names.clear();
	broken.sending = false;
	vi.clearAllMocks();
	await office.close();
	await hq.close();
});

const once = () => office.outpost.runSync("desk", { once: true });

test("a case or worker of HQ that can't be taken in is left out whole and named in the log; all others come and go", async () => {
	broken.names.add("Odd");
	hq.held.change("odd", { case_name: "Odd" });
	hq.held.users.put("odd", { first_name: "Odd" });
	hq.held.change("sound", { case_name: "Sound" });
	hq.held.users.put("sound", { first_name: "Sound" });
	const { id } = await office.must("cases.register", { type: "person", name: "Amina" });
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0, pulled: 2, pushed: 1 } });
	expect(hq.held.cases.has(id)).toBe(true);
	expect((await office.must("cases.list", {})).rows.map(({ name }) => name).sort()).toEqual(["Amina", "Sound"]);
	expect((await office.must("workers.list", {})).rows.map(({ username }) => username)).toEqual(["sound"]);
	expect((await office.must("hq.history", {})).rows[0]).toMatchObject({ problem: null, endedAt: expect.any(String) });
	const said = log.error.mock.calls.map(([line]) => String(line));
	expect(said).toContain("odd of hq was not taken in");
	expect(said).toContain(`${hq.held.users.named("odd")?.id} of hq was not taken in`);
});

test("a worker whose copy on HQ can't be taken in is put aside after some tries, and nothing is sent past it", async () => {
	await office.must("workers.create", { username: "baraka" });
	await once();
	const there = hq.held.users.put("baraka", { last_name: "Kamau" });
	broken.names.add("Odd");
	there.first_name = "Odd";
	await office.must("workers.change", { username: "baraka", email: "b@example.org" });
	for (let tries = 0; tries < 4; tries++) expect(await once()).toMatchObject({ ok: true });
	expect(await office.must("hq.status", {})).toMatchObject({ waiting: 0, parked: 1 });
	expect((await office.must("hq.parked", {})).reasons).toEqual({ "hq-keeps-failing": 1 });
	expect(hq.held.users.named("baraka")).toMatchObject({ email: "" });
});

test("a try that ends as nobody foresaw says so, is in the log and comes again after a pause; then it goes on", async () => {
	const { id } = await office.must("cases.register", { type: "person", name: "Amina" });
	broken.sending = true;
	expect(await once()).toMatchObject({ ok: false, problem: { code: "hq-unexpected" } });
	expect((await office.must("hq.history", {})).rows).toMatchObject([
		{ problem: { code: "hq-unexpected" }, endedAt: expect.any(String) },
	]);
	const { nextTryAt, lastTryAt, ...status } = await office.must("hq.status", {});
	expect(status).toMatchObject({ state: "waiting", problem: { code: "hq-unexpected" }, waiting: 1 });
	expect(Date.parse(nextTryAt ?? "") - Date.parse(lastTryAt ?? "")).toBeGreaterThanOrEqual(60_000);
	expect(log.error).toHaveBeenCalledWith(expect.stringContaining("unexpectedly"), expect.any(Error));
	broken.sending = false;
	expect(await once()).toMatchObject({ ok: true, value: { waiting: 0 } });
	expect(hq.held.cases.has(id)).toBe(true);
});
