import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a data folder that only this user of the computer may look into, with the folders above it. Throws the system's error where that is
 * refused. Step by step, because Node's own recursive way never comes back from a place such as `/proc`, where folders are denied by ENOENT.
 */
export function makeDataFolder(dataDir: string): void {
	const missing: string[] = [];
	for (let at = resolve(dataDir); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
	for (const folder of missing) mkdirSync(folder, { mode: 0o700 });
	// A file of that name, or nothing where a link points to, is told as the system tells it.
	if (missing.length === 0) mkdirSync(resolve(dataDir), { recursive: true, mode: 0o700 });
}
