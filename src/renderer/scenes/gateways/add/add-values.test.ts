import { describe, expect, it } from "vitest";
import {
	type Adding,
	freeName,
	freshAdding,
	isOpen,
	isSimPin,
	prefixList,
	stepAfter,
	stepBefore,
} from "./add-values.ts";

const at = (some: Partial<Adding>): Adding => ({ ...freshAdding("KE", true), ...some });

describe("the steps of adding a modem", () => {
	it("ask for a PIN only where the SIM does", () => {
		expect(stepAfter(at({ step: "find", sim: "pin" }))).toBe("pin");
		expect(stepAfter(at({ step: "find", sim: "ready" }))).toBe("serve");
		expect(stepBefore(at({ step: "serve", sim: "pin" }))).toBe("pin");
		expect(stepBefore(at({ step: "serve", sim: "ready" }))).toBe("find");
	});
	it("lead back to what was passed, but to no other port once the gateway is there", () => {
		const test = at({ step: "test", sim: "pin", added: "modem" });
		expect(["find", "pin", "serve", "test"].map((step) => isOpen(step as Adding["step"], test))).toEqual([
			false,
			true,
			true,
			false,
		]);
		expect(isOpen("find", at({ step: "serve" }))).toBe(true);
		expect(isOpen("pin", at({ step: "serve", sim: "ready" }))).toBe(false);
	});
});

describe("what is typed", () => {
	it.each([
		["254, 255", ["254", "255"]],
		["+254 00211", ["254", "211"]],
		["٢٥٤، ٢١١", ["254", "211"]],
		["", null],
		["254, Kenya", null],
	])("prefixes %s", (typed, read) => expect(prefixList(typed)).toEqual(read));
	it.each([
		["1234", true],
		["١٢٣٤", true],
		["123", false],
		["12345678", true],
		["12a4", false],
	])("a SIM PIN %s: %s", (typed, isOne) => expect(isSimPin(typed)).toBe(isOne));
	it("a free name, capitals apart", () => {
		expect(freeName("modem", [])).toBe("modem");
		expect(freeName("modem", ["Modem", "modem-2"])).toBe("modem-3");
	});
});
