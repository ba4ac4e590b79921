import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles, projectRoot } from "./walls/source-facts.ts";

/** Loads files in a plain Node of their own, where `electron` and the screens' libraries can't be found. */
function loadAlone(files: string[]): string {
	const script = `
		import { registerHooks } from "node:module";
		registerHooks({
			resolve(specifier, context, next) {
				if (/^(electron|react|react-dom|@mantine\\/.*)$/.test(specifier)) throw new Error("not here: " + specifier);
				return next(specifier, context);
			},
		});
		for (const file of ${JSON.stringify(files)}) await import(file);
		console.log("loaded " + ${files.length});
	`;
	return execFileSync(process.execPath, ["--input-type=module", "-e", script], {
		cwd: projectRoot,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "pipe"],
		// Without vitest's own loader options.
		env: { ...process.env, NODE_OPTIONS: "", NODE_NO_WARNINGS: "1" },
	}).trim();
}

describe("the core alone", () => {
	it("would be caught if it needed electron", () => {
		expect(() => loadAlone(["electron"])).toThrow(/not here: electron/);
	});
	it("loads every room in plain Node", () => {
		const doors = ["src/core/outpost.ts", ...listFiles("src/core").filter((path) => path.endsWith("/index.ts"))]
			.filter((path) => existsSync(join(projectRoot, path)))
			.map((path) => `./${path}`);
		expect(doors.length).toBeGreaterThan(5);
		expect(loadAlone(doors)).toBe(`loaded ${doors.length}`);
	});
});
