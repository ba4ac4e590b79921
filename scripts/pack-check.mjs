// `npm run pack:check`: packs the program around a fake Electron, looks at what is inside, and runs it under plain Node.
// What only a real Electron can show (windows, the sandbox, the key store) is not covered here.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { extractAll, listPackage } from "@electron/asar";
import { makeFakeElectron, readFuses } from "./fake-electron.mjs";
import { ensureBuilt, goodNode, root } from "./fresh-build.mjs";

const require = createRequire(import.meta.url);
const { version } = require("electron/package.json");

const wantedFuses = {
	runAsNode: false,
	cookieEncryption: true,
	nodeOptions: false,
	nodeCliInspect: false,
	embeddedAsarIntegrity: true,
	onlyLoadAppFromAsar: true,
	browserV8Snapshot: false,
	grantFileProtocolExtraPrivileges: false,
};
const wantedPreferences = {
	sandbox: true,
	contextIsolation: true,
	nodeIntegration: false,
	nodeIntegrationInWorker: false,
	nodeIntegrationInSubFrames: false,
	webSecurity: true,
	allowRunningInsecureContent: false,
	experimentalFeatures: false,
	webviewTag: false,
};
const needed = [
	"/package.json",
	"/out/main/index.js",
	"/out/web/index.js",
	"/out/cli/index.js",
	"/out/sync/index.js",
	"/out/core/check-worker.js",
	"/out/core/sheet-worker.js",
	"/out/core/import-worker.js",
	"/out/sync/form-worker.js",
	"/out/preload/index.cjs",
	"/out/renderer/index.html",
	"/locales/en/problems.json",
	"/drizzle/0001-desk.sql",
];
const unwanted = /^\/(src|e2e|bench|scripts|tools|\.)|\.test\.|\.tsx?$|\.map$|^\/docs\/(?!help(\/|$))./;

function run(command, args, env = {}) {
	const { status, stdout, stderr } = spawnSync(command, args, {
		cwd: root,
		encoding: "utf8",
		env: { ...process.env, ...env },
	});
	if (status !== 0) throw new Error(`${args[0]} ended with ${status}\n${stdout}\n${stderr}`);
	return stdout;
}

async function main() {
	const node = goodNode();
	assert.ok(node, "Node 22 or newer is needed");
	if (!(await ensureBuilt((line) => console.log(line)))) return 1;
	const folder = mkdtempSync(join(tmpdir(), "outpost-pack-"));
	try {
		const dist = join(folder, "electron");
		makeFakeElectron(dist, version);
		const builder = join(dirname(require.resolve("electron-builder/package.json")), "cli.js");
		const output = join(folder, "dist");
		const config = [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`, `-c.directories.output=${output}`];
		run(node, [builder, "--linux", "--dir", "--publish", "never", ...config]);

		const packed = join(output, process.arch === "arm64" ? "linux-arm64-unpacked" : "linux-unpacked");
		const archive = join(packed, "resources/app.asar");
		const inside = listPackage(archive).map((path) => path.replaceAll("\\", "/"));
		const own = inside.filter((path) => !path.startsWith("/node_modules"));
		assert.deepEqual(
			needed.filter((path) => !inside.includes(path)),
			[],
			"missing in the package",
		);
		assert.deepEqual(
			own.filter((path) => unwanted.test(path)),
			[],
			"not for the package",
		);
		const strangers = inside.filter((path) => /\/prebuilds\/(darwin|win32|android)/.test(path));
		assert.deepEqual(strangers, [], "prebuilds of other systems");
		assert.deepEqual(readFuses(readFileSync(join(packed, "outpost"))), wantedFuses, "fuses");

		const app = join(folder, "app");
		extractAll(archive, app);
		const said = run(node, [join(root, "scripts/run-packed.mjs"), app, join(folder, "data")], {
			NODE_ENV: "test",
			OUTPOST_KEY_COST: "4",
		});
		const seen = JSON.parse(said.trim().split("\n").at(-1));
		for (const [name, wanted] of Object.entries(wantedPreferences))
			assert.equal(seen.webPreferences[name], wanted, name);
		assert.deepEqual(seen.grants, { media: false, geolocation: false, hid: false, notifications: true });
		assert.equal(seen.loaded, "outpost://app/");
		console.log(`packed: ${inside.length} files, ${own.length} of our own; fuses, window and a real call are right`);
		return 0;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
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
