import { EventEmitter } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";

/**
 * Stands in for `electron` in unit tests, where its binary may be missing. It records what the host asked for and answers
 * with the least that lets the host go on.
 */
export const calls: { name: string; args: unknown[] }[] = [];

function record(name: string, answer?: unknown) {
	return (...args: unknown[]) => {
		calls.push({ name, args });
		return answer;
	};
}

class StubApp extends EventEmitter {
	isPackaged = false;
	whenReady = () => Promise.resolve();
	requestSingleInstanceLock = () => true;
	quit = record("app.quit");
	exit = record("app.exit");
	focus = record("app.focus");
	setAppUserModelId = record("app.setAppUserModelId");
	setName = record("app.setName");
	setPath = record("app.setPath");
	getPath = (name: string) => `/nowhere/${name}`;
	getAppPath = () => process.cwd();
	getVersion = () => "0.0.0";
	getLocale = () => "en";
	disableHardwareAcceleration = record("app.disableHardwareAcceleration");
	enableSandbox = record("app.enableSandbox");
	commandLine = { appendSwitch: record("app.commandLine.appendSwitch"), hasSwitch: () => false };
}
export const app = new StubApp();

class StubSession extends EventEmitter {
	setPermissionRequestHandler = record("session.setPermissionRequestHandler");
	setPermissionCheckHandler = record("session.setPermissionCheckHandler");
	setDevicePermissionHandler = record("session.setDevicePermissionHandler");
	setSpellCheckerEnabled = record("session.setSpellCheckerEnabled");
	webRequest = {
		onHeadersReceived: record("session.webRequest.onHeadersReceived"),
		onBeforeRequest: record("session.webRequest.onBeforeRequest"),
	};
	protocol = { handle: record("session.protocol.handle") };
}
export const session = { defaultSession: new StubSession(), fromPartition: () => new StubSession() };

export class WebContents extends EventEmitter {
	id = 1;
	session = session.defaultSession;
	mainFrame = { url: "" };
	send = record("webContents.send");
	postMessage = record("webContents.postMessage");
	setWindowOpenHandler = record("webContents.setWindowOpenHandler");
	getURL = () => "";
	isDestroyed = () => false;
	openDevTools = record("webContents.openDevTools");
}

export class BrowserWindow extends EventEmitter {
	static all: BrowserWindow[] = [];
	static getAllWindows = () => BrowserWindow.all;
	static fromWebContents = (contents: WebContents) =>
		BrowserWindow.all.find((window) => window.webContents === contents) ?? null;
	webContents = new WebContents();
	readonly options: unknown;
	constructor(options?: unknown) {
		super();
		this.options = options;
		BrowserWindow.all.push(this);
		calls.push({ name: "BrowserWindow", args: [options] });
	}
	loadURL = (url: string) => Promise.resolve(calls.push({ name: "loadURL", args: [url] }));
	loadFile = (file: string) => Promise.resolve(calls.push({ name: "loadFile", args: [file] }));
	show = record("show");
	hide = record("hide");
	focus = record("focus");
	restore = record("restore");
	isMinimized = () => false;
	isDestroyed = () => false;
	setMenuBarVisibility = record("setMenuBarVisibility");
	close() {
		BrowserWindow.all = BrowserWindow.all.filter((window) => window !== this);
		this.emit("closed");
	}
	destroy() {
		this.close();
	}
}

class StubIpc extends EventEmitter {
	handlers = new Map<string, (...args: unknown[]) => unknown>();
	handle(channel: string, handler: (...args: unknown[]) => unknown) {
		this.handlers.set(channel, handler);
	}
	removeHandler(channel: string) {
		this.handlers.delete(channel);
	}
	invoke = record("ipcRenderer.invoke", Promise.resolve(null));
	send = record("ipcRenderer.send");
	postMessage = record("ipcRenderer.postMessage");
}
export const ipcMain = new StubIpc();
export const ipcRenderer = new StubIpc();
export const contextBridge = { exposeInMainWorld: record("contextBridge.exposeInMainWorld") };
export const webUtils = { getPathForFile: (file: { name?: string }) => `/nowhere/${file.name ?? "file"}` };

/** A pair of ports over the Node ones, as the main process sees them. */
export class MessageChannelMain {
	port1: MessagePort;
	port2: MessagePort;
	constructor() {
		const { port1, port2 } = new MessageChannel();
		this.port1 = port1;
		this.port2 = port2;
	}
}

export const dialog = {
	showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
	showSaveDialog: () => Promise.resolve({ canceled: true, filePath: "" }),
	showMessageBox: () => Promise.resolve({ response: 0 }),
	showErrorBox: record("dialog.showErrorBox"),
};
export const shell = {
	openExternal: record("shell.openExternal", Promise.resolve()),
	openPath: record("shell.openPath", Promise.resolve("")),
	showItemInFolder: record("shell.showItemInFolder"),
};
export const Menu = {
	setApplicationMenu: record("Menu.setApplicationMenu"),
	buildFromTemplate: record("Menu.buildFromTemplate", { popup: record("menu.popup") }),
};
export const safeStorage = {
	isEncryptionAvailable: () => false,
	encryptString: (text: string) => Buffer.from(text),
	decryptString: (bytes: Buffer) => bytes.toString(),
};
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: "system" });
export const powerMonitor = new EventEmitter();
export const protocol = {
	registerSchemesAsPrivileged: record("protocol.registerSchemesAsPrivileged"),
	handle: record("protocol.handle"),
};
export const net = { fetch: record("net.fetch", Promise.resolve(new Response())) };
export const utilityProcess = {
	fork: record(
		"utilityProcess.fork",
		Object.assign(new EventEmitter(), { postMessage: record("utility.postMessage"), kill: record("utility.kill") }),
	),
};
export default { app, BrowserWindow, ipcMain, ipcRenderer, dialog, shell, session, Menu, safeStorage, protocol, net };
