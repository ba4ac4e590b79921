import { splitPlural } from "./locale-files.ts";
import type { Template } from "./named-in-sources.ts";

/** Names in `{{name}}` or `{{name, number}}`, and tags such as `<1>`, sorted. */
export function placeholders(words: string): string[] {
	const names = [...words.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map((found) => `{{${found[1]}}}`);
	const tags = [...words.matchAll(/<\/?(\w+)\s*\/?>/g)].map((found) => found[0]);
	return [...new Set([...names, ...tags])].sort();
}

/** What is wrong with one file of a language beside the English one. */
export function compareFile(language: string, english: Map<string, string>, other: Map<string, string>): string[] {
	const wrong: string[] = [];
	const englishBases = bases(english);
	const otherBases = bases(other);
	for (const [base, forms] of englishBases) {
		const theirs = otherBases.get(base);
		if (!theirs) {
			wrong.push(`${base} is missing`);
			continue;
		}
		if (forms.plural !== theirs.plural) wrong.push(`${base} is plural in one of the two languages only`);
		const wanted = placeholdersOf(forms);
		for (const [key, words] of theirs.words) {
			const found = placeholders(words);
			// "one", "two" and "zero" may say the number as a word.
			const spare = splitPlural(key).form === null ? [] : ["{{count}}"];
			const lost = wanted.filter((name) => !found.includes(name) && !spare.includes(name));
			const extra = found.filter((name) => !wanted.includes(name));
			if (lost.length > 0) wrong.push(`${key} lacks ${lost.join(" ")}`);
			if (extra.length > 0) wrong.push(`${key} has ${extra.join(" ")}, which English has not`);
			if (words.trim() === "") wrong.push(`${key} is empty`);
		}
	}
	for (const base of otherBases.keys()) if (!englishBases.has(base)) wrong.push(`${base} is not in English`);
	return [...wrong, ...pluralGaps(language, other)];
}

/** Every plural key needs all the forms that its language has. */
export function pluralGaps(language: string, file: Map<string, string>): string[] {
	const wrong: string[] = [];
	for (const [base, forms] of bases(file)) {
		if (!forms.plural) continue;
		const type = [...forms.words.keys()].some((key) => key.includes("_ordinal_")) ? "ordinal" : "cardinal";
		const needed = new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories;
		const has = [...forms.words.keys()].map((key) => splitPlural(key).form);
		const missing = needed.filter((form) => !has.includes(form));
		if (missing.length > 0) wrong.push(`${base} lacks the plural forms ${missing.join(", ")} of ${language}`);
	}
	return wrong;
}

interface Forms {
	plural: boolean;
	words: Map<string, string>;
}

function bases(file: Map<string, string>): Map<string, Forms> {
	const found = new Map<string, Forms>();
	for (const [key, words] of file) {
		const { base, form } = splitPlural(key);
		// A key that merely ends like a plural (`reason_other`) stands alone, without `_other` beside `_one`.
		const plural = form !== null && (file.has(`${base}_other`) || file.has(`${base}_ordinal_other`));
		const name = plural ? base : key;
		const forms = found.get(name) ?? { plural, words: new Map<string, string>() };
		forms.words.set(key, words);
		found.set(name, forms);
	}
	return found;
}

function placeholdersOf(forms: Forms): string[] {
	return [...new Set([...forms.words.values()].flatMap(placeholders))].sort();
}

const neverSaid: [RegExp, string][] = [
	[/!/, "an exclamation mark"],
	[/\bsuccess(ful(ly)?)?\b/i, "“successfully”"],
	[/\binvalid\b/i, "“invalid”: say what is expected"],
	[/\boops\b/i, "“oops”"],
];

/** Tone of the English words: calm, no praise, no blame. */
export function toneBreaches(file: Map<string, string>): string[] {
	return [...file].flatMap(([key, words]) =>
		neverSaid.filter(([pattern]) => pattern.test(words)).map(([, what]) => `${key} has ${what}`),
	);
}

/**
 * Keys that no source names. A key counts as named where its text, with or without `file:` and plural ending, stands in a
 * literal, or a template begins and ends like it (`problems:${code}`).
 */
export function unusedKeys(
	file: string,
	keys: Iterable<string>,
	{ literals, templates }: { literals: Set<string>; templates: Template[] },
): string[] {
	const unused: string[] = [];
	for (const key of keys) {
		const names = [key, splitPlural(key).base].flatMap((name) => [name, `${file}:${name}`, `${file}.${name}`]);
		if (names.some((name) => literals.has(name))) continue;
		const fits = (name: string) => templates.some(({ start, end }) => name.startsWith(start) && name.endsWith(end));
		if (names.some(fits)) continue;
		unused.push(key);
	}
	return unused;
}
