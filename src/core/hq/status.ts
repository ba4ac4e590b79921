import type { Acting } from "../api/acting.ts";
import { readSetting } from "../settings/index.ts";
import type { HqStatus } from "./api.ts";
import { today } from "./budget.ts";
import { isCarried } from "./carrier.ts";
import { notYetQueued } from "./collect.ts";
import { leaseIsHeld } from "./lease.ts";
import { findLine, nameOf, placeOf } from "./line-record.ts";
import { stopsThere } from "./stops-there.ts";
import { takenNumbers } from "./taken-numbers.ts";

/** A drift that is worth a word, in milliseconds; null: there is none, or too little. */
export function noticeableDrift(driftMs: number | null | undefined): number | null {
	return driftMs && Math.abs(driftMs) >= 120_000 ? driftMs : null;
}

/** One quiet line about HQ, of the acting project. `url`: instead of the one that is set. What waited for another server is not counted: it is made anew. */
export function hqStatus(acting: Acting, url?: string): HqStatus {
	const { store, project } = acting;
	const line = findLine(acting);
	const count = (sql: string) => store.prepare<{ n: number }>(sql).get(project.id)?.n ?? 0;
	const running = leaseIsHeld(store) && line?.round_id !== null && line !== undefined;
	const oldest = store
		.prepare<{ made_at: string }>(
			"SELECT made_at FROM hq_item WHERE project_id = ? AND state = 'waiting' ORDER BY id LIMIT 1",
		)
		.get(project.id);
	const place = placeOf(acting, url);
	const isKnown = place !== null && line?.place === nameOf(place);
	const isAnother = place !== null && line !== undefined && !isKnown;
	const unseen = place ? notYetQueued(acting, isKnown ? line.feed_seq : 0, isAnother) : { contacts: 0, oldestAt: null };
	return {
		state: !place ? "off" : running ? "running" : line?.stopped ? "stopped" : "waiting",
		lastSuccessAt: line?.last_success_at ?? null,
		lastTryAt: line?.last_try_at ?? null,
		nextTryAt: line && line.next_try_ms !== null ? new Date(line.next_try_ms).toISOString() : null,
		problem: line?.problem ? { code: line.problem, details: detailsOf(line.problem_details) } : null,
		waiting: unseen.contacts + (isAnother ? 0 : (line?.waiting ?? 0)),
		parked: count("SELECT COUNT(*) n FROM hq_item WHERE project_id = ? AND state = 'parked'"),
		conflicts: count("SELECT COUNT(DISTINCT contact_id) n FROM hq_conflict WHERE project_id = ?"),
		takenNumbers: takenNumbers(acting).length,
		stopsThere: stopsThere(acting).length,
		oldestWaitingAt: oldest?.made_at ?? unseen.oldestAt,
		clockDriftMs: noticeableDrift(line?.drift_ms),
		download:
			line && line.download !== "complete"
				? { state: line.download, done: line.download_done, total: line.download_total }
				: null,
		bytes: {
			today: line?.bytes_day === today(acting) ? line.bytes : 0,
			limit: Number(readSetting(acting, "hq.dailyMegabytes")) * 1_000_000,
		},
		pushed: line?.pushed ?? 0,
		pulled: line?.pulled ?? 0,
		carried: isCarried(acting),
	};
}

export function detailsOf(json: string): Record<string, string | number> {
	return JSON.parse(json) as Record<string, string | number>;
}
