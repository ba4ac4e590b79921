// `npm run bench -- [name …] [--write] [--cases 100000,1000000] [--folder DIR]`: runs benchmarks one after the other, each in a process of
// its own. Each prints one JSON line. `--write` puts the figures into bench/results.md. Offices with many cases are made once a run; in
// DIR they are kept, and used again by the next run as long as the tables are the same.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeResults } from "./bench-results.mjs";
import { findBrowser } from "./find-browser.mjs";
import { ensureBuilt, root } from "./fresh-build.mjs";

const folder = join(root, "bench");
const ending = ".bench.ts";
/** Which need offices with many cases. */
const filled = ["search", "start", "loop", "paint"];
const order = ["gateway", "flood", "inbound", "sync", "register", "import", "corpus", "transports", ...filled];
const limitMs = 45 * 60_000;

const known = readdirSync(folder)
	.filter((name) => name.endsWith(ending))
	.map((name) => name.slice(0, -ending.length))
	.sort((a, b) => order.indexOf(a) - order.indexOf(b));
const usage = `Usage: npm run bench -- [NAME …] [--write] [--cases N,N] [--folder DIR]

  NAME          one or more of: ${known.join(", ")}; left out, all of them
  --write       puts the figures into bench/results.md
  --cases N,N   sizes of the offices that are filled, 1000 or more; left out: 100000,1000000
  --folder DIR  keeps those offices there for the next run`;
const { values, positionals } = readArguments();
if (values.help) {
	console.log(usage);
	process.exit(0);
}
const unknown = positionals.filter((name) => !known.includes(name));
const sizes = values.cases.split(",").map(Number);
if (unknown.length > 0 || sizes.some((size) => !Number.isInteger(size) || size < 1000)) {
	console.error(`There is no benchmark ${unknown.join(", ") || values.cases}. There are: ${known.join(", ")}.`);
	process.exit(2);
}
const wanted = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : known;
const place = values.folder ?? mkdtempSync(join(tmpdir(), "outpost-bench-run-"));
const tidy = () => {
	if (!values.folder) rmSync(place, { recursive: true, force: true });
};
const lines = [];
let child;
for (const signal of ["SIGINT", "SIGTERM"]) {
	process.on(signal, () => {
		child?.kill(signal);
		tidy();
		process.exit(130);
	});
}
try {
	const env = { ...process.env };
	if (wanted.includes("paint")) {
		if (!(await ensureBuilt((line) => console.error(line)))) throw new Error("The build failed.");
		env.OUTPOST_BROWSER = await findBrowser((line) => console.error(line));
	}
	if (wanted.some((name) => filled.includes(name))) env.BENCH_FOLDERS = JSON.stringify(await fill());
	for (const name of wanted) {
		const ended = await run([join(folder, name + ending)], env);
		if (ended) continue;
		console.error(`The benchmark ${name} failed.`);
		process.exitCode = 1;
	}
	if (values.write)
		writeResults(join(folder, "results.md"), lines, ["npm run bench --", ...process.argv.slice(2)].join(" "));
} finally {
	tidy();
}

function readArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				help: { type: "boolean", short: "h", default: false },
				write: { type: "boolean", default: false },
				cases: { type: "string", default: "100000,1000000" },
				folder: { type: "string" },
			},
		});
	} catch (error) {
		console.error(`${error.message}\n\n${usage}`);
		process.exit(2);
	}
}

/** Offices of each size; a folder half filled is begun again. */
async function fill() {
	const folders = [];
	for (const cases of sizes) {
		const at = join(place, `cases-${cases}-${madeFrom()}`);
		if (!existsSync(at)) {
			const half = `${at}.half`;
			rmSync(half, { recursive: true, force: true });
			mkdirSync(half, { recursive: true });
			if (!(await run([join(folder, "fill-folder.ts"), half, String(cases)], process.env)))
				throw new Error(`An office with ${cases} cases could not be made.`);
			renameSync(half, at);
		}
		folders.push({ folder: at, cases });
	}
	return folders;
}

/** An office kept from an earlier run serves as long as what it was made from has not changed. */
function madeFrom() {
	const hash = createHash("sha256");
	for (const name of readdirSync(join(root, "drizzle")).sort()) hash.update(readFileSync(join(root, "drizzle", name)));
	for (const file of [
		"bench/people.ts",
		"bench/fill-cases.ts",
		"src/core/contacts/search-index.ts",
		"src/core/contacts/tidy-search.ts",
		"src/core/storage/unlock.ts",
	])
		hash.update(readFileSync(join(root, file)));
	return hash.digest("hex").slice(0, 8);
}

/** True where it ended well; what it printed is passed on and kept. */
function run(what, env) {
	return new Promise((resolve) => {
		const options = ["--disable-warning=ExperimentalWarning", "--expose-gc"];
		child = spawn(process.execPath, [...options, ...what], {
			stdio: ["ignore", "pipe", "inherit"],
			timeout: limitMs,
			env,
		});
		let said = "";
		child.stdout.on("data", (text) => {
			said += text;
			process.stdout.write(text);
		});
		child.on("error", () => resolve(false));
		child.on("close", (code) => {
			for (const line of said.split("\n")) if (line.startsWith("{")) lines.push(JSON.parse(line));
			resolve(code === 0);
		});
	});
}
