// Whether the build is up to date, and building it where it is not. Everything said here goes to stderr.
import { spawn } from "node:child_process";
import {
	existsSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "out/built");
const aside = "dist/out";
const lock = join(root, "node_modules/.outpost-build");
const sources = ["src", "locales"];
const settings = ["electron.vite.config.ts", "package.json", "package-lock.json"];
const lockLimitMs = 120_000;

/** A Node that the SQLite driver works with: this one, or the one the project brings. Null where there is none. */
export function goodNode() {
	if (Number(process.versions.node.split(".")[0]) >= 22) return process.execPath;
	const own = join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
	return existsSync(own) ? own : null;
}

/** Runs the same under another Node: its exit code, and it hears the signals meant for this one. */
export function rerun(node, args) {
	return new Promise((resolve) => {
		const child = spawn(node, args, { stdio: "inherit" });
		for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
		child.on("error", () => resolve(1));
		child.on("exit", (code) => resolve(code ?? 1));
	});
}

/** True where `out/` is missing or older than what it is made of. Takes some ten milliseconds. */
export function isStale() {
	const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
	if (!built) return true;
	return settings.some((file) => statSync(join(root, file)).mtimeMs > built) || sources.some(isNewer);

	function isNewer(folder) {
		return readdirSync(join(root, folder), { withFileTypes: true }).some((entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return path !== join("src", "testing") && isNewer(path);
			return !/\.test\.tsx?$/.test(entry.name) && statSync(join(root, path)).mtimeMs > built;
		});
	}
}

/** Builds unless it is up to date. False where the build failed; what the builder said then stands on stderr. */
export async function ensureBuilt(say = () => {}) {
	if (!isStale()) return true;
	say("The build is missing or older than the sources: building.");
	return build();
}

/** Builds `out/`. Two at once would write over each other, so the second waits for the first. */
export async function build() {
	const waitedSince = Date.now();
	while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 200));
	try {
		// Who waited may find that nothing is left to be done.
		if (Date.now() - waitedSince > 200 && !isStale()) return true;
		const startedAt = new Date();
		const builder = join(
			dirname(createRequire(import.meta.url).resolve("electron-vite/package.json")),
			"bin/electron-vite.js",
		);
		const { code, said } = await run(goodNode() ?? process.execPath, [builder, "build", "--logLevel", "warn"]);
		if (code !== 0) {
			process.stderr.write(said);
			return false;
		}
		// A source that was changed meanwhile makes the build old again.
		writeFileSync(join(root, aside, "built"), "");
		utimesSync(join(root, aside, "built"), startedAt, startedAt);
		putInPlace();
		return true;
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}

/** Whoever runs the old build meanwhile sees it whole, then the new one whole. */
function putInPlace() {
	const [next, old] = [join(root, aside), join(root, "dist/old-out")];
	rmSync(old, { recursive: true, force: true });
	if (existsSync(join(root, "out"))) renameSync(join(root, "out"), old);
	renameSync(next, join(root, "out"));
	rmSync(old, { recursive: true, force: true });
}

/** The lock is a file with the builder's process id: what a killed builder left behind holds nobody up. */
function takeLock() {
	try {
		writeFileSync(lock, String(process.pid), { flag: "wx" });
		return true;
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
	}
	const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
	if (age > lockLimitMs || (age > 1000 && !isAlive(lock))) rmSync(lock, { recursive: true, force: true });
	return false;
}

function isAlive(file) {
	try {
		process.kill(Number(readFileSync(file, "utf8")), 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

function run(command, args) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: ["ignore", "pipe", "pipe"],
			env: { ...process.env, OUTPOST_OUT: aside },
		});
		let said = "";
		for (const stream of [child.stdout, child.stderr]) {
			stream.on("data", (text) => {
				said += text;
			});
		}
		child.on("error", (error) => resolve({ code: 1, said: `${error.message}\n` }));
		child.on("close", (code) => resolve({ code: code ?? 1, said }));
	});
}
