// What a call costs a window over each way to the core: a message port (desktop) and a WebSocket on 127.0.0.1 (browser).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { WebSocket } from "ws";
import { type Core, connectCore, type Line, portLine } from "../src/core/api/rpc/index.ts";
import { serveLine } from "../src/core/api/rpc/server.ts";
import { silentLog } from "../src/core/ground/index.ts";
import { startWebHost } from "../src/web/web-host.ts";
import { measure, report } from "./measure.ts";
import { benchStaff, openBenchOffice, seat } from "./open-office.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";

const calls = 2000;
const people = 300;
const screens = mkdtempSync(join(tmpdir(), "outpost-bench-screens-"));
const office = await openBenchOffice();
const host = await startWebHost({
	outpost: office.outpost,
	rendererDir: screens,
	localesDir: join(import.meta.dirname, "../locales"),
	log: silentLog,
});
try {
	for (const person of makePeople(people)) await office.must("cases.register", registrationOf(person));
	const direct = {
		call: async (name: never, input: never) => office.outpost.call(name, input, seat),
	} as unknown as Core;
	const { port1, port2 } = new MessageChannel();
	serveLine(portLine(port1), { outpost: office.outpost, seat, log: silentLog });
	const port = connectCore(() => portLine(port2), { retryMs: [] });
	const socket = await overWebSocket();
	const ms: Record<string, unknown> = {};
	for (const [way, core] of Object.entries({ direct, port, socket })) {
		ms[way] = {
			status: await timed(core, "office.status", {}),
			oneRow: await timed(core, "cases.list", { limit: 1 }),
			hundredRows: await timed(core, "cases.list", { limit: 100 }),
		};
	}
	port.close();
	socket.close();
	report("transports", { ms });
} finally {
	await host.close();
	await office.close();
	rmSync(screens, { recursive: true, force: true });
}

async function timed(core: Core, name: "office.status" | "cases.list", input: object) {
	const ask = async () => {
		const answer = await core.call(name, input as never);
		if (!answer.ok) throw new Error(answer.problem.code);
	};
	await measure(Array.from({ length: 100 }), ask);
	return measure(Array.from({ length: calls }), ask);
}

async function overWebSocket(): Promise<Core> {
	const origin = `http://127.0.0.1:${host.port}`;
	const entered = await fetch(`${origin}/enter`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Origin: origin },
		body: JSON.stringify({ token: new URL(host.url).hash.slice(1) }),
	});
	const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
	const core = connectCore(
		() =>
			new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
				headers: { Origin: origin, Cookie: cookie },
			}) as unknown as Line,
		{ retryMs: [] },
	);
	const signedIn = await core.call("staff.signIn", benchStaff);
	if (!signedIn.ok) throw new Error(`${entered.status} ${signedIn.problem.code}`);
	return core;
}
