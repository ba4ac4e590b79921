import type { InputOf, NumberState } from "../../../core/api/index.ts";

export type CaseFilter = Omit<InputOf<"cases.list">, "limit" | "after">;

/** Rows asked for at a time; the screen holds about twenty, and what is not looked at costs a key press all the same. */
export const pageRows = 40;

/** What the list shows, as the chips hold it; an empty text shows everything. */
export interface ListFilter {
	openness: "" | "open" | "closed";
	consent: "" | "yes" | "no";
	state: "" | NumberState;
	type: string;
}

export const everyOpenCase: ListFilter = { openness: "open", consent: "", state: "", type: "" };

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
