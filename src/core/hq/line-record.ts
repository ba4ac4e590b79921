import type { Acting } from "../api/acting.ts";
import { readSetting } from "../settings/index.ts";
import type { Param } from "../storage/index.ts";
import type { HqPlace } from "./line/open-line.ts";

/** What is known of the way to HQ, of one project. */
export interface LineRecord {
	project_id: string;
	place: string;
	feed_seq: number;
	cursor: string | null;
	download: "running" | "paused" | "complete";
	download_done: number;
	download_total: number | null;
	people_at: number | null;
	user_id: string | null;
	gzip: number | null;
	asked: number;
	answered: number;
	round_id: number | null;
	last_success_at: string | null;
	last_try_at: string | null;
	next_try_ms: number | null;
	stopped: number;
	/** `fingerprint` of the connection that was tried last. */
	tried_with: string | null;
	failures: number;
	problem: string | null;
	problem_details: string;
	drift_ms: number | null;
	bytes_day: string | null;
	bytes: number;
	pushed: number;
	pulled: number;
	/** Changes in the queue that are not parked, as `countWaiting` keeps them. */
	waiting: number;
}

/** Where HQ is by the settings, or null where something is missing. `url`: instead of the one that is set, for one run. */
export function placeOf(acting: Acting, url?: string): HqPlace | null {
	const place = {
		url: url ?? readSetting(acting, "hq.url"),
		project: readSetting(acting, "hq.project"),
		user: readSetting(acting, "hq.user"),
		apiKey: readSetting(acting, "hq.apiKey"),
	};
	return Object.values(place).every(Boolean) ? place : null;
}

/** The connection as it is set, to be compared. */
export function connectionIn(acting: Acting): string {
	return (["hq.url", "hq.project", "hq.user", "hq.apiKey"] as const).map((key) => readSetting(acting, key)).join("\n");
}

export function findLine({ store, project }: Acting): LineRecord | undefined {
	return store.prepare<LineRecord>("SELECT * FROM hq_line WHERE project_id = ?").get(project.id);
}

/** Which server and project a line belongs to. */
export function nameOf(place: Pick<HqPlace, "url" | "project">): string {
	return `${new URL(place.url).origin} ${place.project}`;
}

/** The project's line. Another server or project begins anew: nothing is known of it, and everything goes there. */
export function lineTo(acting: Acting, place: Pick<HqPlace, "url" | "project">): LineRecord {
	const { store, project } = acting;
	const name = nameOf(place);
	const known = findLine(acting);
	if (known?.place === name) return known;
	return store.write(() => {
		for (const table of [
			"hq_contact",
			"hq_owner",
			"hq_item",
			"hq_form",
			"hq_conflict",
			"hq_taken_number",
			"hq_stop_there",
			"hq_line",
		])
			store.prepare(`DELETE FROM ${table} WHERE project_id = ?`).run(project.id);
		store.prepare("INSERT INTO hq_line (project_id, place, asked) VALUES (?, ?, 1)").run(project.id, name);
		const made = findLine(acting);
		if (!made) throw new Error("a line that was just written is missing");
		return made;
	});
}

/** Writes some columns of the project's line. */
export function changeLine({ store, project }: Acting, columns: Partial<Omit<LineRecord, "project_id">>): void {
	const names = Object.keys(columns);
	store
		.prepare(`UPDATE hq_line SET ${names.map((name) => `${name} = :${name}`).join(", ")} WHERE project_id = :project`)
		.run({ ...(columns as Record<string, Exclude<Param, Record<string, never>> & string>), project: project.id });
	store.announce({ type: "changed", topics: ["hq"] });
}

/** Changes came into the queue, or, below zero, left it or were parked. In the transaction that writes them. */
export function countWaiting({ store, project }: Pick<Acting, "store" | "project">, more: number): void {
	store.prepare("UPDATE hq_line SET waiting = waiting + ? WHERE project_id = ?").run(more, project.id);
}
