import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

/** Programs known for holding modems. Those of the system don't show what they have open: it is enough that they run. */
const suspects = ["ModemManager", "gammu-smsd", "smsd", "wvdial", "pppd", "minicom", "picocom", "screen", "bearerbox"];
const own = String(process.pid);

/**
 * The program that has a port open: from its open files where we may see them (Linux), else a program that runs and is known for it.
 * Null where the system does not tell.
 */
export async function portHolder(port: string, proc = "/proc"): Promise<string | null> {
	const ids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name) && name !== own);
	const running = new Set<string>();
	for (const id of ids) {
		const name = (await readFile(join(proc, id, "comm"), "utf8").catch(() => "")).trim();
		const files = join(proc, id, "fd");
		const open = await readdir(files).catch(() => null);
		if (open === null) running.add(name);
		for (const file of open ?? []) {
			if ((await readlink(join(files, file)).catch(() => "")) === port) return name || null;
		}
	}
	return suspects.find((name) => running.has(name)) ?? null;
}
