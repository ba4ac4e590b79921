import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { listFiles, projectRoot } from "../walls/source-facts.ts";

/** A template that is filled in: how it begins and how it ends. */
export interface Template {
	start: string;
	end: string;
}

/** All string literals of these folders, and the templates with a beginning or an end that is telling enough. */
export function namedInSources(folders: string[]): { literals: Set<string>; templates: Template[] } {
	const literals = new Set<string>();
	const templates: Template[] = [];
	for (const path of folders.flatMap(listFiles)) {
		if (!/\.tsx?$/.test(path) || path.includes(".test.")) continue;
		const { program } = parseSync(path, readFileSync(join(projectRoot, path), "utf8"), { sourceType: "module" });
		collect(program, literals, templates);
	}
	return { literals, templates };
}

/** Codes in `fail("…")` of the core, with the file that says them. */
export function failedCodes(folder: string): Map<string, string> {
	const codes = new Map<string, string>();
	for (const path of listFiles(folder)) {
		if (!path.endsWith(".ts") || path.includes(".test.")) continue;
		const { program } = parseSync(path, readFileSync(join(projectRoot, path), "utf8"), { sourceType: "module" });
		visit(program, (node) => {
			const callee = node.callee as Record<string, unknown> | undefined;
			const first = Array.isArray(node.arguments)
				? (node.arguments[0] as Record<string, unknown> | undefined)
				: undefined;
			if (node.type === "CallExpression" && callee?.name === "fail" && typeof first?.value === "string") {
				codes.set(first.value, path);
			}
		});
	}
	return codes;
}

function collect(program: unknown, literals: Set<string>, templates: Template[]): void {
	visit(program, (node) => {
		if (node.type === "Literal" && typeof node.value === "string") literals.add(node.value);
		if (node.type === "JSXText" && typeof node.value === "string") literals.add(node.value);
		if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis)) return;
		const texts = (node.quasis as { value?: { cooked?: string } }[]).map((quasi) => quasi.value?.cooked ?? "");
		const [start = ""] = texts;
		const end = texts.at(-1) ?? "";
		if (texts.length === 1) literals.add(start);
		else if (/[.:_-]$/.test(start) || (start + end).length >= 4) templates.push({ start, end });
	});
}

function visit(value: unknown, seen: (node: Record<string, unknown>) => void): void {
	if (Array.isArray(value)) for (const item of value) visit(item, seen);
	else if (typeof value === "object" && value !== null) {
		const node = value as Record<string, unknown>;
		if (typeof node.type === "string") seen(node);
		for (const inner of Object.values(node)) if (typeof inner === "object") visit(inner, seen);
	}
}
