import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultWish } from "../simulator/faults.ts";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer } from "../testing/stick-drawer.ts";

let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
const view = () => office.gateways.list("any")[0];
const asked = () => office.gateways.maskedDialogue("stick").filter((line) => line.startsWith("> "));
/** No answer of the modem comes late, however crowded the machine; only mute ones wait for the end of this. */
const patient = { answerMs: 800, promptMs: 3_000, commandMs: 3_000, probeMs: 1_000 };
const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Texts to as many numbers, on a stick with these faults. */
function begin(
	count: number,
	faults: FaultWish[],
	accountRestMs = 60_000,
	settings: Record<string, string> = {},
	retryScale = 0.001,
) {
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { accountRestMs, ...patient, retryScale } });
	const stick = drawer.stick("/dev/one", { faults });
	const all = { sendGapMs: "0", deliveryReports: "false", ...settings };
	office.gateways.add({
		name: "stick",
		kind: "modem",
		settings: Object.entries(all).map(([name, value]) => ({ name, value })),
	});
	const ids = Array.from({ length: count }, (_, nth) =>
		office.send(`Text ${nth}`, { gateway: "stick", to: `1555200000${nth}` }),
	);
	office.gateways.start();
	const states = () => ids.map((id) => office.lastState(id)?.state ?? "queued");
	return { stick, ids, states, of: (state: string) => states().filter((one) => one === state).length };
}

beforeEach(() => {
	drawer = stickDrawer();
});
afterEach(() => office.end());

describe("a modem that takes texts and says nothing", () => {
	const mute: FaultWish = { at: "accepted", does: "mute" };
	it("is given three, then the rest waits where it is safe, over a new opening of the port too", async () => {
		const { stick, of } = begin(8, [mute]);
		await until(() => view()?.problem === "too-many-unknown", 10_000);
		expect(view()?.state).toBe("stuck");
		await rest(150);
		expect([stick.accepted.length, of("unknown"), of("queued")]).toEqual([3, 3, 5]);
	}, 20_000);
	it("is tried with one text after each rest", async () => {
		const { of } = begin(6, [{ ...mute, times: 4 }], 100);
		await until(() => of("sent") === 2, 8_000);
		expect(of("unknown")).toBe(4);
	}, 20_000);
	it("goes on where a person has paused it and lets it go on", async () => {
		const { of } = begin(5, [{ ...mute, times: 3 }]);
		await until(() => view()?.problem === "too-many-unknown", 10_000);
		office.gateways.pause("stick", true);
		await until(() => view()?.state === "paused");
		office.gateways.pause("stick", false);
		await until(() => of("sent") === 2, 10_000);
	}, 20_000);
	it("uses up the day's texts with those that may have gone", async () => {
		const { stick, of } = begin(4, [{ ...mute, times: 2 }], 60_000, { dailyCap: "3" });
		await until(() => view()?.problem === "daily-cap", 10_000);
		expect([of("unknown"), of("sent"), of("queued"), view()?.sentToday]).toEqual([2, 1, 1, 3]);
		expect(stick.accepted).toHaveLength(3);
	}, 20_000);
	it("counts a text once whose answer comes late", async () => {
		const { of } = begin(1, [{ at: "accepted", does: "delay", ms: patient.answerMs + 100, times: 1 }]);
		await until(() => of("unknown") + of("sent") === 1, 10_000);
		await until(() => of("sent") === 1);
		expect(view()?.sentToday).toBe(1);
	}, 20_000);
});

describe("a network that refuses", () => {
	it.each([
		[21, 0.003],
		[38, 0.003],
		[42, 0.02],
	])(
		"every number with %i keeps the queue, and all of it goes once it takes texts again",
		async (code, retryScale) => {
			const refusal: FaultWish = { at: "typed", does: "error", code: `+CMS ERROR: ${code}`, times: 30 };
			const { stick, of } = begin(6, [refusal], 80, {}, retryScale);
			await until(() => view()?.problem === "network-refuses-texts");
			expect(view()?.state).toBe("stuck");
			await until(() => of("sent") === 6, 15_000);
			expect(of("failed")).toBe(0);
			expect(stick.accepted).toHaveLength(6);
		},
		20_000,
	);
	it("one number only is asked three times, and holds up nobody", async () => {
		const { ids, of } = begin(
			6,
			[0, 5, 5].map((skip) => ({ at: "typed", does: "error", code: "+CMS ERROR: 38", skip, times: 1 })),
		);
		await until(() => of("sent") + of("failed") === 6);
		expect(of("sent")).toBeGreaterThanOrEqual(5);
		expect(view()?.state).toBe("ready");
		expect(ids).toHaveLength(6);
	});
});

describe("a refusal that is not about the text", () => {
	it.each([
		["of the SIM, by the network", 28],
		["of the SIM itself", 310],
	])(
		"%s, uses up none of its tries",
		async (_whose, code) => {
			const refuses = (number: number, skip: number, times: number): FaultWish => ({
				at: "typed",
				does: "error",
				code: `+CMS ERROR: ${number}`,
				skip,
				times,
			});
			// The queue rests seven times; then the network is crowded for four tries, which a text has.
			const { stick, of } = begin(1, [refuses(code, 0, 7), refuses(42, 7, 4)], 10);
			await until(() => of("sent") === 1, 20_000);
			expect(stick.accepted).toHaveLength(1);
		},
		30_000,
	);
	it("of a busy SIM, is asked again thirty times; then the queue rests, and goes on", async () => {
		const { stick, of, states } = begin(
			2,
			[{ at: "typed", does: "error", code: "+CMS ERROR: 314", times: 31 }],
			200,
			{},
			0.01,
		);
		await until(() => view()?.problem === "sim-busy", 8_000);
		expect([view()?.state, states()]).toEqual(["stuck", ["queued", "queued"]]);
		await until(() => of("sent") === 2, 8_000);
		expect(stick.accepted).toHaveLength(2);
	}, 20_000);
});

describe("a modem that refuses a text twice before it is typed", () => {
	it("is started anew, as one that another program left in text mode, and the text goes", async () => {
		const { stick, of } = begin(1, [{ at: "command", match: "AT+CMGS", does: "error", code: "ERROR", times: 2 }]);
		await until(() => of("sent") === 1);
		expect(stick.accepted).toHaveLength(1);
		expect(drawer.opened).toHaveLength(2);
	});
	it("gets no further start for the same text", async () => {
		const { of } = begin(1, [{ at: "command", match: "AT+CMGS", does: "error", code: "ERROR" }]);
		await until(() => of("failed") === 1);
		expect(drawer.opened).toHaveLength(2);
	});
});

describe("a SIM without a message centre", () => {
	it("is warned of before the first text, and never given one", async () => {
		drawer = stickDrawer();
		office = radioOffice({ serial: drawer.serial });
		drawer.stick("/dev/one", { centre: null });
		office.gateways.add({ name: "stick", kind: "modem" });
		office.gateways.start();
		await until(() => view()?.warning === "centre-missing");
		await until(() => view()?.state === "ready");
		const id = office.send("Hello", { gateway: "stick" });
		await until(() => view()?.problem === "centre-missing");
		expect(office.lastState(id)?.state).not.toBe("failed");
		expect(asked().some((line) => line.includes("CSCA="))).toBe(false);
	});
});
