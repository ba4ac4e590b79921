import { z } from "zod";
import { asks, does, gives } from "../../api/entry.ts";
import type { ContactRef } from "../../phone-numbers/api.ts";
import type { CaseView } from "../api.ts";

/** Two cases that may be one person, side by side. */
export interface PossibleDuplicate {
	id: string;
	why: "number" | "name-and-number";
	foundAt: string;
	/** The older case. */
	one: CaseView;
	other: CaseView;
	/** Names of properties, and `name`, `type`, `owner`, `externalId`, that differ. */
	differs: string[];
}

export interface MergeView {
	id: string;
	keep: ContactRef;
	drop: ContactRef;
	at: string;
	/** Who merged them. */
	by: string | null;
	undoneAt: string | null;
}

const limit = z.number().int().min(1).max(500).default(100);

export const duplicatesApi = {
	/** Oldest first. */
	"duplicates.list": asks("clerk", z.object({ limit }), gives<PossibleDuplicate[]>()),
	/** `drop` leaves every list; `keep` takes over what it lacks, and the newest answer about consent of the two. */
	"duplicates.merge": does("supervisor", z.object({ keep: z.string(), drop: z.string() }), gives<MergeView>()),
	/** Takes a merge back; `kept`: names of what was changed since and stays. */
	"duplicates.unmerge": does("supervisor", z.object({ id: z.string() }), gives<MergeView & { kept: string[] }>()),
	/** Newest first. */
	"duplicates.merges": asks("clerk", z.object({ limit }), gives<MergeView[]>()),
	/** They are two people: not offered again. */
	"duplicates.notSame": does("clerk", z.object({ id: z.string() }), gives<{ id: string }>()),
};
