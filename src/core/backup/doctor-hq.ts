import type { HqStatus } from "../hq/api.ts";
import type { Check } from "./api.ts";
import { finding } from "./finding.ts";

/** The way to HQ of each project that has one. No connection is no fault: offices work for weeks without. */
export function checkHq(lines: HqStatus[]): Check[] {
	const set = lines.filter(({ state }) => state !== "off");
	return set.length === 0 ? [finding("hq", true, "hq-not-set")] : set.flatMap(checkLine);
}

function checkLine({ problem, parked, conflicts, clockDriftMs, lastSuccessAt }: HqStatus): Check[] {
	const checks: Check[] = [];
	if (problem?.code === "hq-sign-in" || problem?.code === "hq-not-hq") checks.push(finding("hq", false, problem.code));
	else if (problem?.code === "hq-unreachable" || problem?.code === "hq-busy" || problem?.code === "hq-budget-spent")
		checks.push(finding("hq", true, problem.code));
	if (parked + conflicts > 0) checks.push(finding("hq", false, "hq-decisions", { parked, conflicts }));
	if (clockDriftMs !== null)
		checks.push(finding("clock", false, "clock-unlike-hq", { minutes: Math.round(Math.abs(clockDriftMs) / 60_000) }));
	if (checks.length > 0) return checks;
	return [lastSuccessAt ? finding("hq", true, "hq-reached", { at: lastSuccessAt }) : finding("hq", true, "hq-set")];
}
