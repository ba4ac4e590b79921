import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ok, silentLog } from "../../ground/index.ts";
import type { Outpost } from "../../outpost-types.ts";
import { type Core, type CoreState, connectCore } from "./client.ts";
import { portLine } from "./line.ts";
import { serveLine } from "./server.ts";

const outpost = {
	call: async () => ok({ here: true }),
	listen: () => () => {},
	leave() {},
	close: async () => {},
} as unknown as Outpost;

let tries: number;
let isThere: boolean;
let client: Core | undefined;
beforeEach(() => {
	tries = 0;
	isThere = false;
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
	client?.close();
	vi.useRealTimers();
});

function openLine() {
	tries += 1;
	if (!isThere) throw new Error("no line");
	const { port1, port2 } = new MessageChannel();
	serveLine(portLine(port1), { outpost, seat: "a", log: silentLog });
	return portLine(port2);
}

function start(isRefused: () => Promise<boolean>): { core: Core; states: CoreState[] } {
	const core = connectCore(openLine, { retryMs: [20], isRefused });
	client = core;
	const states: CoreState[] = [];
	core.onState((state) => states.push(state));
	return { core, states };
}

it("a page that the host does not know is told so, asks rarely, and is let in again", async () => {
	const { core, states } = start(async () => true);
	await vi.waitUntil(() => core.state === "refused");
	expect(await core.call("office.status", {})).toEqual({ ok: false, problem: { code: "outpost-restarted" } });
	await vi.advanceTimersByTimeAsync(9_900);
	expect(tries).toBe(1);
	isThere = true;
	await vi.advanceTimersByTimeAsync(200);
	await vi.waitUntil(() => core.state === "connected");
	expect(tries).toBe(2);
	expect(states).toEqual(["refused", "connected"]);
	expect(await core.call("office.status", {})).toEqual({ ok: true, value: { here: true } });
});

it("a host that is away, or can't be asked, refuses nobody: it is tried again soon", async () => {
	for (const isRefused of [async () => false, async () => Promise.reject(new Error("no answer"))]) {
		tries = 0;
		const { core } = start(isRefused);
		await vi.waitUntil(() => core.state === "lost");
		expect(await core.call("office.status", {})).toMatchObject({ problem: { code: "connection-lost" } });
		await vi.advanceTimersByTimeAsync(100);
		expect(tries).toBeGreaterThan(3);
		core.close();
	}
});

it("a host that comes back and knows the page no more turns lost into refused", async () => {
	let isRefused = false;
	const { core, states } = start(async () => isRefused);
	await vi.waitUntil(() => core.state === "lost");
	isRefused = true;
	await vi.advanceTimersByTimeAsync(30);
	await vi.waitUntil(() => core.state === "refused");
	expect(states).toEqual(["lost", "refused"]);
});
