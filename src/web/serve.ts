import { join } from "node:path";
import { makeDataFolder } from "../core/api/data-folder.ts";
import { openLogFile } from "../core/api/log-file.ts";
import { openOutpost } from "../core/outpost.ts";
import { syncAsChild } from "../sync/child-process.ts";
import { keepSync } from "../sync/keep-sync.ts";
import { keyCostForTests } from "./key-cost.ts";
import { startWebHost, type WebHost } from "./web-host.ts";

export interface ServeOptions {
	dataDir: string;
	/** The folder that holds `out/`, `drizzle/` and `locales/`. */
	root: string;
	/** 0 or left out: any free one. */
	port?: number;
	version: string;
}

/**
 * Opens the core on a data folder, with its gateways, and serves it to a browser on this machine. `close` finishes the SMS
 * under way. Rejects with the system's error where the port can't be had.
 */
export async function serve({ dataDir, root, port, version }: ServeOptions): Promise<WebHost> {
	makeDataFolder(dataDir);
	const log = openLogFile(dataDir);
	const localesDir = join(root, "locales");
	const outpost = await openOutpost({
		dataDir,
		migrationsDir: join(root, "drizzle"),
		checkWorker: join(root, "out/core/check-worker.js"),
		...(import.meta.filename.endsWith(".ts")
			? {}
			: { sheetWorker: join(root, "out/core/sheet-worker.js"), importWorker: join(root, "out/core/import-worker.js") }),
		localesDir,
		version,
		log,
		keyCost: keyCostForTests(process.env),
		runGateways: true,
		startSync: keepSync(() => syncAsChild(join(root, "out/sync/index.js")), log),
	});
	try {
		const rendererDir = join(root, "out/renderer");
		const host = await startWebHost({ outpost, rendererDir, localesDir, port, log });
		return {
			...host,
			async close() {
				await host.close();
				await outpost.close();
			},
		};
	} catch (error) {
		await outpost.close();
		throw error;
	}
}
