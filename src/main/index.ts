import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { app, type BrowserWindow, dialog } from "electron";
import { dataFolder } from "../cli/data-folder.ts";
import { makeDataFolder } from "../core/api/data-folder.ts";
import { openLogFile } from "../core/api/log-file.ts";
import { openOutpost } from "../core/outpost.ts";
import { keepSync } from "../sync/keep-sync.ts";
import { readHostWords } from "../web/host-words.ts";
import { keyCostForTests } from "../web/key-cost.ts";
import { registerPageScheme, setupAppProtocol } from "./app-protocol.ts";
import { setupCorePort } from "./core-port.ts";
import { setupLockOnLeave } from "./lock-on-leave.ts";
import { setupMenu } from "./menu.ts";
import { openOutside } from "./outside-links.ts";
import { setupQuit } from "./quit.ts";
import { readerAsUtility } from "./reader-process.ts";
import { setupRefusals } from "./refusals.ts";
import { setupSingleInstance } from "./single-instance.ts";
import { syncAsUtility } from "./sync-process.ts";
import { makeUnattendedStart } from "./unattended-start.ts";
import { setupWindow } from "./window.ts";

// The built main process lies in out/main, beside out/preload and out/renderer.
const root = fileURLToPath(new URL("../../", import.meta.url));
const localesDir = join(root, "locales");

// Packaged, there is no script among the arguments.
const args = process.argv.slice(app.isPackaged ? 1 : 2);
const { values } = parseArgs({ args, options: { data: { type: "string" } }, strict: false });
const dataDir = dataFolder(typeof values.data === "string" ? values.data : undefined, process.env);
makeDataFolder(dataDir);
// Chromium's own files stay out of the data folder's way, and the single instance is one for each data folder.
app.setPath("userData", join(dataDir, "window"));
app.enableSandbox();
registerPageScheme();

let window: BrowserWindow | null = null;
if (setupSingleInstance(() => window)) void start();
else app.exit(0);

async function start() {
	await app.whenReady();
	const log = openLogFile(dataDir);
	const say = readHostWords(localesDir, [app.getLocale()]);
	const outpost = await openOutpost({
		dataDir,
		migrationsDir: join(root, "drizzle"),
		checkWorker: join(root, "out/core/check-worker.js"),
		sheetWorker: join(root, "out/core/sheet-worker.js"),
		importWorker: join(root, "out/core/import-worker.js"),
		startReader: readerAsUtility(join(root, "out/core/sheet-worker.js")),
		localesDir,
		version: app.getVersion(),
		log,
		keyCost: keyCostForTests(process.env),
		runGateways: true,
		startSync: keepSync(() => syncAsUtility(join(root, "out/sync/index.js")), log),
		keyKeeper: makeUnattendedStart(join(dataDir, "unattended.key")),
	}).catch((error: NodeJS.ErrnoException) => {
		log.error("start", error);
		dialog.showErrorBox("Outpost", say("desktop-damaged", { code: error.code ?? error.name }));
		return null;
	});
	if (!outpost) return app.exit(1);
	setupQuit(outpost, log);
	setupMenu();
	setupRefusals((address) => void openOutside(address, say));
	setupAppProtocol(join(root, "out/renderer"));
	window = setupWindow({ preload: join(root, "out/preload/index.cjs"), devTools: !app.isPackaged, log });
	const seat = setupCorePort(window, outpost, log);
	setupLockOnLeave(outpost, seat);
	window.once("closed", () => {
		window = null;
	});
}
