import type { Check } from "../../../core/api/index.ts";

/** Details that say nothing of people or of what an office calls its things. */
const harmless = new Set(["freeMegabytes", "lines", "firstBad", "at", "service", "state", "problem", "keptAs"]);

/** The checks as support reads them: codes and counts, the same in every language, without anybody's data. */
export function checkReport(checks: readonly Check[], version: string): string {
	const lines = checks.map(({ name, ok, message, details }) => {
		const shown = Object.entries(details ?? {}).filter(([key]) => harmless.has(key));
		return [ok ? "ok" : "LOOK", name, message, ...shown.map(([key, value]) => `${key}=${value}`)].join(" ");
	});
	return [`outpost ${version}`, ...lines].join("\n");
}
