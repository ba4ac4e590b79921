import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles, projectRoot } from "./walls/source-facts.ts";

const architecture = readFileSync(join(projectRoot, "docs/architecture.md"), "utf8");

/** Folders of the tree in a page, as paths: two spaces of indent a level, `name/` first on the line. */
function foldersInTree(page: string): string[] {
	const tree = /```\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
	const way: string[] = [];
	return tree.split("\n").flatMap((line) => {
		const found = /^( *)([\w.-]+)\//.exec(line);
		if (!found) return [];
		const depth = (found[1] ?? "").length / 2;
		way.length = depth;
		way[depth] = found[2] ?? "";
		return [way.join("/")];
	});
}

function foldersIn(path: string): string[] {
	const unseen = new Set([
		"node_modules",
		".git",
		"out",
		"dist",
		"test-results",
		"playwright-report",
		"coverage",
		".vite",
	]);
	return (
		readdirSync(join(projectRoot, path), { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && !unseen.has(entry.name))
			.map((entry) => (path === "" ? entry.name : `${path}/${entry.name}`))
			// A clone has no empty folders.
			.filter((folder) => listFiles(folder).length > 0)
	);
}

describe("docs/architecture.md", () => {
	it("reads a tree", () => {
		expect(foldersInTree("```\na/  x\n  b/  y\n    c/\n  d/ z\ne/\n```")).toEqual(["a", "a/b", "a/b/c", "a/d", "e"]);
	});
	it("names every folder of the project, and no other", () => {
		const real = ["", "src", "src/core"].flatMap(foldersIn).sort();
		expect(foldersInTree(architecture).sort()).toEqual(real);
	});
	it("says what each is for, in half a line", () => {
		const tree = /```\n([\s\S]*?)```/.exec(architecture)?.[1] ?? "";
		const lines = tree.split("\n").filter((line) => line.includes("/") && !/^ *src\/$/.test(line));
		for (const line of lines) expect(line, line).toMatch(/^ *[\w.-]+\/ +\S.{8,90}$/);
	});
	it("fits on a page", () => {
		expect(architecture.split("\n").length).toBeLessThanOrEqual(80);
	});
});

describe("links in the docs", () => {
	const pages = [
		...["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/glossary.md"],
		...readdirSync(join(projectRoot, "docs/decisions")).map((name) => `docs/decisions/${name}`),
	];
	it.each(pages)("of %s lead somewhere", (page) => {
		const text = readFileSync(join(projectRoot, page), "utf8");
		const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((found) => found[1] ?? "");
		const dead = links.filter((to) => !/^[a-z]+:/.test(to) && !existsSync(join(projectRoot, dirname(page), to)));
		expect(dead).toEqual([]);
	});
	it("npm scripts that the docs name exist", () => {
		const scripts = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")).scripts as Record<
			string,
			string
		>;
		const named = pages.flatMap((page) => [
			...readFileSync(join(projectRoot, page), "utf8").matchAll(/npm run (?:-s )?([\w:-]+)/g),
		]);
		expect(named.map((found) => found[1] ?? "").filter((name) => !(name in scripts))).toEqual([]);
	});
});

describe("decisions", () => {
	it("are half-pages with a number, a title and a date", () => {
		for (const name of readdirSync(join(projectRoot, "docs/decisions"))) {
			const text = readFileSync(join(projectRoot, "docs/decisions", name), "utf8");
			expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
			expect(text, name).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. .+\\n\\n\\d{4}-\\d{2}-\\d{2}\\n`));
			expect(text.split("\n").length, name).toBeLessThanOrEqual(45);
		}
	});
});
