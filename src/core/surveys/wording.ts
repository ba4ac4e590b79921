import type { Acting } from "../api/acting.ts";
import type { SurveyDefinition, Wording } from "./definition.ts";

/**
 * The words for somebody of that language (commcare-behaviour §6.2): their language (`fr-CA`, then `fr`), the survey's, the project's
 * first, those for everybody. Blank counts as missing. Null: there are none for them.
 */
export function wordsFor(
	wording: Wording,
	language: string | null,
	survey: Pick<SurveyDefinition, "language">,
	project: Pick<Acting["project"], "languages">,
): string | null {
	for (const wanted of [language, survey.language, project.languages[0]]) {
		if (!wanted) continue;
		const found = own(wording, wanted);
		if (found) return found;
	}
	return own(wording, "*");
}

/** In that very language, or the one it is a kind of. */
export function own(wording: Wording, language: string): string | null {
	const wanted = [language, language.split("-")[0] ?? language].map((code) => code.toLowerCase());
	for (const code of wanted)
		for (const [key, text] of Object.entries(wording))
			if (key.toLowerCase() === code && text.trim() !== "") return text;
	return null;
}
