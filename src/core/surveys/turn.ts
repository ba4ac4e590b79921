import type { Acting } from "../api/acting.ts";
import type { Incoming } from "../messaging/index.ts";
import type { SurveyDefinition } from "./definition.ts";
import type { SessionRecord } from "./session-record.ts";

/** A person's text, and where they stand: what is needed to take it as their answer and to go on. */
export interface Turn {
	/** In the project of the session. */
	acting: Acting;
	session: SessionRecord;
	definition: SurveyDefinition;
	incoming: Incoming;
	/** Theirs, where it is known. */
	language: string | null;
}
