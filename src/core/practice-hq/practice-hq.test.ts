import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { openTestStore } from "../../testing/test-store.ts";
import { silentLog, systemClock } from "../ground/index.ts";
import { openOutpost } from "../outpost.ts";
import { openPracticeHq } from "./practice-hq.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
const seat = "learner";
beforeEach(async () => {
	office = await openTestOffice({ runGateways: true });
	await office.must("office.enterPractice", { language: "en" }, seat);
	await expect.poll(async () => (await look()).url).not.toBe("");
});
afterEach(() => office.close());

const look = (search = "") => office.must("practiceHq.look", { search }, seat);
const once = () => office.outpost.runSync(seat, { once: true });
const register = (name: string) =>
	office.must("cases.register", { type: "person", name, properties: [{ name: "village", value: "Kibera" }] }, seat);

test("practice is connected to its own HQ from the first day: work goes there, and what is changed there comes back", async () => {
	const { id } = await register("Amina");
	expect(await once()).toMatchObject({ ok: true, value: { pushed: 1, waiting: 0, parked: 0 } });
	expect(await look()).toMatchObject({ cases: 1, found: [{ id, name: "Amina", closed: false }] });
	expect((await look("min")).found).toHaveLength(1);
	expect((await look("juma")).found).toEqual([]);
	await office.must(
		"practiceHq.change",
		{ id, name: "Amina Yusuf", properties: [{ name: "village", value: "Karen" }] },
		seat,
	);
	expect(await once()).toMatchObject({ ok: true, value: { pulled: 1, conflicts: 0 } });
	const here = await office.must("cases.show", { id }, seat);
	expect(here).toMatchObject({ name: "Amina Yusuf", properties: expect.objectContaining({ village: "Karen" }) });
	expect(await office.call("practiceHq.change", { id: "nobody" }, seat)).toMatchObject({
		problem: { code: "practice-hq-no-case" },
	});
});

test("what meets an office out there can be met in practice", async () => {
	await register("Amina");
	const meets = async (as: "well" | "away" | "sign-in-page" | "unknown-key") => {
		await office.must("practiceHq.answer", { as }, seat);
		expect((await look()).answers).toBe(as);
		return once();
	};
	expect(await meets("away")).toMatchObject({ problem: { code: "hq-unreachable", details: { why: "no-network" } } });
	expect(await meets("sign-in-page")).toMatchObject({ problem: { code: "hq-not-hq", details: { why: "other-page" } } });
	expect(await meets("unknown-key")).toMatchObject({ problem: { code: "hq-sign-in", details: { why: "wrong-key" } } });
	expect((await look()).cases).toBe(0);
	expect(await meets("well")).toMatchObject({ ok: true, value: { pushed: 1 } });
	expect((await look()).cases).toBe(1);
});

test("it holds the same at the same address when practice is opened again", async () => {
	const { id } = await register("Amina");
	await once();
	const before = await look();
	await office.outpost.close();
	const again = await openOutpost({
		dataDir: office.dataDir,
		migrationsDir: "drizzle",
		keyCost: 10,
		runGateways: true,
	});
	try {
		await again.call("office.enterPractice", { language: "en" }, seat);
		expect(await again.call("practiceHq.look", {}, seat)).toMatchObject({ ok: true, value: before });
		await again.call("practiceHq.change", { id, name: "Amina Yusuf" }, seat);
		await expect
			.poll(() => again.runSync(seat, { once: true }), { timeout: 10_000 })
			.toMatchObject({ ok: true, value: { pushed: 1, pulled: 1, waiting: 0 } });
	} finally {
		await again.close();
	}
});

test("an address that somebody else typed stays, wherever the practice HQ is", async () => {
	await office.must("hq.connect", { url: "http://127.0.0.1:9", apiKey: "another" }, seat);
	await office.must("practiceHq.answer", { as: "away" }, seat);
	await office.must("practiceHq.answer", { as: "well" }, seat);
	expect((await office.must("hq.connection", {}, seat)).url).toBe("http://127.0.0.1:9");
});

test("a failure is told to whoever asked for it once, and what is asked for next is done all the same", async () => {
	const { store, remove } = openTestStore();
	let isFull = false;
	const write: typeof store.write = (work) => {
		if (isFull) throw new Error("the disk is full");
		return store.write(work);
	};
	const project = { id: "p", name: "clinic", country: "US", timeZone: "UTC", languages: ["en"] };
	const acting = { store: { ...store, write }, clock: systemClock, log: silentLog, project, staff: null };
	const desk = openPracticeHq(acting);
	isFull = true;
	try {
		await expect(desk.start()).rejects.toThrow("the disk is full");
		isFull = false;
		await desk.answerAs("well");
		expect(await fetch(desk.url())).toMatchObject({ status: 404 });
		await desk.stop();
		await expect(fetch(desk.url())).rejects.toThrow();
	} finally {
		await desk.stop();
		remove();
	}
});

test("a real office has none", async () => {
	for (const [name, input] of [
		["practiceHq.look", {}],
		["practiceHq.answer", { as: "away" }],
		["practiceHq.change", { id: "1" }],
	] as const)
		expect(await office.call(name, input)).toMatchObject({ ok: false, problem: { code: "only-in-practice" } });
	expect((await office.must("hq.connection", {})).url).toBe("");
});
