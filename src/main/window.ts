import { BrowserWindow } from "electron";
import type { Log } from "../core/api/log-file.ts";
import { pageAddress } from "./page-address.ts";

export interface WindowOptions {
	/** Absolute path of the built preload script. */
	preload: string;
	/** Developer tools only where the program is not packaged. */
	devTools: boolean;
	log: Log;
}

/** The one window. Its page has no Node, its own world and a sandbox (reliability D1). */
export function setupWindow({ preload, devTools, log }: WindowOptions): BrowserWindow {
	const window = new BrowserWindow({
		title: "Outpost",
		width: 1280,
		height: 800,
		minWidth: 800,
		minHeight: 560,
		show: false,
		autoHideMenuBar: true,
		webPreferences: {
			preload,
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			nodeIntegrationInWorker: false,
			nodeIntegrationInSubFrames: false,
			webSecurity: true,
			allowRunningInsecureContent: false,
			experimentalFeatures: false,
			webviewTag: false,
			navigateOnDragDrop: false,
			spellcheck: false,
			devTools,
		},
	});
	window.once("ready-to-show", () => window.show());
	window.webContents.on("render-process-gone", (_event, { reason }) => {
		log.error(`window gone: ${reason}`);
		if (reason !== "clean-exit" && !window.isDestroyed()) void window.loadURL(pageAddress);
	});
	void window.loadURL(pageAddress);
	return window;
}
