import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { run } from "./run.ts";

export interface Ran {
	code: number | null;
	out: string;
	err: string;
	lines: string[];
}

export type Env = Record<string, string>;
export const who = { OUTPOST_STAFF: "Amina Okoye", OUTPOST_PIN: "493817" };

export const projectFlags = [
	...["--project", "Riverside Clinic", "--country", "KE"],
	...["--time-zone", "Africa/Nairobi", "--languages", "en,sw"],
];
export const caseKeys = "id project type name externalId owner closed properties number optedOut consent".split(" ");
export const messageKeys =
	"id direction from to contact gateway text parts state problem createdAt sentAt deliveredAt".split(" ");

const root = join(import.meta.dirname, "../..");

/** A data folder of its own with cheap keys, and the command line on it: in this process, or each command as a process. */
export function officeForTests() {
	const folder = mkdtempSync(join(tmpdir(), "outpost-cli-"));
	const usual: Env = {
		...{ HOME: folder, LANG: "en_US.UTF-8", OUTPOST_DATA: join(folder, "office"), NODE_NO_WARNINGS: "1" },
		...{ NODE_ENV: "test", OUTPOST_KEY_COST: "10" },
	};

	function start(argv: readonly string[], env: Env = who): ChildProcess {
		return spawn(process.execPath, [join(import.meta.dirname, "index.ts"), ...argv], {
			env: { PATH: process.env.PATH ?? "", NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? "", ...usual, ...env },
			stdio: "pipe",
		});
	}

	async function asProcess(argv: readonly string[], { input = "", env = who as Env } = {}): Promise<Ran> {
		const child = start(argv, env);
		const [out, err] = [collect(child.stdout), collect(child.stderr)];
		child.stdin?.on("error", () => {}).end(input);
		const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
		return ranOf(code, out(), err());
	}

	async function here(argv: readonly string[], { input = "", env = who as Env } = {}): Promise<Ran> {
		const [stdout, stderr] = [new PassThrough(), new PassThrough()];
		const [out, err] = [collect(stdout), collect(stderr)];
		const code = await run(argv, {
			env: { ...usual, ...env },
			stdin: Readable.from([input]),
			stdout,
			stderr,
			paths: { root, locales: join(root, "locales"), migrations: join(root, "drizzle") },
			untilEnded: () => new AbortController().signal,
			terminal: { isThere: () => false, ask: async () => "", askSecret: async () => "" },
		});
		await new Promise(setImmediate);
		return ranOf(code, out(), err());
	}

	return {
		folder,
		start,
		asProcess,
		here,
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Arguments that register somebody. */
export function add(name: string, phone: string, ...more: string[]): string[] {
	return ["case", "add", "--type", "patient", "--name", name, `--phone=${phone}`, ...more];
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
	const pieces: string[] = [];
	stream?.setEncoding("utf8").on("data", (piece) => pieces.push(String(piece)));
	return () => pieces.join("");
}

function ranOf(code: number | null, out: string, err: string): Ran {
	if (/\n\s+at /.test(out + err)) throw new Error(`a stack trace was shown: ${err}`);
	return { code, out, err, lines: out === "" ? [] : out.trimEnd().split("\n") };
}
