import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { listFiles, projectRoot } from "../walls/source-facts.ts";

/** All string literals of these folders, and the fixed beginnings of templates that go on with a value. */
export function namedInSources(folders: string[]): { literals: Set<string>; starts: string[] } {
	const literals = new Set<string>();
	const starts = new Set<string>();
	for (const path of folders.flatMap(listFiles)) {
		if (!/\.tsx?$/.test(path) || path.includes(".test.")) continue;
		const { program } = parseSync(path, readFileSync(join(projectRoot, path), "utf8"), { sourceType: "module" });
		collect(program, literals, starts);
	}
	return { literals, starts: [...starts] };
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

function collect(program: unknown, literals: Set<string>, starts: Set<string>): void {
	visit(program, (node) => {
		if (node.type === "Literal" && typeof node.value === "string") literals.add(node.value);
		if (node.type === "JSXText" && typeof node.value === "string") literals.add(node.value);
		if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis)) return;
		const first = (node.quasis[0] as { value?: { cooked?: string } } | undefined)?.value?.cooked ?? "";
		if (node.quasis.length === 1) literals.add(first);
		else if (/[.:_-]$/.test(first) && first.length >= 3) starts.add(first);
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
