#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

// The same distance from the sources (src/cli) and from the build (out/cli).
const beside = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Aborted by the first SIGINT or SIGTERM; commands that ask for it end in their own time, all others at once. */
function untilEnded(): AbortSignal {
	const ended = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		process.on(signal, () => {
			// Whoever asks twice does not want to wait.
			if (ended.signal.aborted) process.exit(130);
			ended.abort();
		});
	}
	// npm hands a signal to the shell between it and us, which dies of it without a word.
	const parent = process.ppid;
	if (process.env.npm_lifecycle_event) {
		setInterval(() => {
			if (process.ppid !== parent) ended.abort();
		}, 300).unref();
	}
	return ended.signal;
}

const code = await run(process.argv.slice(2), {
	env: process.env,
	stdin: process.stdin,
	stdout: process.stdout,
	stderr: process.stderr,
	paths: { root: beside(""), locales: beside("locales"), migrations: beside("drizzle") },
	untilEnded,
});

// Pipes are written in the background; what is left in them must arrive before the process ends.
const flushed = (stream: NodeJS.WriteStream) =>
	new Promise<void>((resolve) => (stream.destroyed ? resolve() : stream.write("", () => resolve())));
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(code);
