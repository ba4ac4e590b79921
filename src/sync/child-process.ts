import { spawn } from "node:child_process";
import type { SyncProcess } from "./keep-sync.ts";

/**
 * What is new in its memory is short-lived, and little at a time. Left to itself, V8 would make ever more room for it while much goes over the line:
 * 128 MB, most of it empty.
 */
export const syncFlags = ["--max-semi-space-size=8"];

/** The sync process as a child of a host that runs on Node. `file`: the built `out/sync/index.js`. */
export function syncAsChild(file: string): SyncProcess {
	const child = spawn(process.execPath, [...syncFlags, file], {
		stdio: ["pipe", "ignore", "ignore"],
		// A command may have been told who works there; that is no business of this one.
		env: { ...process.env, OUTPOST_STAFF: undefined, OUTPOST_PIN: undefined },
		windowsHide: true,
	});
	// It may end before it has read what it is handed.
	child.stdin.on("error", () => {});
	child.unref();
	let tell: (() => void) | null = null;
	let isOver = false;
	const over = () => {
		if (isOver) return;
		isOver = true;
		tell?.();
	};
	child.on("exit", over);
	child.on("error", over);
	return {
		handOver: (office) => child.stdin.write(`${JSON.stringify(office)}\n`),
		onEnd(ended) {
			tell = ended;
			if (isOver) ended();
		},
		kill: () => child.kill("SIGKILL"),
	};
}
