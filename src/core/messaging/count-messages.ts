import type { Acting } from "../api/acting.ts";
import type { Store } from "../storage/index.ts";

/** How many texts of the project stand where, and how many of those that came in are unread. A text somebody cancelled has not failed. */
export function countMessages({
	store,
	project,
}: Pick<Acting, "store" | "project">): Record<"unread" | "failed" | "unknown" | "held" | "queued" | "sending", number> {
	const count = (where: string) =>
		store.prepare<{ n: number }>(`SELECT COUNT(*) n FROM message WHERE ${where} AND project_id = ?`).get(project.id)
			?.n ?? 0;
	return {
		unread: count("direction = 'in' AND read_at IS NULL"),
		failed: count("state = 'failed' AND direction = 'out' AND problem <> 'CANCELLED'"),
		unknown: count("state = 'unknown'"),
		held: count("state = 'held'"),
		queued: count("state = 'queued'"),
		sending: count("state = 'sending'"),
	};
}

/** Texts of the project by day (`2026-01-05`, UTC), direction and state; from that day on. */
export function messagesByDay(
	{ store, project }: Pick<Acting, "store" | "project">,
	firstDay: string,
): { day: string; direction: "in" | "out"; state: string; n: number }[] {
	return store
		.prepare<{ day: string; direction: "in" | "out"; state: string; n: number }>(
			"SELECT substr(created_at, 1, 10) day, direction, state, COUNT(*) n FROM message WHERE created_at >= ? AND project_id = ? GROUP BY 1, 2, 3",
		)
		.all(firstDay, project.id);
}

/** Texts of the whole office that have not come to an end. */
export function countUnsent(store: Store): number {
	const row = store
		.prepare<{ n: number }>(
			"SELECT COUNT(*) n FROM message WHERE direction = 'out' AND state IN ('queued', 'sending', 'held', 'unknown')",
		)
		.get();
	return row?.n ?? 0;
}
