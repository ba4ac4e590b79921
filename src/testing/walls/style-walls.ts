import type { Breach, Wall } from "./breach.ts";
import { isTest } from "./source-facts.ts";

const timeAndChance =
	/^(Date\.now|new Date\(0\)|Date\(\d+\)|Math\.random|performance\.(now|timeOrigin)|process\.(hrtime|uptime)|(crypto\.|globalThis\.)?(randomUUID|randomBytes|randomInt|randomFillSync|getRandomValues)(\(\d+\))?|DateTime\.(now|local|utc))$/;

/** Time and chance enter the core through `ground/`, so that tests can hold both still. `new Date(value)` is a conversion. */
export const timeThroughGround: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (!source.path.startsWith("src/core/") || source.path.startsWith("src/core/ground/") || isTest(source.path))
			continue;
		for (const { what, line } of source.uses) {
			if (!timeAndChance.test(what)) continue;
			breaches.push({ path: source.path, line, why: `${what}: time and chance come from ground/ (Clock, newId …)` });
		}
	}
	return breaches;
};

/** A host or the core that prints by itself would put people's data on a terminal nobody redacts. */
export const consoleStaysAtTheEdge: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (!source.path.startsWith("src/") || /^src\/(cli|web)\//.test(source.path) || isTest(source.path)) continue;
		for (const { what, line } of source.uses) {
			if (what.startsWith("console."))
				breaches.push({ path: source.path, line, why: `${what}: use the Log handed in` });
		}
	}
	return breaches;
};

// The last three are names of XML, which nobody dials.
const nearby = /^(127\.0\.0\.1|localhost|\[::1\]|www\.w3\.org|openrosa\.org|commcarehq\.org|\$\{.*)$/;

/** Nothing calls home: no address of another machine stands in the sources. Comments may name one. */
export const nothingCallsHome: Wall = (sources) => {
	const breaches: Breach[] = [];
	for (const source of sources) {
		if (!source.path.startsWith("src/") || isTest(source.path)) continue;
		for (const [index, words] of source.text.split("\n").entries()) {
			if (/^\s*(\/\/|\/?\*)/.test(words)) continue;
			for (const [, host = ""] of words.matchAll(/\b(?:https?|wss?):\/\/([^/\s"'`:]+)/g)) {
				if (!nearby.test(host))
					breaches.push({ path: source.path, line: index + 1, why: `${host} is another machine` });
			}
		}
	}
	return breaches;
};

/** Lines a file may have. */
const longest = { source: 400, test: 600 };

export const filesStayShort: Wall = (sources) =>
	sources
		.filter((source) => source.lines > (isTest(source.path) ? longest.test : longest.source))
		.map((source) => ({ path: source.path, line: source.lines, why: `${source.lines} lines: this is two files` }));

const vague = /^(utils?|helpers?|common|managers?|services?|misc|shared|lib)$/;
const kebab = /^_{0,2}[a-z0-9$]+([-.][a-z0-9$]+)*$/;

/** Folders and files are named after their subject, in kebab-case: Windows and macOS don't tell `A` from `a`. */
export function vagueNames(paths: string[]): Breach[] {
	const breaches: Breach[] = [];
	for (const path of paths) {
		for (const part of path.split("/")) {
			const name = part.replace(/\.(d\.)?[a-z]+$/, "");
			if (vague.test(name)) breaches.push({ path, line: 1, why: `"${part}" says nothing: name it after its subject` });
			else if (!kebab.test(name)) breaches.push({ path, line: 1, why: `"${part}" is not kebab-case` });
		}
	}
	return breaches;
}

// In pieces, or this file would be the first breach.
const leftovers = new RegExp(`\\b(TO${"DO"}|FIX${"ME"})\\b|lor${"em"} ips${"um"}|\\b(John|Jane) D${"oe"}\\b`);

export function leftoverText(files: { path: string; text: string }[]): Breach[] {
	return files.flatMap(({ path, text }) =>
		text.split("\n").flatMap((words, index) => {
			const found = leftovers.exec(words);
			return found ? [{ path, line: index + 1, why: `"${found[0]}": finish it or take it out` }] : [];
		}),
	);
}
