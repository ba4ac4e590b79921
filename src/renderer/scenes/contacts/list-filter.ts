import type { NumberState } from "../../../core/api/index.ts";
import type { CaseFilter } from "./use-cases.ts";

/** What the list shows, as the chips hold it; an empty text shows everything. */
export interface ListFilter {
	search: string;
	openness: "" | "open" | "closed";
	consent: "" | "yes" | "no";
	state: "" | NumberState;
	type: string;
}

export const everyOpenCase: ListFilter = { search: "", openness: "open", consent: "", state: "", type: "" };

export function isNarrowed(filter: ListFilter): boolean {
	return filter.openness !== "open" || filter.consent !== "" || filter.state !== "" || filter.type !== "";
}

export function toQuery(filter: ListFilter, search: string): CaseFilter {
	return {
		search,
		closed: filter.openness === "" ? undefined : filter.openness === "closed",
		consented: filter.consent === "" ? undefined : filter.consent === "yes",
		state: filter.state || undefined,
		type: filter.type || undefined,
	};
}
