import { expect, it } from "vitest";
import { stepOf } from "./setup-values.ts";

it.each([
	["bad-project-name", "project"],
	["bad-time-zone", "project"],
	["pin-too-easy", "supervisor"],
	["disk-full", "gateway"],
])("a set-up refused with %s goes back to %s", (code, step) => {
	expect(stepOf(code)).toBe(step);
});
