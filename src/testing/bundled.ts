import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Rolldown } from "vite";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "node_modules/.cache/bundled");

/**
 * Puts a program of the sources, named from the project's root, into one file and gives its path. A process of it starts in a third of the
 * time: for tests that start very many. What it would look for beside itself is not there.
 */
export async function bundled(program: string): Promise<string> {
	const file = join(folder, basename(program).replace(/\.ts$/, ".mjs"));
	if (changedMs(file) > newestSourceMs()) return file;
	const built = (await build({
		configFile: false,
		logLevel: "silent",
		ssr: { noExternal: true },
		build: {
			ssr: program,
			write: false,
			rolldownOptions: { external: ["better-sqlite3", "serialport"], output: { codeSplitting: false } },
		},
	})) as Rolldown.RolldownOutput;
	mkdirSync(folder, { recursive: true });
	// Another test may be starting the same one.
	writeFileSync(`${file}.${process.pid}`, built.output[0].code);
	renameSync(`${file}.${process.pid}`, file);
	return file;
}

const changedMs = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newestSourceMs(): number {
	const sources = ["src", "bench"].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
	);
	return Math.max(...["package-lock.json", ...sources].map((name) => changedMs(join(root, name))));
}
