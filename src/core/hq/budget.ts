import { DateTime } from "luxon";
import type { Acting } from "../api/acting.ts";
import { readSetting } from "../settings/index.ts";
import type { Trouble } from "./line/sort-answer.ts";
import { findLine } from "./line-record.ts";

/** Whether the line is one whose bytes are counted. */
export function hasBudget(acting: Acting): boolean {
	return Number(readSetting(acting, "hq.dailyMegabytes")) > 0;
}

/** Whether the day's share of the line is used up, with so many bytes that are not written down yet. */
export function overBudget(acting: Acting, unnoted: number): Trouble | null {
	const limit = Number(readSetting(acting, "hq.dailyMegabytes")) * 1_000_000;
	if (limit === 0) return null;
	const line = findLine(acting);
	const spent = line?.bytes_day === today(acting) ? line.bytes : 0;
	return spent + unnoted >= limit ? { code: "hq-budget-spent", why: "day" } : null;
}

/** What went over the line: bytes, changes that arrived, and contacts that came. */
export interface Traffic {
	bytes: number;
	pushed: number;
	pulled: number;
}

/** Written down while a round lasts, since its process may be ended at any moment and the bytes are spent all the same. */
export function addTraffic(acting: Acting, more: Traffic): void {
	const day = today(acting);
	acting.store
		.prepare(
			`UPDATE hq_line SET bytes = CASE WHEN bytes_day = :day THEN bytes ELSE 0 END + :bytes, bytes_day = :day,
			 pushed = pushed + :pushed, pulled = pulled + :pulled WHERE project_id = :project`,
		)
		.run({ ...more, day, project: acting.project.id });
}

/** The day in the office's time zone. */
export function today({ clock, project }: Acting): string {
	const nowMs = clock.nowMs();
	if (lastDay.zone !== project.timeZone || nowMs < lastDay.fromMs || nowMs > lastDay.toMs) {
		const now = DateTime.fromMillis(nowMs, { zone: project.timeZone });
		const [fromMs, toMs] = [now.startOf("day").toMillis(), now.endOf("day").toMillis()];
		lastDay = { zone: project.timeZone, fromMs, toMs, day: now.toISODate() ?? "" };
	}
	return lastDay.day;
}

/** An upload asks for it at each transaction. */
let lastDay = { zone: "", fromMs: Number.NaN, toMs: Number.NaN, day: "" };

export function msToMidnight({ clock, project }: Acting): number {
	const now = DateTime.fromMillis(clock.nowMs(), { zone: project.timeZone });
	return Math.max(60_000, now.plus({ days: 1 }).startOf("day").toMillis() - now.toMillis());
}
