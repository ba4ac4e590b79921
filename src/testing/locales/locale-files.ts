import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../walls/source-facts.ts";

/** Languages the product ships. English is the one that the others are compared with. */
export const shippedLanguages = ["en", "fr", "ar"];

/** Words of one language: file without `.json` → flat key (`wizard.title`) → words. */
export type Words = Map<string, Map<string, string>>;

export function hasLanguage(language: string): boolean {
	return existsSync(join(projectRoot, "locales", language));
}

export function readLanguage(language: string): Words {
	const folder = join(projectRoot, "locales", language);
	const words: Words = new Map();
	for (const name of readdirSync(folder).sort()) {
		if (!name.endsWith(".json")) continue;
		const parsed: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
		words.set(name.replace(/\.json$/, ""), flat(parsed));
	}
	return words;
}

/** Nested objects become keys with dots. */
export function flat(value: unknown, prefix = ""): Map<string, string> {
	const found = new Map<string, string>();
	if (typeof value === "string") found.set(prefix, value);
	else if (typeof value === "object" && value !== null) {
		for (const [key, inner] of Object.entries(value)) {
			for (const [path, words] of flat(inner, prefix === "" ? key : `${prefix}.${key}`)) found.set(path, words);
		}
	} else throw new Error(`${prefix} is no text`);
	return found;
}

const pluralEnding = /_(ordinal_)?(zero|one|two|few|many|other)$/;

/** The key without its plural ending, and which plural form it is. */
export function splitPlural(key: string): { base: string; form: string | null } {
	const found = pluralEnding.exec(key);
	return found ? { base: key.slice(0, found.index), form: found[2] ?? null } : { base: key, form: null };
}
