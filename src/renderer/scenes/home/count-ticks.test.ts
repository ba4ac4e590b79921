import fc from "fast-check";
import { expect, test } from "vitest";
import { countTicks } from "./count-ticks.ts";

test.each([
	[0, [0, 1]],
	[1, [0, 1]],
	[4, [0, 1, 2, 3, 4]],
	[7, [0, 2, 4, 6, 8]],
	[13, [0, 5, 10, 15]],
	[1000, [0, 500, 1000]],
])("a day of %i", (most, ticks) => expect(countTicks(most)).toEqual(ticks));

test("marks are whole, evenly spaced, five at most, and the highest day is under the last", () => {
	fc.assert(
		fc.property(fc.nat(1_000_000), (most) => {
			const ticks = countTicks(most);
			expect(ticks.length).toBeLessThanOrEqual(5);
			expect(ticks.every((tick, index) => Number.isInteger(tick) && tick === index * (ticks[1] ?? 0))).toBe(true);
			expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
		}),
		{ seed: 17 },
	);
});
