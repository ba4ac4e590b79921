/** What the core tells every open window. Content never travels in an event: windows ask again for what they show. */
export type OutpostEvent =
	/** Rows of these rooms changed; `ids` where few enough to name. */
	| { type: "changed"; topics: Topic[]; ids?: string[] }
	| { type: "gateway-state"; gateway: string; state: string }
	/** A long work's progress. `total` is null while it is unknown; `perSecond` as of lately, and what is left at that rate. */
	| {
			type: "progress";
			job: string;
			done: number;
			total: number | null;
			perSecond?: number;
			secondsLeft?: number | null;
			/** What whoever asked for the work calls it, where it has no name for them yet. */
			mark?: string;
	  }
	/** The session at this seat changed: signed in, locked, out. */
	| { type: "session" };

export type Topic =
	| "cases"
	| "workers"
	| "consent"
	| "numbers"
	| "messages"
	| "inbox"
	| "gateways"
	| "staff"
	| "projects"
	| "settings"
	| "surveys"
	| "hq"
	| "imports"
	| "audit";
