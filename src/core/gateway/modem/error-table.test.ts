import { describe, expect, it } from "vitest";
import { readLine } from "../at/read-line.ts";
import { judge } from "./error-table.ts";

function verdict(line: string, typed = true) {
	const kind = readLine(line, "");
	if (kind.kind !== "error") throw new Error(`${line} is no error`);
	return judge(kind, typed);
}

describe("what a refusal means", () => {
	it.each([
		[[1, 195, 196], "fail", "INVALID_DESTINATION_NUMBER"],
		[[81, 95, 96, 97, 98, 99, 128, 145, 161, 176, 304, 305, 517, 538, 549, 554], "fail", "MESSAGE_FORMAT_INVALID"],
		[[8, 10, 28, 29, 30, 50, 69], "rest", "network-refuses-texts"],
		[[193], "rest", "network-refuses-sim"],
		[[310], "rest", "sim-missing"],
		[[330], "rest", "centre-missing"],
	] as const)("%j: %s with %s", (codes, act, problem) => {
		for (const code of codes) expect(verdict(`+CMS ERROR: ${code}`), String(code)).toMatchObject({ act, problem });
	});
	it.each([
		[[21, 27, 38, 41, 42, 47, 111, 127, 192, 194, 255, 331, 512, 514, 515], "retry"],
		[[208, 211, 212, 314, 322], "busy"],
		[[197], "duplicate"],
		[[198, 199], "without-validity"],
		[[302, 303, 311], "restart"],
		[[300, 320, 332, 500, 513, 999], "unknown"],
	] as const)("%j: %s", (codes, act) => {
		for (const code of codes) expect(verdict(`+CMS ERROR: ${code}`).act, String(code)).toBe(act);
	});
	it("takes unclear errors for harmless only before the text was typed", () => {
		for (const line of [
			"ERROR",
			"+CMS ERROR: 500",
			"+CME ERROR: 31",
			"+CME ERROR: 100",
			"+CMS ERROR:",
			"ABORTED",
			"COMMAND NOT SUPPORT",
		]) {
			expect(verdict(line, true).act, line).toBe("unknown");
			expect(verdict(line, false).act, line).toBe("retry");
		}
	});
	it("never takes silence or a lost port for a no, once typed", () => {
		expect(judge({ kind: "timeout" }, true).act).toBe("unknown");
		expect(judge({ kind: "closed" }, true).act).toBe("unknown");
	});
});
