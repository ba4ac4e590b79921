import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The data folder: `--data`, else `OUTPOST_DATA`, else the per-user application data folder of the system. Absolute. */
export function dataFolder(
	flag: string | undefined,
	env: NodeJS.ProcessEnv,
	platform: NodeJS.Platform = process.platform,
): string {
	const named = flag || env.OUTPOST_DATA;
	return named ? resolve(named) : perUserFolder(env, platform);
}

function perUserFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
	const home = env.HOME || env.USERPROFILE || homedir();
	if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "Outpost");
	if (platform === "darwin") return join(home, "Library", "Application Support", "Outpost");
	// The base directory specification says to ignore a relative path here.
	const base = env.XDG_DATA_HOME?.startsWith("/") ? env.XDG_DATA_HOME : join(home, ".local", "share");
	return join(base, "outpost");
}
