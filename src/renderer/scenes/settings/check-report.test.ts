import { expect, test } from "vitest";
import { checkReport } from "./check-report.ts";

test("what is copied for support has codes and counts, and no name that an office gave", () => {
	const text = checkReport(
		[
			{ name: "database", ok: true, message: "database-sound" },
			{ name: "modem", ok: false, message: "gateway-not-ready", details: { gateway: "Mary's stick", state: "absent" } },
			{ name: "disk", ok: true, message: "disk-fine", details: { freeMegabytes: 812 } },
		],
		"1.2.3",
	);
	expect(text).toBe(
		"outpost 1.2.3\nok database database-sound\nLOOK modem gateway-not-ready state=absent\nok disk disk-fine freeMegabytes=812",
	);
});
