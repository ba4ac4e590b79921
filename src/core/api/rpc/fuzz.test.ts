import { MessageChannel } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ok } from "../../ground/index.ts";
import type { Outpost } from "../../outpost-types.ts";
import { contract } from "../contract.ts";
import { connectCore } from "./client.ts";
import { portLine } from "./line.ts";
import { serveLine } from "./server.ts";

const seed = 20_260_105;
const frames = 10_000;

const names = fc.oneof(
	fc.constantFrom(...Object.keys(contract)),
	fc.constantFrom("__proto__", "toString", "a.b"),
	fc.string(),
);
const meta = fc.array(
	fc.array(fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constantFrom("__proto__", "constructor", "json", "a"))),
);
const body = fc.oneof(
	fc.json().map((text) => JSON.parse(text) as unknown),
	fc.record({ json: fc.record({ name: names, input: fc.jsonValue() }), meta }, { requiredKeys: ["json"] }),
	fc.record({ json: fc.jsonValue(), meta, maps: meta }),
);
const request = fc.record(
	{
		i: fc.oneof(fc.string(), fc.nat().map(String)),
		t: fc.constantFrom(1, 2, 3, 4, 5, "1", null),
		p: fc.record(
			{ u: fc.oneof(fc.constantFrom("/call", "/listen", "/call/..", "//call", "http://x/"), fc.string()), b: body },
			{ requiredKeys: ["u"] },
		),
	},
	{ requiredKeys: ["i"] },
);
const call = fc.record({ i: fc.nat().map(String), p: fc.record({ u: fc.constant("/call"), b: body }) });
const anyFrame = fc.oneof(
	{ weight: 5, arbitrary: call.map((one) => JSON.stringify(one)) },
	{ weight: 3, arbitrary: request.map((one) => JSON.stringify(one)) },
	{ weight: 1, arbitrary: fc.string({ maxLength: 2000 }) },
	{ weight: 1, arbitrary: fc.jsonValue() },
);

/** Reliability D3. */
describe(`${frames} random frames (seed ${seed})`, () => {
	it("crash nothing, reach no verb that is not in the contract, and draw no words from inside", async () => {
		const spoken = vi.spyOn(console, "error").mockImplementation(() => {});
		const strange: string[] = [];
		const outpost = {
			async call(name: string) {
				if (!Object.hasOwn(contract, name)) strange.push(name);
				if (name.startsWith("drafts")) throw new Error("SELECT secret FROM /var/lib/x");
				return ok(null);
			},
			listen: () => () => {},
		} as unknown as Outpost;
		const served = { outpost, seat: "seat", log: { info() {}, warn() {}, error() {} } };
		const answers: string[] = [];
		const open = () => {
			const { port1, port2 } = new MessageChannel();
			const line = portLine(port1);
			serveLine(line, served);
			port2.on("message", (answer) => answers.push(String(answer)));
			return { line, port: port2 };
		};
		let { line, port } = open();
		for (const frame of fc.sample(anyFrame, { numRuns: frames, seed })) {
			port.postMessage(frame);
			await new Promise(setImmediate);
			if (line.readyState === 1) continue;
			port.close();
			({ line, port } = open());
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
		port.close();
		expect(strange).toEqual([]);
		expect(answers.length).toBeGreaterThan(1000);
		expect(answers.filter((answer) => /SELECT|\/var|node_modules|\bat .*:\d+:\d+|\.ts\b/.test(answer))).toEqual([]);
		expect(spoken.mock.calls).toEqual([]);
		expect(Object.keys(Object.prototype)).toEqual([]);

		const { port1, port2 } = new MessageChannel();
		serveLine(portLine(port1), served);
		const core = connectCore(() => portLine(port2), { retryMs: [] });
		expect(await core.call("office.status", {})).toEqual({ ok: true, value: null });
		core.close();
	}, 60_000);
});
