import { z } from "zod";
import { asks, does, gives } from "../../api/entry.ts";

const language = z.string().max(35);

const keywordInput = z.object({
	/** Left out for a new one. */
	id: z.string().optional(),
	/** For staff. */
	name: z.string().trim().min(1).max(120),
	/** Spellings, in any language: the first word of a text, in any case, with or without accents. */
	words: z.array(z.object({ text: z.string().trim().max(60), language: language.nullable().default(null) })).max(60),
	answers: z.array(z.object({ language, text: z.string().trim().max(2000) })).max(60),
	/** Name of a survey to start in place of an answer. */
	survey: z.string().trim().max(255).nullable().default(null),
	active: z.boolean().default(true),
});

export interface Keyword {
	id: string;
	name: string;
	words: { text: string; language: string | null }[];
	answers: { language: string; text: string }[];
	survey: string | null;
	active: boolean;
}

export const keywordsApi = {
	"keywords.list": asks("clerk", z.object({}), gives<Keyword[]>()),
	/** Problems `keyword-built-in`, `keyword-taken`, `keyword-not-a-word` (each names the `word`), `keyword-without-words`, `keyword-does-nothing`, `language-not-of-project`. */
	"keywords.save": does("supervisor", keywordInput, gives<Keyword>()),
	"keywords.remove": does("supervisor", z.object({ id: z.string() }), gives<{ id: string }>()),
};
