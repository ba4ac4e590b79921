// `npm start [-- --web | --desktop] [--data DIR] [--port N]`: the desktop program where it can run, else the browser.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureBuilt, goodNode, rerun, root } from "./fresh-build.mjs";

const fetchLimitMs = 20_000;
const fetchAgainMs = 24 * 60 * 60_000;
const earlyEndMs = 5_000;
const triedFile = join(root, "node_modules/.outpost-electron-tried");
const words = JSON.parse(readFileSync(join(root, "locales/en/hosts.json"), "utf8"));
const say = (key) => console.error(words[key]);

const given = process.argv.slice(2);
const wanted = given.includes("--web") ? "web" : given.includes("--desktop") ? "desktop" : "either";
const rest = given.filter((flag) => flag !== "--web" && flag !== "--desktop");

/** Path of Electron's program or null. Importing `electron` without it would start a download. */
function electronProgram() {
	const home = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
	const named = join(home, "path.txt");
	if (!existsSync(named)) return null;
	const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, "dist");
	const program = join(folder, readFileSync(named, "utf8").trim());
	return existsSync(program) ? program : null;
}

function hasDisplay() {
	if (process.platform !== "linux") return true;
	return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Electron's own installer, at most 20 seconds and once a day: offices without a connection start every morning too. */
function fetchElectron() {
	const triedMs = statSync(triedFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	if (wanted !== "desktop" && Date.now() - triedMs < fetchAgainMs) return;
	say("desktop-fetching");
	try {
		writeFileSync(triedFile, "");
	} catch {
		// Somebody else's checkout: then it is tried at each start.
	}
	const installer = createRequire(import.meta.url).resolve("electron/install.js");
	spawnSync(process.execPath, [installer], { timeout: fetchLimitMs, stdio: "ignore", cwd: root });
}

/** The program's exit code, or null where it ended before it can have shown a window. */
function runDesktop(program) {
	return new Promise((resolve) => {
		const startedMs = Date.now();
		const child = spawn(program, [root, ...rest], { stdio: "inherit", cwd: root });
		for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
		child.on("error", () => resolve(null));
		child.on("exit", (code, signal) => {
			const early = Date.now() - startedMs < earlyEndMs && (code !== 0 || signal);
			resolve(early ? null : (code ?? 1));
		});
	});
}

async function desktop() {
	if (!hasDisplay()) return "desktop-no-display";
	// Chromium's sandbox refuses the administrator of a Linux system.
	if (process.platform === "linux" && process.getuid?.() === 0) return "desktop-as-root";
	if (!electronProgram()) fetchElectron();
	const program = electronProgram();
	if (!program) return "desktop-not-here";
	const code = await runDesktop(program);
	return code === null ? "desktop-ended-early" : code;
}

async function main() {
	const node = goodNode();
	if (!node) {
		console.error(words["old-node"].replace("{{version}}", process.versions.node));
		return 1;
	}
	if (node !== process.execPath) {
		const self = fileURLToPath(import.meta.url);
		return rerun(node, [self, ...given]);
	}
	if (!(await ensureBuilt((line) => console.error(line)))) return 1;
	if (wanted !== "web") {
		const ended = await desktop();
		if (typeof ended === "number") return ended;
		say(ended);
		if (wanted === "desktop") return 1;
		say("web-instead");
		if (hasDisplay()) rest.push("--open");
	}
	const entry = join(root, "out/web/index.js");
	process.argv = [process.argv[0], entry, ...rest];
	// It ends the process itself, with its own code.
	await import(pathToFileURL(entry).href);
	return 0;
}

process.exitCode = await main();
