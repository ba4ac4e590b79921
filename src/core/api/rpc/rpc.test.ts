import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocketServer } from "ws";
import { fail, type Log, ok, type Result } from "../../ground/index.ts";
import type { Outpost } from "../../outpost-types.ts";
import type { OutpostEvent } from "../events.ts";
import { type ConnectOptions, type Core, connectCore } from "./client.ts";
import { everythingChanged } from "./every-topic.ts";
import { type Line, portLine } from "./line.ts";
import { serveLine } from "./server.ts";

/** A core of a few lines that can be made to wait, to break and to speak. */
function standIn() {
	const asked: { name: string; input: unknown; seat: string; signal?: AbortSignal }[] = [];
	const heard = new Map<string, Set<(event: OutpostEvent) => void>>();
	let answers: (name: string) => Promise<Result<unknown>> = async () => ok(null);
	const outpost = {
		call(name: string, input: unknown, seat: string, signal?: AbortSignal) {
			asked.push({ name, input, seat, signal });
			return answers(name);
		},
		listen(seat: string, fn: (event: OutpostEvent) => void) {
			heard.set(seat, (heard.get(seat) ?? new Set()).add(fn));
			return () => heard.get(seat)?.delete(fn);
		},
		leave() {},
		close: async () => {},
	} as unknown as Outpost;
	return {
		outpost,
		asked,
		ears: (seat = "seat-1") => heard.get(seat)?.size ?? 0,
		tell: (event: OutpostEvent, seat = "seat-1") => {
			for (const fn of heard.get(seat) ?? []) fn(event);
		},
		answer: (with_: (name: string) => Promise<Result<unknown>>) => {
			answers = with_;
		},
	};
}
type StandIn = ReturnType<typeof standIn>;

interface Way {
	openLine: () => Line | Promise<Line>;
	/** Breaks the line from the far end. */
	cut(): void;
	/** While set, no new line can be had. */
	refuse: boolean;
	end(): void;
}

function overPort(core: StandIn, log: Log): Way {
	let far: Line | undefined;
	const way: Way = {
		refuse: false,
		openLine() {
			if (way.refuse) throw new Error("no port");
			const { port1, port2 } = new MessageChannel();
			far = portLine(port1);
			serveLine(far, { outpost: core.outpost, seat: "seat-1", log });
			return portLine(port2);
		},
		cut: () => far?.close(),
		end: () => far?.close(),
	};
	return way;
}

async function overWebSocket(core: StandIn, log: Log): Promise<Way> {
	const http: Server = createServer();
	const sockets = new WebSocketServer({ noServer: true });
	http.on("upgrade", (request, socket, head) => {
		if (way.refuse) return socket.destroy();
		sockets.handleUpgrade(request, socket, head, (socket) =>
			serveLine(socket as unknown as Line, { outpost: core.outpost, seat: "seat-1", log }),
		);
	});
	await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
	const { port } = http.address() as AddressInfo;
	const way: Way = {
		refuse: false,
		openLine: () => new WebSocket(`ws://127.0.0.1:${port}/rpc`) as unknown as Line,
		cut() {
			for (const socket of sockets.clients) socket.terminate();
		},
		end() {
			way.cut();
			http.close();
		},
	};
	return way;
}

const until = (fn: () => unknown) => vi.waitFor(() => expect(fn()).toBeTruthy(), { timeout: 3000, interval: 5 });

