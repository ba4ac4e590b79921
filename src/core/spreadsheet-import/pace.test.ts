import { expect, test } from "vitest";
import { movableClock } from "../ground/clock.ts";
import { Pace } from "./pace.ts";

test("the rate is that of the last seconds, and what is left follows from it", () => {
	const clock = movableClock();
	const pace = new Pace(clock, "import 1", 10_000);
	expect(pace.at(0)).toEqual({ type: "progress", job: "import 1", done: 0, total: 10_000 });
	clock.pass(1000);
	expect(pace.at(2000)).toMatchObject({ perSecond: 2000, secondsLeft: 4 });
	for (let second = 1; second <= 10; second++) {
		clock.pass(1000);
		pace.at(2000 + second * 100);
	}
	expect(pace.at(3000)).toMatchObject({ perSecond: 100, secondsLeft: 70 });
	expect(pace.at(10_000).secondsLeft).toBe(0);
});
