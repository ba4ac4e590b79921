import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version in the `package.json` beside the build. */
export function versionOf(root: string): string {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version?: unknown };
	return typeof version === "string" ? version : "0";
}
