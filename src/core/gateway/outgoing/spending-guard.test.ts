import { describe, expect, it } from "vitest";
import type { GatewayRecord } from "../directory/gateway-record.ts";
import { whyNotSpend } from "./spending-guard.ts";

const kenyan = "639020000000001";
const gateway = (some: Partial<GatewayRecord> = {}, countries = ""): GatewayRecord => ({
	name: "modem",
	kind: "modem",
	projectId: null,
	ports: [],
	pin: null,
	replyTo: null,
	countryNote: null,
	settings: countries === "" ? {} : { countries },
	paused: false,
	imei: "356938035643809",
	imsi: kenyan,
	balance: null,
	...some,
});
const uganda = "256772123456";
const kenya = "254712345678";
const unassigned = "15551234567";

describe("which countries a gateway texts (reliability H3)", () => {
	it.each([
		["the SIM's country", gateway(), kenya, "KE", null],
		["another", gateway(), uganda, "KE", "UNSUPPORTED_COUNTRY"],
		["the office's, with a SIM of another", gateway(), uganda, "UG", null],
		["one that was listed", gateway({}, "TZ, ug"), uganda, "KE", null],
		["home, with others listed", gateway({}, "UG"), kenya, "KE", null],
		["one that was not listed", gateway({}, "UG"), "255712345678", "KE", "UNSUPPORTED_COUNTRY"],
		["any, where all are", gateway({}, "*"), "919876543210", "KE", null],
		["a number that is assigned nowhere, by its calling code", gateway(), unassigned, "US", null],
		["the same from a country with another code", gateway(), unassigned, "KE", "UNSUPPORTED_COUNTRY"],
		["islands behind the same code", gateway({ imsi: "310260000000001" }), "18765551234", "US", "UNSUPPORTED_COUNTRY"],
		["any, on the simulated network", gateway({ kind: "simulator", imsi: null }), uganda, "KE", null],
		["only the listed, there too", gateway({ kind: "simulator" }, "TZ"), uganda, "KE", "UNSUPPORTED_COUNTRY"],
		["any, on a test network", gateway({ imsi: "001010000000001" }), uganda, "KE", null],
		["any while the SIM is not known: asked again before it leaves", gateway({ imsi: null }), uganda, "KE", null],
		["none that costs a special price, wherever", gateway({}, "*"), "19005551234", "US", "number-premium"],
	])("%s", (_what, record, digits, office, code) => {
		expect(whyNotSpend(record, digits, office)).toBe(code);
	});
});
