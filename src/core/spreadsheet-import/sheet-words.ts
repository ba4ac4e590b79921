import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Words that stand in workbooks, in one language; English where it has none. */
export interface SheetWords {
	/** A sentence of `locales/<language>/sheets.json`. */
	say(key: string, values?: Record<string, string | number>): string;
	/** The sentence for a problem's code. */
	problem(code: string, values?: Record<string, string | number>): string;
	rightToLeft: boolean;
}

type Book = Record<string, string>;

export function readSheetWords(localesDir: string, language: string): SheetWords {
	const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : "en";
	const languages = [...new Set([tag, tag.split("-")[0] ?? tag, "en"])];
	const read = (file: string) => languages.map((each) => readBook(join(localesDir, each, `${file}.json`)));
	const [sheets, problems] = [read("sheets"), read("problems")];
	const find = (books: readonly Book[], key: string, values: Record<string, string | number>) => {
		const text = books.map((book) => book[key] ?? book[`${key}_other`]).find((found) => found !== undefined);
		return text?.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name: string) => String(values[name] ?? ""));
	};
	return {
		say: (key, values = {}) => find(sheets, key, values) ?? key,
		problem: (code, values = {}) => find(problems, code, values) ?? code,
		rightToLeft: ["ar", "fa", "he", "ur"].includes(languages.at(-2) ?? tag),
	};
}

function readBook(file: string): Book {
	try {
		const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
		return typeof parsed === "object" && parsed !== null ? (parsed as Book) : {};
	} catch {
		return {};
	}
}
