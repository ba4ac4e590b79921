import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A sentence of `locales/<language>/hosts.json`, its `{{names}}` filled in. */
export type HostWords = (key: string, details?: Record<string, string | number>) => string;

/**
 * The words hosts say themselves, before there is a window. `wanted` are language tags, best first; English is the last resort.
 */
export function readHostWords(localesDir: string, wanted: readonly string[]): HostWords & { language: string } {
	const language = wanted
		.filter((tag) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag))
		.flatMap((tag) => [tag, tag.split("-")[0] ?? tag])
		.find((tag) => existsSync(join(localesDir, tag, "hosts.json")));
	const words = { ...readFile(localesDir, "en"), ...(language ? readFile(localesDir, language) : {}) };
	const say: HostWords = (key, details = {}) =>
		(words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(details[name] ?? ""));
	return Object.assign(say, { language: language ?? "en" });
}

function readFile(localesDir: string, language: string): Record<string, string> {
	return JSON.parse(readFileSync(join(localesDir, language, "hosts.json"), "utf8"));
}

/** Language tags of an `Accept-Language` header in the order given there; weights are nearly always in that order already. */
export function languagesAsked(header: string | undefined): string[] {
	return (header ?? "")
		.slice(0, 200)
		.split(",")
		.map((part) => part.split(";")[0]?.trim() ?? "");
}
