import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../core/api/index.ts";

type Tree = { readonly [key: string]: string | Tree };
type Details = Readonly<Record<string, unknown>>;

/** The sentences of one language, with English where a sentence is not translated yet. */
export interface Words {
	/** Such as `fr`. */
	readonly language: string;
	/** A sentence of `cli.json`; `key` with dots. The key itself where no language has it. */
	say(key: string, details?: Details): string;
	/** Whether `cli.json` has it. */
	knows(key: string): boolean;
	/** The sentence for a problem's code, one line. */
	problem(problem: Problem): string;
}

/**
 * Words from `locales/<language>/{cli,problems}.json`; `language` as a person's setting or `LANG` has it (`fr`, `fr_FR.UTF-8`).
 */
export function loadWords(localesDir: string, language: string): Words {
	const languages = [...fallbacks(language), "en"];
	const cli = languages.map((each) => readTree(localesDir, each, "cli"));
	const problems = languages.map((each) => readTree(localesDir, each, "problems"));
	const rules = pluralRules(languages[0] ?? "en");
	const find = (trees: readonly Tree[], key: string, details: Details) => {
		const form = typeof details.count === "number" ? `${key}_${rules.select(details.count)}` : key;
		for (const tree of trees) {
			const text = at(tree, form) ?? at(tree, `${key}_other`) ?? at(tree, key);
			if (text !== undefined) return fill(text, details);
		}
		return undefined;
	};
	return {
		language: languages[0] ?? "en",
		say: (key, details = {}) => find(cli, key, details) ?? key,
		knows: (key) => find(cli, key, {}) !== undefined,
		problem: ({ code, details: more = {}, field }) => {
			const details = { field: field ?? "", ...more };
			return oneLine(
				find(cli, `problems.${code}`, details) ??
					(code.startsWith("usage.") ? find(cli, code, details) : undefined) ??
					find(problems, code, details) ??
					find(cli, "problems.unknown-code", { code, field: field ?? "" }) ??
					code,
			);
		},
	};
}

/** Language of the terminal: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set. */
export function terminalLanguage(env: NodeJS.ProcessEnv): string {
	return env.LC_ALL || env.LC_MESSAGES || env.LANG || "en";
}

/** `pt_BR.UTF-8` → `pt-BR`, `pt`. Anything that is no language gives nothing, so a name never becomes a path. */
function fallbacks(language: string): string[] {
	const tag = language.split(/[.@]/)[0]?.replace("_", "-") ?? "";
	if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) return [];
	const short = tag.split("-")[0] ?? tag;
	return short === tag ? [tag] : [tag, short];
}

function pluralRules(language: string): Intl.PluralRules {
	try {
		return new Intl.PluralRules(language);
	} catch {
		return new Intl.PluralRules("en");
	}
}

function readTree(localesDir: string, language: string, file: string): Tree {
	try {
		return JSON.parse(readFileSync(join(localesDir, language, `${file}.json`), "utf8")) as Tree;
	} catch {
		return {};
	}
}

function at(tree: Tree, key: string): string | undefined {
	if (typeof own(tree, key) === "string") return own(tree, key) as string;
	let place: string | Tree | undefined = tree;
	for (const step of key.split(".")) place = typeof place === "object" ? own(place, step) : undefined;
	return typeof place === "string" ? place : undefined;
}

function own(tree: Tree, key: string): string | Tree | undefined {
	return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

function fill(text: string, details: Details): string {
	return text.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name: string) => {
		const value = Object.hasOwn(details, name) ? details[name] : "";
		return Array.isArray(value) ? value.join(", ") : String(value ?? "");
	});
}

function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, " ").trim();
}
