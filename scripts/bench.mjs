// `npm run bench -- [name …]`: runs benchmarks one after the other, each in a process of its own. Each prints one JSON line.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../bench");
const ending = ".bench.ts";
const known = readdirSync(folder)
	.filter((name) => name.endsWith(ending))
	.map((name) => name.slice(0, -ending.length))
	.sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
	console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
	process.exit(2);
}

for (const name of wanted.length > 0 ? wanted : known) {
	const options = ["--disable-warning=ExperimentalWarning", "--expose-gc", join(folder, name + ending)];
	const { status } = spawnSync(process.execPath, options, { stdio: ["ignore", "inherit", "inherit"] });
	if (status !== 0) {
		console.error(`The benchmark ${name} failed.`);
		process.exitCode = 1;
	}
}