describe.each([
	["a message port", overPort],
	["a WebSocket", overWebSocket],
] as const)("over %s", (_, makeWay) => {
	const clean: (() => void)[] = [];
	afterEach(() => {
		for (const fn of clean.splice(0)) fn();
	});

	async function start(options: ConnectOptions = { retryMs: [20] }) {
		const core = standIn();
		const errors: string[] = [];
		const log: Log = { info() {}, warn() {}, error: (line, error) => errors.push(`${line} ${error}`) };
		const way = await makeWay(core, log);
		const client: Core = connectCore(way.openLine, options);
		clean.push(
			() => client.close(),
			() => way.end(),
		);
		return { core, way, client, errors };
	}

	it("asks and answers, with the seat, and keeps expected failures as values", async () => {
		const { core, client } = await start();
		core.answer(async (name) => (name === "cases.show" ? fail("not-found", { field: "id" }) : ok({ echo: name })));
		expect(await client.call("office.status", {})).toEqual({ ok: true, value: { echo: "office.status" } });
		expect(await client.call("cases.show", { id: "x" })).toEqual({
			ok: false,
			problem: { code: "not-found", field: "id" },
		});
		expect(core.asked).toMatchObject([
			{ name: "office.status", input: {}, seat: "seat-1" },
			{ name: "cases.show", input: { id: "x" }, seat: "seat-1" },
		]);
	});

	it("refuses names that are not in the contract, without asking the core", async () => {
		const { core, client } = await start();
		for (const name of ["no.such", "__proto__", "constructor", ""]) {
			expect(await client.call(name as "office.status", {})).toMatchObject({ problem: { code: "unknown-call" } });
		}
		expect(core.asked).toEqual([]);
	});

	it("answers a bug with its code alone and logs it", async () => {
		const { core, client, errors } = await start();
		core.answer(async () => {
			throw new Error("no such table: secret");
		});
		expect(await client.call("cases.list", {})).toEqual({ ok: false, problem: { code: "bug" } });
		expect(errors).toEqual(["call cases.list Error: no such table: secret"]);
	});

	it("carries events to every listener, and none after it stopped", async () => {
		const { core, client } = await start();
		const heard: OutpostEvent[] = [];
		const stop = client.listen((event) => heard.push(event));
		await until(() => core.ears() === 1);
		core.tell({ type: "changed", topics: ["cases"] });
		core.tell({ type: "session" });
		await until(() => heard.length === 2);
		expect(heard).toEqual([{ type: "changed", topics: ["cases"] }, { type: "session" }]);
		stop();
		core.tell({ type: "session" });
		await client.call("office.status", {});
		expect(heard).toHaveLength(2);
	});

	it("tells a window that lags far behind to ask for everything", async () => {
		const { core, client } = await start();
		const heard: OutpostEvent[] = [];
		client.listen((event) => heard.push(event));
		await until(() => core.ears() === 1);
		for (let i = 0; i < 5000; i++) core.tell({ type: "changed", topics: ["inbox"], ids: [String(i)] });
		core.tell({ type: "gateway-state", gateway: "last", state: "ready" });
		await until(() => heard.at(-1)?.type === "gateway-state");
		expect(heard.length).toBeLessThan(1500);
		expect(heard).toContainEqual(everythingChanged);
	});

	it("cancels: before, while waiting, and the core's signal hears of it", async () => {
		const { core, client } = await start();
		core.answer(() => new Promise(() => {}));
		expect(await client.call("cases.list", {}, { signal: AbortSignal.abort() })).toMatchObject({
			problem: { code: "cancelled" },
		});
		expect(core.asked).toEqual([]);
		const stop = new AbortController();
		const pending = client.call("messages.send", { to: "1", text: "x" }, { signal: stop.signal });
		await until(() => core.asked.length === 1);
		stop.abort();
		expect(await pending).toMatchObject({ problem: { code: "cancelled" } });
		await until(() => core.asked[0]?.signal?.aborted);
	});

	it("refuses a change under way when the line breaks, and says that it may have been done", async () => {
		const { core, way, client } = await start();
		core.answer(() => new Promise(() => {}));
		const pending = client.call("messages.send", { to: "1", text: "x" });
		await until(() => core.asked.length === 1);
		way.refuse = true;
		way.cut();
		expect(await pending).toEqual({
			ok: false,
			problem: { code: "connection-lost", details: { underWay: true } },
		});
		expect(client.state).toBe("lost");
		const before = performance.now();
		expect(await client.call("cases.list", {})).toMatchObject({ problem: { code: "connection-lost" } });
		expect(performance.now() - before).toBeLessThan(100);
		expect(core.asked).toHaveLength(1);
	});

	it("comes back: tells the state, listens again, says that everything changed", async () => {
		const { core, way, client } = await start();
		const states: string[] = [];
		const heard: OutpostEvent[] = [];
		client.onState((state) => states.push(state));
		client.listen((event) => heard.push(event));
		await client.call("office.status", {});
		await until(() => core.ears() === 1);
		way.refuse = true;
		way.cut();
		await until(() => client.state === "lost");
		await until(() => core.ears() === 0);
		way.refuse = false;
		await until(() => client.state === "connected");
		expect(states).toEqual(["lost", "connected"]);
		expect(heard).toEqual([{ type: "session" }, everythingChanged]);
		await until(() => core.ears() === 1);
		core.tell({ type: "changed", topics: ["audit"] });
		await until(() => heard.length === 3);
		expect(await client.call("office.status", {})).toMatchObject({ ok: true });
	});

	it("asks again by itself only what reads", async () => {
		const { core, way, client } = await start();
		core.answer(() => new Promise(() => {}));
		const reading = client.call("cases.list", {});
		const changing = client.call("cases.close", { id: "x" });
		await until(() => core.asked.length === 2);
		core.answer(async (name) => ok(name));
		way.cut();
		expect(await reading).toEqual({ ok: true, value: "cases.list" });
		expect(await changing).toMatchObject({ problem: { code: "connection-lost" } });
		expect(core.asked.map((one) => one.name)).toEqual(["cases.list", "cases.close", "cases.list"]);
	});

	it("gives a question up when no line comes back in time, or none is tried for", async () => {
		for (const options of [{ retryMs: [5], askAgainMs: 40 }, { retryMs: [] }]) {
			const { core, way, client } = await start(options);
			core.answer(() => new Promise(() => {}));
			const reading = client.call("cases.list", {});
			await until(() => core.asked.length === 1);
			way.refuse = true;
			way.cut();
			expect(await reading).toEqual({ ok: false, problem: { code: "connection-lost" } });
		}
	});

	it("refuses calls where no line could be had from the start", async () => {
		const core = standIn();
		const way = await makeWay(core, { info() {}, warn() {}, error() {} });
		way.refuse = true;
		const client = connectCore(way.openLine, { retryMs: [30] });
		clean.push(
			() => client.close(),
			() => way.end(),
		);
		expect(await client.call("office.status", {})).toMatchObject({ problem: { code: "connection-lost" } });
		way.refuse = false;
		await until(() => client.state === "connected");
		expect(await client.call("office.status", {})).toMatchObject({ ok: true });
	});

	it("closes for good", async () => {
		const { core, client } = await start();
		await client.call("office.status", {});
		await until(() => core.ears() === 1);
		client.close();
		await until(() => client.state === "lost");
		await until(() => core.ears() === 0);
		expect(await client.call("office.status", {})).toMatchObject({ problem: { code: "connection-lost" } });
	});

	it("closes the line on a frame that is no message, and lives on", async () => {
		const { core, way } = await start();
		const frames = ["", "{", "[]", "null", '{"i":1}', '{"i":"1","p":{"u":"http://evil/x"}}', '{"i":"1","t":3,"p":{}}'];
		for (const frame of [...frames, "x".repeat(300_000)]) {
			const line = await way.openLine();
			if (line.readyState === 0) await new Promise<void>((resolve) => line.addEventListener("open", () => resolve()));
			const ended = new Promise<void>((resolve) => line.addEventListener("close", () => resolve()));
			line.send(frame);
			await ended;
		}
		expect(core.asked).toEqual([]);
	});
});
