import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** The project's top folder. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "../../..");

export interface ImportFact {
	/** As written: `react`, `../audit/index.ts`. */
	from: string;
	/** For relative ones the path from the project's top folder, else the package's name as written. */
	target: string;
	relative: boolean;
	/** True where it vanishes when types are stripped. */
	typeOnly: boolean;
	line: number;
}

export interface SourceFacts {
	/** From the project's top folder, with forward slashes: `src/core/audit/write-line.ts`. */
	path: string;
	lines: number;
	text: string;
	imports: ImportFact[];
	/** Every `a.b` and `f()` and `new F()` of one plain name, as `a.b`, `f(2)`, `new F(0)`: the number counts arguments. */
	uses: { what: string; line: number }[];
	/** Every string; of a template its fixed pieces, with `…` for what is put between. */
	strings: { text: string; line: number }[];
}

type Node = Record<string, unknown> & { type: string; start: number };

/** Parses one file's text. `path` is needed for its language and to resolve its relative imports. */
export function factsOf(path: string, text: string): SourceFacts {
	const parsed = parseSync(path, text, { sourceType: "module" });
	const failed = parsed.errors[0];
	if (failed) throw new Error(`${path} could not be read: ${failed.message}`);
	const facts: SourceFacts = { path, text, lines: countLines(text), imports: [], uses: [], strings: [] };
	const lineAt = lineFinder(text);

	const addImport = (source: unknown, typeOnly: boolean, at: number) => {
		if (!isNode(source) || typeof source.value !== "string") return;
		const from = source.value.replace(/[?#].*$/, "");
		const relative = from.startsWith(".");
		const target = relative ? posix.join(posix.dirname(path), from) : from;
		facts.imports.push({ from, target, relative, typeOnly, line: lineAt(at) });
	};
	const addString = (text: string, at: number) => facts.strings.push({ text, line: lineAt(at) });
	const addUse = (what: string, at: number) => facts.uses.push({ what, line: lineAt(at) });

	walk(parsed.program as unknown as Node, (node) => {
		switch (node.type) {
			case "ImportDeclaration":
				addImport(node.source, onlyTypes(node, "importKind"), node.start);
				break;
			case "ExportNamedDeclaration":
			case "ExportAllDeclaration":
				addImport(node.source, onlyTypes(node, "exportKind"), node.start);
				break;
			case "ImportExpression":
				addImport(node.source, false, node.start);
				break;
			case "Literal":
				if (typeof node.value === "string") addString(node.value, node.start);
				break;
			case "TemplateLiteral":
				addString(quasisOf(node).join("…"), node.start);
				break;
			case "TSImportType":
				addImport(node.source ?? node.argument, true, node.start);
				break;
			case "MemberExpression":
				if (isName(node.object) && isName(node.property) && node.computed === false) {
					addUse(`${node.object.name}.${node.property.name}`, node.start);
				}
				break;
			case "CallExpression":
			case "NewExpression": {
				const count = Array.isArray(node.arguments) ? node.arguments.length : 0;
				const made = node.type === "NewExpression" ? "new " : "";
				if (isName(node.callee)) addUse(`${made}${node.callee.name}(${count})`, node.start);
				if (isName(node.callee) && node.callee.name === "require" && Array.isArray(node.arguments)) {
					addImport(node.arguments[0], false, node.start);
				}
				break;
			}
		}
	});
	return facts;
}

/** All TypeScript and module files under these folders of the project, parsed. */
export function readSources(folders: string[]): SourceFacts[] {
	return folders
		.flatMap((folder) => listFiles(folder))
		.filter((path) => /\.(ts|tsx|mts|cts|mjs|cjs|js)$/.test(path))
		.map((path) => factsOf(path, readFileSync(join(projectRoot, path), "utf8")));
}

/** Paths of all files under a folder, from the project's top folder, with forward slashes. */
export function listFiles(folder: string): string[] {
	return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(projectRoot.length + 1)
				.replaceAll("\\", "/"),
		)
		.sort();
}

export function isTest(path: string): boolean {
	return /\.(test|bench|spec)\.tsx?$/.test(path) || path.startsWith("src/testing/") || path.includes("/testing/");
}

function onlyTypes(node: Node, kind: "importKind" | "exportKind"): boolean {
	if (node[kind] === "type") return true;
	const names = node.specifiers;
	return Array.isArray(names) && names.length > 0 && names.every((name: Node) => name[kind] === "type");
}

function walk(node: Node, visit: (node: Node) => void): void {
	visit(node);
	for (const value of Object.values(node)) {
		for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit);
	}
}

function quasisOf(node: Node): string[] {
	const quasis = Array.isArray(node.quasis) ? (node.quasis as { value: { cooked: string | null; raw: string } }[]) : [];
	return quasis.map(({ value }) => value.cooked ?? value.raw);
}

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function isName(value: unknown): value is Node & { name: string } {
	return isNode(value) && value.type === "Identifier";
}

function countLines(text: string): number {
	return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

function lineFinder(text: string): (offset: number) => number {
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return (offset) => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low + 1;
	};
}
