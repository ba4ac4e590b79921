import type { Acting } from "../../api/acting.ts";
import type { Result } from "../../ground/index.ts";
import { readBoolean } from "../../settings/index.ts";
import type { Incoming, Step } from "../inbox/handle-waiting.ts";
import type { Wording } from "../templates/wording.ts";
import type { Keyword } from "./api.ts";
import { firstWord } from "./fold-word.ts";
import { keywordSpelled } from "./read-keywords.ts";

/**
 * Starts a survey with the sender of a text, in the transaction that handles it; handed in at the start. What is asked is queued there; `replies` are
 * what is to be answered besides. A problem means that nobody was asked.
 */
export type StartSurvey = (
	acting: Acting,
	start: {
		/** Name of the survey. */
		survey: string;
		contact: NonNullable<Incoming["contact"]>;
		digits: string;
		messageId: string;
		because: "welcome" | "keyword";
	},
) => Result<{ replies: { text: string }[] }>;

export interface KeywordDeps {
	startSurvey: StartSurvey;
	/** Language a contact is written to in; null where none is set. */
	languageOf(acting: Acting, contact: NonNullable<Incoming["contact"]>): string | null;
}

/**
 * The project's keywords: the first word, in any case, with or without accents (commcare-behaviour §1.7). Only somebody the office knows is
 * answered; a survey that can't be started leaves the text to staff.
 */
export function keywordStep({ startSurvey, languageOf }: KeywordDeps): Step {
	return (acting, incoming) => {
		const { contact } = incoming;
		const keyword = contact && keywordSpelled(acting, firstWord(incoming.text));
		if (!contact || !keyword) return null;
		if (keyword.survey !== null) {
			const started = startSurvey(acting, {
				survey: keyword.survey,
				contact,
				digits: incoming.peer,
				messageId: incoming.id,
				because: "keyword",
			});
			if (!started.ok) return null;
			return {
				claimedBy: "keyword",
				settled: true,
				replies: started.value.replies.map(({ text }) => ({ text, purpose: "reply" as const })),
			};
		}
		const text = answerIn(keyword, [languageOf(acting, contact), ...acting.project.languages]);
		return text === null ? null : { claimedBy: "keyword", settled: true, replies: [{ text, purpose: "reply" }] };
	};
}

/** What nobody claimed is answered too, where the project wants that; it waits unread for staff all the same. */
export function defaultAnswerStep(wording: Wording, { languageOf }: Pick<KeywordDeps, "languageOf">): Step {
	return (acting, incoming) => {
		if (!incoming.contact || !readBoolean(acting, "defaultAnswer.enabled")) return null;
		const text = wording.say(acting, "defaultAnswer", languageOf(acting, incoming.contact));
		return { claimedBy: "staff", replies: [{ text, purpose: "reply" }] };
	};
}

/** In the contact's language, else the project's, else whatever there is (commcare-behaviour §6.2). */
function answerIn(keyword: Keyword, languages: readonly (string | null)[]): string | null {
	for (const language of languages) {
		const found = keyword.answers.find((answer) => answer.language === language);
		if (found) return found.text;
	}
	return keyword.answers[0]?.text ?? null;
}
