import type { z } from "zod";
import type { Clock, Log, Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { Entry, Role } from "./entry.ts";

/** The project somebody works in, as the rooms need it. */
export interface Project {
	id: string;
	name: string;
	/** ISO 3166, upper case. */
	country: string;
	timeZone: string;
	/** The first is the default. */
	languages: string[];
}

/** Who acts, where and with what: the first argument of every verb. `staff` is null where an SMS or a start-up acts. */
export interface Acting {
	store: Store;
	clock: Clock;
	log: Log;
	project: Project;
	staff: { id: string; name: string; role: Role } | null;
	/** Set where the caller has gone away or pressed cancel. */
	signal?: AbortSignal;
}

/** A room's verbs, one for each line of its `api.ts`. Inputs arrive parsed and the role has been checked. */
export type HandlersOf<Api extends Record<string, Entry>> = {
	[N in keyof Api]: (acting: Acting, input: z.output<Api[N]["input"]>) => Answer<NonNullable<Api[N]["output"]>>;
};
type Answer<Out> = Result<Out> | Result<Out | null> | Promise<Result<Out>>;
