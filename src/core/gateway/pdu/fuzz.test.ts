import { describe, expect, it } from "vitest";
import { seededBelow } from "../../../testing/seeded.ts";
import { decodeTpdu } from "./decode-tpdu.ts";
import { encodeDeliver, encodeStatusReport } from "./encode-network.ts";
import { encodeSubmit } from "./encode-submit.ts";
import { decodePdu } from "./pdu-view.ts";

/** A million takes some five seconds. */
const runs = Number(process.env.OUTPOST_FUZZ_RUNS ?? 1_000_000);
const seed = 20_260_107;

const seeds = [
	...encodeDeliver({ from: "15551234567", text: "Hello there €", atMs: 0 }),
	...encodeDeliver({ from: "Bank", text: "नमस्ते 😀 ".repeat(20), atMs: 0, reference: 3 }),
	...encodeDeliver({ from: "*123#", text: "a".repeat(400), atMs: 0, minutesEast: -60, reference: 255 }),
	...encodeSubmit({ to: "254712345678", text: "Habari €".repeat(40), report: true, validityMinutes: 60 }).map(
		({ pdu }) => pdu,
	),
	encodeStatusReport({
		reference: 1,
		to: { value: "15551234567", kind: "international" },
		atMs: 0,
		doneAtMs: 0,
		status: 0,
	}),
	"07911326040000F0440B911346610089F6000420806291731408120605040B8423F0C8F71D14969741F977FD07",
	"07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37",
].map((pdu) => Buffer.from(pdu, "hex"));

/** One of five ways to spoil a PDU, or noise from the start. */
function broken(nth: number, chance: (below: number) => number): string {
	const octets = Buffer.from(seeds[nth % seeds.length] ?? []);
	for (let changes = chance(5); changes > 0; changes -= 1) octets[chance(octets.length)] = chance(256);
	switch (chance(6)) {
		case 0:
			return octets.subarray(0, chance(octets.length + 1)).toString("hex");
		case 1:
			return octets.toString("hex") + "f0".repeat(chance(200));
		case 2: {
			const at = chance(octets.length);
			return Buffer.concat([octets.subarray(0, at), octets.subarray(chance(octets.length))]).toString("hex");
		}
		case 3:
			return Buffer.from(Array.from({ length: chance(200) }, () => chance(256))).toString("hex");
		case 4: {
			const hex = octets.toString("hex");
			const at = chance(hex.length);
			return hex.slice(0, at) + String.fromCharCode(chance(0x3000)) + hex.slice(at + chance(3));
		}
		default:
			return octets.toString("hex");
	}
}

describe("reading what no modem should send", () => {
	it(`neither throws nor dawdles on ${runs} broken PDUs (seed ${seed})`, { timeout: 600_000 }, () => {
		const chance = seededBelow(seed);
		const heapBefore = process.memoryUsage().heapUsed;
		let read = 0;
		let refused = 0;
		let slowestMs = 0;
		for (let run = 0; run < runs; run += 1) {
			const pdu = broken(run, chance);
			const startedMs = performance.now();
			let isRead = false;
			try {
				isRead = decodePdu(pdu).ok;
			} catch (error) {
				throw new Error(`run ${run} of seed ${seed}: ${pdu}`, { cause: error });
			}
			slowestMs = Math.max(slowestMs, performance.now() - startedMs);
			if (isRead) read += 1;
			else refused += 1;
		}
		const grownMb = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
		console.log(`${runs} PDUs: ${read} read, ${refused} refused, slowest ${slowestMs.toFixed(1)} ms`);
		expect(slowestMs).toBeLessThan(1_000);
		expect(grownMb).toBeLessThan(50);
		// It would be worth nothing if it never came past the first octets.
		expect(read).toBeGreaterThan(runs / 20);
		expect(refused).toBeGreaterThan(runs / 20);
	});
	it("refuses every beginning of a PDU, and takes only fill behind its end", () => {
		for (const whole of seeds) {
			const hex = whole.toString("hex");
			for (let end = 0; end < hex.length; end += 1)
				expect(decodeTpdu(hex.slice(0, end)).ok, `${hex} until ${end}`).toBe(false);
			expect(decodeTpdu(`${hex}ffffff`).ok).toBe(true);
		}
	});
});
