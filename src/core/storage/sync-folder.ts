import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes a rename in this folder last. Windows can't open folders and doesn't need it. */
export function syncFolder(dir: string): void {
	if (process.platform === "win32") return;
	const handle = openSync(dir, "r");
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}
