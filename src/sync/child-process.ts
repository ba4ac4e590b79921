import { spawn } from "node:child_process";
import type { SyncProcess } from "./keep-sync.ts";

/** The sync process as a child of a host that runs on Node. `file`: the built `out/sync/index.js`. */
export function syncAsChild(file: string): SyncProcess {
	const child = spawn(process.execPath, [file], { stdio: ["pipe", "ignore", "ignore"], windowsHide: true });
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
