import { describe, expect, it } from "vitest";
import { readUssd, serviceCode, ussdText } from "./ussd.ts";

describe("a service code", () => {
	it.each([
		["*100#", "plain", "*100#"],
		["*100#", "packed", "AA180C3602"],
		["*100#", "ucs2", "002A0031003000300023"],
		// Seven signs leave seven bits: they are filled, or they would read as an @.
		["*144*1#", "packed", "AA188DA68A8D1A"],
	] as const)("%s as %s", (code, form, dialled) => expect(serviceCode(code, form)).toBe(dialled));
	it("is digits, * and # only", () => {
		for (const code of ["", "*100#\r", 'AT"', "balance", "*".repeat(21)]) expect(serviceCode(code, "plain")).toBeNull();
	});
	it("comes back from its packed form as it was, whatever its length", () => {
		for (let length = 1; length <= 20; length += 1) {
			const code = "*123456789#0123456789".slice(0, length);
			expect(ussdText(serviceCode(code, "packed") ?? "", 15, "packed")).toBe(code);
		}
	});
});

describe("an answer", () => {
	it.each([
		['+CUSD: 0,"Balance: 5.00",15', { state: 0, body: "Balance: 5.00", dcs: 15 }],
		['+CUSD: 1,"1 Data\n2 Calls",15', { state: 1, body: "1 Data\n2 Calls", dcs: 15 }],
		["+CUSD: 4", { state: 4, body: null, dcs: 15 }],
		['+CUSD:2,"",72', { state: 2, body: "", dcs: 72 }],
		["+CUSD: 0, 00410042 ,72", { state: 0, body: "00410042 ", dcs: 72 }],
	])("%j", (line, read) => expect(readUssd(line)).toEqual(read));
	it("is nothing where it can't be read", () => {
		for (const line of ["+CUSD:", "+CUSD: x", "+CMTI: 1", '+CUSD: 0,"a']) expect(readUssd(line)).toBeNull();
	});

	it.each([
		["Balance: 5.00", 15, "plain", "Balance: 5.00"],
		// A sum is digits and stays what it is.
		["1250", 15, "plain", "1250"],
		["12345678", 15, "plain", "12345678"],
		["C2303BEC1E9741", 15, "packed", "Balance"],
		["C2303BEC1E9741", 15, "plain", "Balance"],
		["06270644063106350064", 72, "plain", "الرصd"],
		["00420061006C", 15, "ucs2", "Bal"],
		["42616C616E6365", 68, "plain", "Balance"],
		["5 \u00a3", 15, "plain", "5 £"],
		["ABC", 72, "plain", "ABC"],
	] as const)("%s by %i in %s", (body, dcs, form, text) => expect(ussdText(body, dcs, form)).toBe(text));
});
