// `npm run e2e [-- playwright's own arguments]`: builds if needed, finds a browser, runs the journeys in it, and in
// Electron too where its program is installed.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { findBrowser } from "./find-browser.mjs";
import { ensureBuilt, root } from "./fresh-build.mjs";

function run(command, args, env = {}) {
	const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
	return status ?? 1;
}

async function main() {
	if (!(await ensureBuilt((line) => console.log(line)))) return 1;
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
