import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageState, type PartState } from "./message-state.ts";

const sum = (...states: PartState[]) =>
	messageState(states.map((state) => ({ state, problem: state === "failed" || state === "unknown" ? state : null })))
		.state;

describe("a text is the sum of its parts", () => {
	it.each([
		[["queued", "queued"], "queued"],
		[["opening", "queued"], "queued"],
		[["typed", "queued"], "sending"],
		[["sent", "queued"], "sending"],
		[["unknown", "queued"], "sending"],
		[["unknown", "sent"], "unknown"],
		[["unknown", "delivered"], "unknown"],
		[["sent", "delivered"], "sent"],
		[["delivered", "delivered"], "delivered"],
		[["sent", "failed", "cancelled"], "failed"],
	] as [PartState[], string][])("%j is %s", (states, expected) => {
		expect(sum(...states)).toBe(expected);
	});
	it("never claims more than its parts (fast-check seed 20260105)", () => {
		const part = fc.constantFrom<PartState>("queued", "opening", "typed", "sent", "delivered", "failed", "unknown");
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 10 }), (states) => {
				const state = sum(...states);
				if (state === "delivered") expect(new Set(states)).toEqual(new Set(["delivered"]));
				if (state === "sent") expect(states.every((one) => one === "sent" || one === "delivered")).toBe(true);
				if (states.includes("failed")) expect(state).toBe("failed");
			}),
			{ seed: 20_260_105 },
		);
	});
});
