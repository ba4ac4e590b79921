import { verifyAudit } from "../audit/index.ts";
import type { Clock } from "../ground/index.ts";
import { foundedAt } from "../settings/index.ts";
import type { Office } from "../staff/index.ts";
import type { Check } from "./api.ts";
import { lastBackupAt } from "./daily-backup.ts";
import { finding } from "./finding.ts";

const oldBackupMs = 2 * 24 * 60 * 60_000;

export async function checkAudit({ store }: Office): Promise<Check> {
	const verdict = await verifyAudit({ store });
	return verdict.intact
		? finding("audit", true, "audit-intact", { lines: verdict.lines })
		: finding("audit", false, "audit-broken", { firstBad: verdict.firstBad ?? 0 });
}

/** A backup of the last two days; an office that is younger than that may have none yet. */
export function checkBackup(clock: Clock, { store }: Office): Check {
	const isOld = (at: string) => Math.abs(clock.nowMs() - Date.parse(at)) > oldBackupMs;
	const last = lastBackupAt(store);
	if (last) return finding("backup", !isOld(last), isOld(last) ? "backup-old" : "backup-fine", { at: last });
	const founded = foundedAt(store);
	const young = founded === null || !isOld(founded);
	return finding("backup", young, young ? "backup-young-office" : "backup-never");
}
