import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../testing/hq-stand-in/stand-in.ts";
import { add, officeForTests, projectFlags } from "./office-for-tests.ts";

// The way to HQ from the command line, with a real core and a stand-in that answers as HQ does.
const { here: outpost, remove } = officeForTests();
let hq: StandIn;
afterAll(remove);
beforeAll(async () => {
	expect(await outpost(["init", ...projectFlags])).toMatchObject({ code: 0, err: "" });
});
beforeEach(async () => {
	hq = await startStandIn();
});
afterEach(() => hq.close());

const said = async (...argv: string[]) => {
	const { code, out } = await outpost(["--json", ...argv]);
	return { code, said: JSON.parse(out) as Record<string, unknown> };
};

test("HQ is set, what waits is sent once, and the exit code says what is left", async () => {
	const made = await outpost(add("Neema Otieno", "0712000141"));
	expect(made.code).toBe(0);
	expect(await said("sync", "run", "--once")).toMatchObject({ code: 1, said: { problem: { code: "hq-not-set" } } });
	for (const [key, value] of Object.entries({ url: hq.url, project: hq.project, user: hq.user }))
		expect(await outpost(["settings", "set", `hq.${key}`, value])).toMatchObject({ code: 0 });
	// A secret need not be an argument, which others on the computer may read.
	expect(await outpost(["settings", "set", "hq.apiKey", "-"], { input: `${hq.apiKey}\n` })).toMatchObject({ code: 0 });
	expect(await said("settings", "get", "hq.apiKey")).toMatchObject({ said: { "hq.apiKey": "set" } });
	expect(await said("sync", "status")).toMatchObject({ code: 0, said: { waiting: 1, pushed: 0, lastSuccessAt: null } });

	const sent = { waiting: 0, parked: 0, conflicts: 0, pushed: 1, lastSuccessAt: expect.any(String) };
	expect(await said("sync", "run", "--once")).toMatchObject({ code: 0, said: sent });
	expect([...hq.held.cases.values()].map((one) => one.case_name)).toEqual(["Neema Otieno"]);
	expect(await said("sync", "run", "--once")).toMatchObject({ code: 0, said: sent });
	expect(hq.seen.forms).toBe(1);

	hq.held.refuse = () => true;
	expect((await outpost(add("Baraka Mwangi", "0712000142"))).code).toBe(0);
	expect(await said("sync", "run", "--once")).toMatchObject({ code: 3, said: { parked: 1 } });
	expect(await said("sync", "status")).toMatchObject({ code: 0, said: { parked: 1, pushed: 1 } });
});

test("an HQ that can't be used is exit code 1, with why", async () => {
	expect(await outpost(["settings", "set", "hq.apiKey", "another"])).toMatchObject({ code: 0 });
	expect(await said("sync", "run", "--once", "--hq", hq.url)).toMatchObject({
		code: 1,
		said: { ok: false, problem: { code: "hq-sign-in", details: { why: "wrong-key" } } },
	});
	const { url } = hq;
	await hq.close();
	expect(await said("sync", "run", "--once", "--hq", url)).toMatchObject({
		code: 1,
		said: { problem: { code: "hq-unreachable" } },
	});
	hq = await startStandIn();
});
