// Finds a Chromium for the journeys, or says in plain words why there is none.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

// The one without windows first: it does the same work in two thirds of the time.
const names = [
	"chromium-headless-shell",
	"chromium",
	"chromium-browser",
	"google-chrome-stable",
	"google-chrome",
	"chrome",
];
const macPlaces = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const windowsPlaces = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"];
const playwrightLimitMs = 60_000;
const aptLimitMs = 300_000;

/**
 * Path of a Chromium, looked for in this order: OUTPOST_BROWSER, Playwright's own, the system's. Installs one where that
 * is possible; throws a plain sentence where it is not. `say` gets one line for everything that takes long.
 */
export async function findBrowser(say = () => {}) {
	const given = process.env.OUTPOST_BROWSER;
	if (given) {
		if (existsSync(given)) return given;
		throw new Error(`OUTPOST_BROWSER names ${given}, and there is no such file.`);
	}
	const found = (await playwrightsOwn()) ?? installed();
	if (found) return found;

	say("No browser found. Asking Playwright to fetch one (at most one minute).");
	run(process.execPath, [playwrightCli(), "install", "chromium"], playwrightLimitMs);
	const fetched = await playwrightsOwn();
	if (fetched) return fetched;

	if (process.platform === "linux" && process.getuid?.() === 0 && onPath(["apt-get"])) {
		say("Playwright could not fetch one. Installing Debian's with apt-get, which takes a minute.");
		const quiet = { DEBIAN_FRONTEND: "noninteractive" };
		run("apt-get", ["update", "-qq"], aptLimitMs, quiet);
		// Older systems have no package of the one without windows.
		for (const name of ["chromium-headless-shell", "chromium"]) {
			run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], aptLimitMs, quiet);
			const packaged = installed();
			if (packaged) return packaged;
		}
	}
	throw new Error(
		"The journeys need a Chromium and none could be found or installed. Install Chromium or Chrome, or set OUTPOST_BROWSER to its path.",
	);
}

async function playwrightsOwn() {
	const { chromium } = await import("@playwright/test");
	const path = chromium.executablePath();
	return path && existsSync(path) ? path : undefined;
}

function playwrightCli() {
	return createRequire(import.meta.url).resolve("@playwright/test/cli");
}

function installed() {
	if (process.platform === "darwin") return macPlaces.find((place) => existsSync(place));
	if (process.platform === "win32") {
		const roots = [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA];
		return roots
			.filter(Boolean)
			.flatMap((root) => windowsPlaces.map((place) => join(root, place)))
			.find((place) => existsSync(place));
	}
	return onPath(names);
}

function onPath(wanted) {
	const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
	for (const name of wanted) {
		const folder = folders.find((at) => existsSync(at) && readdirSync(at).includes(name));
		if (folder) return join(folder, name);
	}
	return undefined;
}

function run(command, args, timeout, env = {}) {
	return spawnSync(command, args, { timeout, stdio: "ignore", env: { ...process.env, ...env } }).status === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	findBrowser((line) => console.error(line)).then(
		(path) => console.log(path),
		(error) => {
			console.error(error.message);
			process.exitCode = 1;
		},
	);
}
