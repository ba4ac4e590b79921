import { DateTime } from "luxon";
import type { Acting } from "../api/acting.ts";
import type { Answerer } from "./answers/reading.ts";

/** Languages an answer may be in: the person's own, those of the project. */
export function answererOf(acting: Acting, language: string | null): Answerer {
	const { project, clock } = acting;
	return {
		languages: [...(language ? [language] : []), ...project.languages],
		country: project.country,
		// Only a date asks for it.
		get today() {
			return DateTime.fromMillis(clock.nowMs(), { zone: project.timeZone }).toFormat("yyyy-MM-dd");
		},
	};
}
