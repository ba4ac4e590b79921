import { z } from "zod";
import { asks, does, gives } from "../../api/entry.ts";

/** One text that the office sends by itself, in one of the project's languages. */
export interface TextVersion {
	language: string;
	text: string;
	/** `other-language`: there is none in this language, and `text` is what would be sent in its place. */
	from: "project" | "built-in" | "other-language";
}

export interface SystemTextView {
	key: string;
	/** Places such as `{{office}}` that it may hold; it can't be saved without a required one. */
	placeholders: { name: string; required: boolean }[];
	versions: TextVersion[];
}

const which = { key: z.string().max(80), language: z.string().max(35) };

export const templatesApi = {
	/** Every text that the office sends by itself, in each language of the project. */
	"templates.list": asks("clerk", z.object({}), gives<{ languages: string[]; texts: SystemTextView[] }>()),
	/** Problems `template-not-found`, `template-empty`, `template-too-long`, `template-lacks`, `template-strange-place`, `language-not-of-project`. */
	"templates.save": does("supervisor", z.object({ ...which, text: z.string().max(4000) }), gives<SystemTextView>()),
	/** Back to the built-in words. */
	"templates.reset": does("supervisor", z.object(which), gives<SystemTextView>()),
};
