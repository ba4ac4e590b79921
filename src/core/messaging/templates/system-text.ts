import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Texts the office sends by itself, by language: `locales/<lang>/sms.json`. */
export interface SystemTexts {
	/**
	 * A text in the first language of `languages` that has it, else English (commcare-behaviour §6.2). `{name}` places are filled from `values`.
	 */
	text(key: string, languages: readonly string[], values?: Record<string, string>): string;
	/** The same in one language, or null where it has none. */
	own(key: string, language: string): string | null;
}

export function readSystemTexts(localesDir: string): SystemTexts {
	const books = new Map<string, Record<string, string>>();
	const book = (language: string): Record<string, string> => {
		if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) return {};
		let found = books.get(language);
		if (!found) {
			found = readBook(join(localesDir, language, "sms.json"));
			books.set(language, found);
		}
		return found;
	};
	const own = (key: string, language: string) =>
		book(language)[key] ?? book(language.split("-")[0] ?? language)[key] ?? null;
	return {
		own,
		text(key, languages, values = {}) {
			const template = [...languages, "en"].map((language) => own(key, language)).find((text) => text !== null);
			if (template === undefined || template === null) throw new Error(`no wording for ${key}`);
			return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
		},
	};
}

function readBook(file: string): Record<string, string> {
	try {
		const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
		return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, string>) : {};
	} catch {
		return {};
	}
}
