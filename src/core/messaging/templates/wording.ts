import type { Acting } from "../../api/acting.ts";
import type { SystemTexts } from "./system-text.ts";

type Place = Pick<Acting, "store" | "project">;

/** The texts that the office sends by itself, as one project words them. */
export interface Wording {
	/**
	 * A text for somebody who is written to in `language` (null: not known). Order of commcare-behaviour §6.2: the project's own version in that
	 * language, then in the project's default; then the built-in one in that language, in the default, in English. `{{name}}` places are
	 * filled from `values`; `office`, `start` and `stop` by themselves.
	 */
	say(acting: Place, key: string, language: string | null, values?: Record<string, string>): string;
	/** The unfilled text of that order. */
	find(
		acting: Place,
		key: string,
		language: string | null,
	): { text: string; from: "project" | "built-in"; language: string };
	/** The unfilled text of exactly that language, or null. */
	own(acting: Place, key: string, language: string): { text: string; from: "project" | "built-in" } | null;
}

export function openWording(builtIn: SystemTexts): Wording {
	const project = (acting: Place, key: string, language: string): string | null => {
		for (const one of new Set([language, language.split("-")[0] ?? language])) {
			const row = acting.store
				.prepare<{ text: string }>("SELECT text FROM system_wording WHERE project_id = ? AND key = ? AND language = ?")
				.get(acting.project.id, key, one);
			if (row && row.text.trim() !== "") return row.text;
		}
		return null;
	};
	const find: Wording["find"] = (acting, key, language) => {
		const first = acting.project.languages[0] ?? "en";
		const wanted = language ?? first;
		for (const [from, one] of [
			["project", wanted],
			["project", first],
			["built-in", wanted],
			["built-in", first],
			["built-in", "en"],
		] as const) {
			const text = from === "project" ? project(acting, key, one) : builtIn.own(key, one);
			if (text !== null && text.trim() !== "") return { text, from, language: one };
		}
		throw new Error(`no wording for ${key}`);
	};
	return {
		find,
		say: (acting, key, language, values = {}) => {
			const filled: Record<string, string> = { office: acting.project.name, start: "START", stop: "STOP", ...values };
			return find(acting, key, language).text.replace(/\{\{(\w+)\}\}/g, (place, name: string) =>
				Object.hasOwn(filled, name) ? (filled[name] ?? place) : place,
			);
		},
		own(acting, key, language) {
			const mine = project(acting, key, language);
			if (mine !== null) return { text: mine, from: "project" };
			const text = builtIn.own(key, language);
			return text === null ? null : { text, from: "built-in" };
		},
	};
}
