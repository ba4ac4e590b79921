// `npm run e2e [-- playwright's own arguments]`: builds if needed, finds a browser, runs the journeys in it, and in
// Electron too where its program is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./find-browser.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function newest(folder) {
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
		.reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function needsBuild() {
	if (!existsSync(join(root, "out"))) return true;
	return Math.max(...["src", "locales", "drizzle"].map(newest)) > newest("out");
}

function run(command, args, env = {}) {
	const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
	return status ?? 1;
}

async function main() {
	if (needsBuild()) {
		console.log("The build is missing or older than the sources: building.");
		const failed = run(process.execPath, [join(root, "scripts/build.mjs")]);
		if (failed) return failed;
	}
	const browser = await findBrowser((line) => console.log(line));
	const { electronBinary } = await import("../e2e/fixtures/electron-binary.ts");
	console.log(`Browser: ${browser}`);
	console.log(
		electronBinary()
			? `Electron: ${electronBinary()}`
			: "Electron: skipped, its program is not installed (npx install-electron fetches it).",
	);
	const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");
	return run(process.execPath, [playwright, "test", ...process.argv.slice(2)], { OUTPOST_BROWSER: browser });
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error) => {
		console.error(error.message);
		process.exitCode = 1;
	},
);
