import type { InputOf, WorkerView } from "../../../core/api/index.ts";

export type NumberStatus = WorkerView["numbers"][number]["status"];
export const numberStatuses = ["unverified", "pending", "verified", "duplicate"] as const satisfies NumberStatus[];

/** What the list shows, as the chips hold it; an empty text shows everything. */
export interface WorkerFilter {
	activity: "" | "active" | "inactive";
	status: "" | "none" | NumberStatus;
}

export function toQuery(search: string, filter: WorkerFilter): Omit<InputOf<"workers.list">, "limit" | "after"> {
	return {
		search,
		active: filter.activity === "" ? undefined : filter.activity === "active",
		status: filter.status || undefined,
	};
}

/** First and last name, or the username where there is none. */
export function workerName({ firstName, lastName, username }: WorkerView): string {
	return `${firstName} ${lastName}`.trim() || username;
}
