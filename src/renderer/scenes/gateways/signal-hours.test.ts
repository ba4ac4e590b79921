import { expect, it } from "vitest";
import { everyHour } from "./signal-hours.ts";

it("measures by the hour, newest first, with the hours nobody measured in between", () => {
	const hours = everyHour([
		{ at: "2026-05-01T08:10:00.000Z", signal: 12 },
		{ at: "2026-05-01T08:40:00.000Z", signal: 20 },
		{ at: "2026-05-01T10:05:00.000Z", signal: null },
		{ at: "2026-05-01T10:15:00.000Z", signal: 3 },
	]);
	expect(hours).toEqual([
		{ at: "2026-05-01T10:00:00.000Z", low: 3, high: 3 },
		{ at: "2026-05-01T09:00:00.000Z", low: null, high: null },
		{ at: "2026-05-01T08:00:00.000Z", low: 12, high: 20 },
	]);
	expect(everyHour([])).toEqual([]);
});
