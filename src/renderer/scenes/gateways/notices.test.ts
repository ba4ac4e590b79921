import { describe, expect, it } from "vitest";
import type { StatusLine } from "../../../core/api/index.ts";
import { follow, type Known } from "./notices.ts";

type Watched = StatusLine["gateways"][number];

const gateway = (some: Partial<Watched>): Watched => ({
	name: "airtel",
	state: "ready",
	problem: null,
	simulated: false,
	warning: null,
	...some,
});

/** What is told while a gateway goes through these looks. */
function told(...looks: Partial<Watched>[]): string[] {
	let known = new Map<string, Known>();
	return looks.flatMap((one) => {
		const heard = follow(known, [gateway(one)]);
		known = heard.known;
		return heard.notices.map(({ kind }) => kind);
	});
}

describe("news of gateways", () => {
	it("the first look is no news", () => {
		expect(told({ state: "absent" })).toEqual([]);
		expect(told({ problem: "sim-pin-needed", warning: "sim-nearly-full" })).toEqual([]);
	});
	it("lost once, back once, whatever lies between", () => {
		expect(
			told({}, { state: "absent" }, { state: "absent" }, { state: "starting" }, { state: "searching" }, {}, {}),
		).toEqual(["lost", "back"]);
		expect(told({}, { state: "stuck" }, {})).toEqual(["stuck", "back"]);
	});
	it("one that never came up is not called back", () => {
		expect(told({ state: "starting" }, { state: "searching" }, {})).toEqual([]);
	});
	it("a PIN wanted is told as that", () => {
		expect(
			told({}, { state: "stuck", problem: "sim-pin-needed" }, { state: "stuck", problem: "sim-pin-wrong" }),
		).toEqual(["pin"]);
	});
	it("a limit that comes close is told once, a full SIM once", () => {
		expect(told({}, { warning: "cap-near" }, { warning: "cap-near" }, {}, { warning: "cap-near" })).toEqual([
			"cap",
			"cap",
		]);
		expect(told({}, { warning: "sim-nearly-full" }, { warning: "sim-nearly-full" })).toEqual(["store"]);
	});
});
