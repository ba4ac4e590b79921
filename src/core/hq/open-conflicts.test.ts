import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
let hq: StandIn;
const clock = movableClock(new Date().toISOString());
beforeEach(async () => {
	office = await openTestOffice({ clock });
	hq = await startStandIn();
	await office.must("hq.connect", { url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
});
afterEach(async () => {
	await office.close();
	await hq.close();
});

const round = async () => expect(await office.outpost.runSync("desk", { once: true })).toMatchObject({ ok: true });
const register = async () => (await office.must("cases.register", { type: "person", name: "Amina" })).id;
const open = async () => (await office.must("hq.conflicts", {})).rows.flatMap(({ fields }) => fields);
/** Changed here and on HQ, and met by a round. */
const inConflict = async () => {
	const id = await register();
	await round();
	await office.must("cases.change", { id, name: "Amina here", properties: [] });
	hq.held.change(id, { case_name: "Amina there" });
	await round();
	expect(await open()).toMatchObject([{ field: "name", here: "Amina here", there: "Amina there" }]);
	return id;
};

test("a conflict stays open whatever else is changed on HQ or here, and nothing of its field goes either way", async () => {
	const id = await inConflict();
	hq.held.change(id, { properties: { village: "Kibera" } });
	await round();
	expect(await open()).toMatchObject([{ field: "name", before: "Amina", here: "Amina here", there: "Amina there" }]);
	expect(hq.held.cases.get(id)?.case_name).toBe("Amina there");
	await office.must("cases.change", { id, properties: [{ name: "clinic", value: "North" }] });
	hq.held.change(id, { case_name: "Amina there again" });
	await round();
	expect(await open()).toMatchObject([
		{ field: "name", before: "Amina", here: "Amina here", there: "Amina there again" },
	]);
	expect(hq.held.cases.get(id)).toMatchObject({ case_name: "Amina there again", properties: { clinic: "North" } });
	hq.held.change(id, { case_name: "Amina here" });
	await round();
	expect(await open()).toEqual([]);
});

test("a conflict says when a person changed the contact here, not when a round did", async () => {
	const id = await register();
	await round();
	await office.must("cases.change", { id, name: "Amina here", properties: [] });
	const { at } = (await office.must("audit.list", { action: "case.changed" })).lines[0] ?? {};
	clock.pass(60_000);
	hq.held.change(id, { case_name: "Amina there", properties: { village: "Kibera" } });
	await round();
	expect((await office.must("cases.show", { id })).properties).toMatchObject({ village: "Kibera" });
	expect((await office.must("hq.conflicts", {})).rows).toMatchObject([{ hereAt: at }]);
});

test("a conflict over who owns a case ends with HQ's owner where nobody is named here any more", async () => {
	const { id } = await office.must("cases.register", { type: "person", name: "Amina", owner: hq.user });
	await round();
	await office.must("cases.change", { id, owner: "a".repeat(32), properties: [] });
	hq.held.change(id, { owner_id: "b".repeat(32) });
	await round();
	expect(await open()).toMatchObject([{ field: "owner", there: "b".repeat(32) }]);
	await office.must("cases.change", { id, owner: "", properties: [] });
	hq.held.change(id, { properties: { village: "Kibera" } });
	await round();
	expect(await open()).toEqual([]);
	expect(await office.must("cases.show", { id })).toMatchObject({ owner: "b".repeat(32) });
	expect(hq.held.cases.get(id)?.owner_id).toBe("b".repeat(32));
});

test.each(["left alone", "settled as on HQ"])(
	"a conflict goes with its case: deleted here and %s, the case is closed on HQ and HQ's value stays",
	async (what) => {
		const id = await inConflict();
		await office.must("cases.delete", { id });
		const choices = [{ field: "name", take: "there" as const, there: "Amina there" }];
		if (what !== "left alone") await office.must("hq.settle", { kind: "case", id, choices });
		await round();
		expect(await open()).toEqual([]);
		expect(hq.held.cases.get(id)).toMatchObject({ closed: true, case_name: "Amina there" });
		hq.held.change(id, { properties: { village: "Kibera" } });
		await round();
		await round();
		expect(hq.held.cases.get(id)?.case_name).toBe("Amina there");
	},
);

test("changed here, then deleted, before HQ was reached: what HQ changed meanwhile stays, and the rest goes with the closing", async () => {
	const id = await register();
	await round();
	hq.manners.inPlaceOf = (_request, response) => {
		response.writeHead(503).end();
		return true;
	};
	const properties = [{ name: "clinic", value: "North" }];
	await office.must("cases.change", { id, name: "Amina here", properties });
	await office.outpost.runSync("desk", { once: true });
	await office.must("cases.delete", { id });
	await office.outpost.runSync("desk", { once: true });
	hq.manners.inPlaceOf = null;
	hq.held.change(id, { case_name: "Amina there", properties: { village: "Kibera" } });
	await round();
	expect(hq.held.cases.get(id)).toMatchObject({
		closed: true,
		case_name: "Amina there",
		properties: { village: "Kibera", clinic: "North" },
	});
	expect(await open()).toEqual([]);
});

/** Each field as both sides should have it after any round. */
interface Sides {
	here: string;
	there: string;
	/** As both had it last, or as a person chose to go on from. */
	base: string;
	isOpen: boolean;
	/** HQ's value as the last round met it. */
	met: string;
}

function afterRound(was: Sides): Sides {
	const { here, there, met } = was;
	const { base, isOpen } = was.isOpen && here === met ? { base: met, isOpen: false } : was;
	if (here === there) return { here, there, base: here, isOpen: false, met: there };
	if (isOpen) return { ...was, met: there };
	if (there === base) return { here, there: here, base: here, isOpen, met: here };
	if (here === base) return { here: there, there, base: there, isOpen, met: there };
	return { ...was, base, isOpen: true, met: there };
}

const steps = Number(process.env.OUTPOST_SYNC_CHANGES ?? 250);
const seed = Number(process.env.OUTPOST_SEED ?? 20261127);

test(`over ${steps} changes here, changes there, choices and rounds in any order, nothing unseen is overwritten and no conflict is lost (seed ${seed})`, {
	timeout: 180_000,
}, async () => {
	let random = seed;
	const pick = <T>(...all: T[]): T => {
		random = (random * 1103515245 + 12345) % 2147483648;
		return all[Math.floor((random / 2147483648) * all.length)] as T;
	};
	const fields = ["name", "village", "clinic"];
	const cases = new Map<string, Map<string, Sides>>();
	for (let n = 0; n < 3; n++) {
		const blank = (value: string): Sides => ({ here: value, there: value, base: value, isOpen: false, met: value });
		cases.set(await register(), new Map(fields.map((field) => [field, blank(field === "name" ? "Amina" : "")])));
	}
	await round();
	let conflicts = 0;
	for (let step = 0; step < steps; step++) {
		const [id, sides] = pick(...cases);
		const field = pick(...fields);
		const value = pick("Amina", "Juma", "Otieno", ...(field === "name" ? [] : [""]));
		const side = sides.get(field) as Sides;
		const what = pick("here", "there", "settle", "round");
		if (what === "here") {
			const properties = field === "name" ? [] : [{ name: field, value }];
			await office.must("cases.change", { id, ...(field === "name" ? { name: value } : {}), properties });
			side.here = value;
		} else if (what === "there") {
			hq.held.change(id, field === "name" ? { case_name: value } : { properties: { [field]: value } });
			side.there = value;
		} else if (what === "settle" && side.isOpen && pick(true, false)) {
			const take = pick("here" as const, "there" as const);
			await office.must("hq.settle", { kind: "case", id, choices: [{ field, take, there: side.met }] });
			Object.assign(side, { base: side.met, isOpen: false, ...(take === "there" ? { here: side.met } : {}) });
		} else if (what === "round") {
			await round();
			for (const all of cases.values()) for (const [name, was] of all) all.set(name, afterRound(was));
			const opened = new Set(
				(await office.must("hq.conflicts", {})).rows.flatMap(({ contact, fields }) =>
					fields.map(({ field }) => `${contact.id} ${field}`),
				),
			);
			for (const [one, all] of cases) {
				const ours = await office.must("cases.show", { id: one });
				const theirs = hq.held.cases.get(one);
				for (const [name, { here, there, isOpen }] of all) {
					conflicts += Number(isOpen);
					expect({
						step,
						name,
						here: name === "name" ? ours.name : (ours.properties[name] ?? ""),
						there: name === "name" ? theirs?.case_name : (theirs?.properties[name] ?? ""),
						isOpen: opened.has(`${one} ${name}`),
					}).toEqual({ step, name, here, there, isOpen });
				}
			}
		}
	}
	expect(conflicts).toBeGreaterThan(steps / 20);
});
