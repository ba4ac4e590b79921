import { expect, test } from "vitest";
import { movableClock } from "../ground/clock.ts";
import { Stride } from "./stride.ts";

test("where commits take long steps work shorter, and longer again when they do not", () => {
	const clock = movableClock();
	const stride = new Stride(clock);
	/** Rows of one millisecond each until the step ends, then the commit; how many. */
	const step = (commitMs: number) => {
		stride.begin();
		let rows = 1;
		for (clock.pass(1); stride.goesOn(); clock.pass(1)) rows += 1;
		clock.pass(commitMs);
		stride.end();
		return rows;
	};
	const usual = step(2);
	step(25);
	const afterSlow = step(2);
	expect(afterSlow).toBeLessThan(usual / 2);
	for (let n = 0; n < 40; n++) step(2);
	expect(step(2)).toBe(usual);
});
