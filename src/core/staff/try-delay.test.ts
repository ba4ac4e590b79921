import { expect, test } from "vitest";
import { waitSeconds } from "./try-delay.ts";

test.each([
	[0, 0],
	[4, 0],
	[5, 60],
	[6, 120],
	[7, 240],
	[8, 480],
	[9, 900],
	[40, 900],
])("after %i wrong tries the next one waits %i seconds", (failures, seconds) => {
	expect(waitSeconds({ failures, atUptime: 1000 }, 1000)).toBe(seconds);
});

test("waiting counts, also over a restart; a restart alone does not", () => {
	const tries = { failures: 5, atUptime: 10_000 };
	expect(waitSeconds(tries, 10_045)).toBe(15);
	expect(waitSeconds(tries, 10_061)).toBe(0);
	expect(waitSeconds(tries, 3)).toBe(57);
	expect(waitSeconds(tries, 61)).toBe(0);
});
