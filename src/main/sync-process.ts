import { utilityProcess } from "electron";
import type { SyncProcess } from "../sync/keep-sync.ts";

/** The sync process inside the desktop, which can start no plain Node: its fuse is off. `file`: the built `out/sync/index.js`. */
export function syncAsUtility(file: string): SyncProcess {
	const child = utilityProcess.fork(file, [], { serviceName: "Outpost sync", stdio: "ignore" });
	return {
		handOver: (office) => child.postMessage(office),
		onEnd: (ended) => child.once("exit", ended),
		kill: () => child.kill(),
	};
}
