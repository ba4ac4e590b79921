import { expect, test } from "vitest";
import { startStandIn } from "../../testing/hq-stand-in/stand-in.ts";
import { seededBelow } from "../../testing/seeded.ts";
import { openTestOffice } from "../../testing/test-office.ts";

const seed = Number(process.env.OUTPOST_SEED ?? 20261127);

test(`what waits is counted as it is listed, whatever becomes of changes (seed ${seed})`, async () => {
	const some = seededBelow(seed);
	const office = await openTestOffice();
	const hq = await startStandIn();
	const ids: string[] = [];
	const any = () => ids[some(ids.length)] ?? "";
	let workers = 0;
	const register = async () => {
		const { id } = await office.must("cases.register", {
			type: "person",
			name: `Person ${ids.length}`,
			properties: [],
		});
		ids.push(id);
	};
	const change = (name: string, value: string) =>
		office.must("cases.change", { id: any(), properties: [{ name, value }] });
	const parked = async () => (await office.must("hq.parked", {})).rows.map(({ id }) => id);
	const steps: (() => Promise<unknown>)[] = [
		register,
		register,
		() => change("village", `Kibera ${some(9)}`),
		() => change("step", String(some(9))),
		() => change("with-hyphen", String(some(3))),
		() => office.call("cases.close", { id: any() }),
		() => office.call("cases.reopen", { id: any() }),
		() => office.must("workers.create", { username: `worker${workers++}` }),
		async () => hq.held.change(any(), { properties: { village: `Langata ${some(9)}` } }),
		() => office.call("hq.sendAgain", {}),
		async () => office.call("hq.giveUp", { ids: (await parked()).slice(0, 1), reason: "kept on paper" }),
		async () => {
			hq.manners.inPlaceOf = some(2) ? (_request, response) => Boolean(response.writeHead(503).end()) : null;
		},
		async () => {
			const fault = some(3);
			hq.held.refuse = (id) => fault > 0 && ids.indexOf(id) % 3 === fault;
		},
	];
	try {
		const { url, project, user, apiKey } = hq;
		await office.must("hq.connect", { url, project, user, apiKey });
		await register();
		const seen = new Set<number>();
		for (let round = 0; round < 60; round++) {
			for (let nth = some(6); nth >= 0; nth--) await steps[some(steps.length)]?.();
			await office.must("hq.tryNow", {});
			await office.outpost.runSync("desk", { once: true });
			const listed = await office.must("hq.waiting", { limit: 200 });
			expect(listed.more).toBe(false);
			const status = await office.must("hq.status", {});
			expect({ round, waiting: status.waiting }).toEqual({ round, waiting: listed.rows.length });
			expect(status.parked).toBe((await parked()).length);
			seen.add(status.waiting);
		}
		expect(seen.size).toBeGreaterThan(3);
	} finally {
		await office.close();
		await hq.close();
	}
});
