import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { dataFolder } from "../cli/data-folder.ts";
import { versionOf } from "../cli/version.ts";
import { readHostWords } from "./host-words.ts";
import { openBrowser } from "./open-browser.ts";
import { readWebFlags } from "./web-flags.ts";

// The same distance from the sources (src/web) and from the build (out/web).
const root = fileURLToPath(new URL("../../", import.meta.url));
const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "en";
const say = readHostWords(join(root, "locales"), [locale.split(/[.@]/)[0]?.replace("_", "-") ?? ""]);

/** Ends with 2 for flags that are not understood, 1 where it can't start, 0 after a signal. */
async function main(): Promise<number> {
	const flags = readWebFlags(process.argv.slice(2));
	if (!flags) return stop(say("web-usage"), 2);
	if (Number(process.versions.node.split(".")[0]) < 22) {
		return stop(say("old-node", { version: process.versions.node }), 1);
	}
	const dataDir = dataFolder(flags.data, process.env);
	// Not before the check above: the SQLite driver ends an older Node without a word.
	const { serve } = await import("./serve.ts");
	const host = await serve({ dataDir, root, port: flags.port, version: versionOf(root) }).catch((error) =>
		stop(whyNot(error, flags.port), 1),
	);
	if (typeof host === "number") return host;

	const tell = (url: string) => console.log(flags.json ? JSON.stringify({ url }) : say("web-ready", { url }));
	tell(host.url);
	if (flags.open) openBrowser(host.url);
	if (process.stdin.isTTY && !flags.json) {
		console.log(say("web-more"));
		createInterface({ input: process.stdin }).on("line", () => tell(host.newEntryUrl()));
	}
	await untilSignalled();
	if (!flags.json) console.error(say("web-ending"));
	await host.close();
	return 0;
}

function stop(line: string, code: number): number {
	console.error(line);
	return code;
}

function whyNot(error: NodeJS.ErrnoException, port: number): string {
	if (error.code === "EADDRINUSE") return say("port-in-use", { port });
	if (error.code === "EACCES" && error.syscall === "listen") return say("port-not-allowed", { port });
	return say("web-not-started", { code: error.code ?? error.name });
}

/** Who asks a second time does not want to wait for the SMS under way. */
function untilSignalled(): Promise<void> {
	return new Promise((resolve) => {
		let asked = false;
		for (const signal of ["SIGINT", "SIGTERM"] as const) {
			process.on(signal, () => {
				if (asked) process.exit(130);
				asked = true;
				resolve();
			});
		}
	});
}

process.exit(await main());
