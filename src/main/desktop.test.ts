import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessagePort } from "node:worker_threads";
import { app, type BrowserWindow, ipcMain, powerMonitor, safeStorage, session, shell } from "electron";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectCore, portLine } from "../core/api/rpc/index.ts";
import type { Outpost } from "../core/outpost-types.ts";
import { calls } from "../testing/electron-stub.ts";
import { answerPage } from "./app-protocol.ts";
import { setupCorePort } from "./core-port.ts";
import { setupLockOnLeave } from "./lock-on-leave.ts";
import { mayOpenOutside, openOutside } from "./outside-links.ts";
import { isOurPage } from "./page-address.ts";
import { portChannel } from "./port-channel.ts";
import { setupQuit } from "./quit.ts";
import { setupRefusals } from "./refusals.ts";
import { setupSingleInstance } from "./single-instance.ts";
import { makeUnattendedStart } from "./unattended-start.ts";
import { setupWindow } from "./window.ts";

const quiet = { info() {}, warn() {}, error() {} };

function standIn() {
	const asked: { name: string; seat: string }[] = [];
	const left: string[] = [];
	const outpost = {
		call: async (name: string, _: unknown, seat: string) => {
			asked.push({ name, seat });
			return { ok: true, value: null };
		},
		listen: () => () => {},
		leave: (seat: string) => left.push(seat),
		close: vi.fn(async () => {}),
	} as unknown as Outpost;
	return { outpost, asked, left };
}

const newWindow = () => setupWindow({ preload: "/out/preload/index.cjs", devTools: false, log: quiet });
/** What the stand-in recorded under a name, newest last. */
const recorded = (name: string) => calls.filter((call) => call.name === name).map((call) => call.args);

afterEach(() => {
	calls.length = 0;
	ipcMain.removeAllListeners();
	app.removeAllListeners();
	powerMonitor.removeAllListeners();
});

describe("addresses", () => {
	it("knows its own page from look-alikes", () => {
		for (const ours of ["outpost://app/", "outpost://app/index.html", "outpost://app"])
			expect(isOurPage(ours)).toBe(true);
		const others = [
			"",
			"outpost://app.evil.example/",
			"outpost://x@app/",
			"outpost://app:1/",
			"outpost:app",
			"file:///x",
		];
		for (const other of [...others, "https://app/", undefined]) expect(isOurPage(other), other).toBe(false);
	});

	it("leads to head office by https and nowhere else", async () => {
		expect(mayOpenOutside("https://www.commcarehq.org/a/x/")).toBe(true);
		const others = [
			"http://www.commcarehq.org/",
			"https://www.commcarehq.org.evil.example/",
			"https://evil.example/?www.commcarehq.org",
			"https://www.commcarehq.org@evil.example/",
			"https://a:b@www.commcarehq.org/",
			"https://www.commcarehq.org:8443/",
			"file:///etc/passwd",
			"smb://server/share",
			"javascript:alert(1)",
			"ms-settings:",
			"not an address",
		];
		for (const other of others) expect(mayOpenOutside(other), other).toBe(false);
		await openOutside("https://evil.example/", (key) => key);
		expect(recorded("shell.openExternal")).toEqual([]);
		await openOutside("https://www.commcarehq.org/", (key) => key);
		expect(recorded("shell.openExternal")).toEqual([["https://www.commcarehq.org/"]]);
		expect(shell).toBeDefined();
	});
});

describe("the window", () => {
	it("has no Node, its own world and a sandbox, and shows our page only", () => {
		const window = newWindow() as BrowserWindow & { options?: { webPreferences: Record<string, unknown> } };
		expect(window.options?.webPreferences).toMatchObject({
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			webSecurity: true,
			webviewTag: false,
			devTools: false,
		});
		expect(recorded("loadURL")).toEqual([["outpost://app/"]]);
		window.close();
	});

	it("may not go elsewhere, open windows, embed others or ask for the machine", () => {
		const opened: string[] = [];
		setupRefusals((address) => opened.push(address));
		const window = newWindow();
		app.emit("web-contents-created", {}, window.webContents);
		const prevented = (name: string, url: string) => {
			const preventDefault = vi.fn();
			window.webContents.emit(name as "will-navigate", { preventDefault, url } as never, url as never);
			return preventDefault.mock.calls.length > 0;
		};
		expect(prevented("will-navigate", "https://evil.example/")).toBe(true);
		expect(prevented("will-navigate", "outpost://app/")).toBe(false);
		expect(prevented("will-frame-navigate", "data:text/html,x")).toBe(true);
		expect(prevented("will-redirect", "outpost://app/")).toBe(true);
		expect(prevented("will-attach-webview", "outpost://app/")).toBe(true);
		const open = recorded("webContents.setWindowOpenHandler")[0]?.[0] as (x: { url: string }) => unknown;
		expect(open({ url: "https://x.example/" })).toEqual({ action: "deny" });
		expect(opened).toEqual(["https://x.example/"]);

		const answer = recorded("session.setPermissionRequestHandler")[0]?.[0] as (...args: unknown[]) => void;
		const check = recorded("session.setPermissionCheckHandler")[0]?.[0] as (...args: unknown[]) => boolean;
		const granted = (permission: string, requestingUrl: string) => {
			let is: boolean | undefined;
			answer(window.webContents, permission, (yes: boolean) => (is = yes), { requestingUrl });
			return is;
		};
		expect(granted("notifications", "outpost://app/")).toBe(true);
		expect(granted("notifications", "https://evil.example/")).toBe(false);
		for (const permission of ["media", "geolocation", "serial", "hid", "usb", "openExternal", "clipboard-read"]) {
			expect(granted(permission, "outpost://app/"), permission).toBe(false);
			expect(check(window.webContents, permission, "outpost://app"), permission).toBe(false);
		}
		expect(check(window.webContents, "notifications", "outpost://app")).toBe(true);
		expect(recorded("session.setSpellCheckerEnabled")).toEqual([[false]]);
		expect(session).toBeDefined();
		window.close();
	});

	it("gets a port for its own page's main frame only, and its seat is left when it closes", async () => {
		const { outpost, asked, left } = standIn();
		const window = newWindow();
		const seat = setupCorePort(window, outpost, quiet);
		const frame = window.webContents.mainFrame as { url: string };
		const ask = (sender: unknown, senderFrame: unknown) => ipcMain.emit(portChannel, { sender, senderFrame } as never);
		frame.url = "https://evil.example/";
		ask(window.webContents, frame);
		frame.url = "outpost://app/";
		ask(window.webContents, { url: "outpost://app/" });
		ask({}, frame);
		ask(window.webContents, null);
		expect(recorded("webContents.postMessage")).toEqual([]);
		ask(window.webContents, frame);
		const [[channel, , ports]] = recorded("webContents.postMessage") as [[string, null, [MessagePort]]];
		expect(channel).toBe(portChannel);
		const core = connectCore(() => portLine(ports[0]), { retryMs: [] });
		expect(await core.call("office.status", {})).toEqual({ ok: true, value: null });
		expect(asked).toEqual([{ name: "office.status", seat }]);

		// The page is loaded anew: the old port ends, nothing hangs.
		ask(window.webContents, frame);
		await vi.waitFor(() => expect(core.state).toBe("lost"));
		window.close();
		expect(left).toEqual([seat]);
		expect(ipcMain.listenerCount(portChannel)).toBe(0);
	});
});

describe("our scheme", () => {
	it("serves the screens with the policy and nothing else", async () => {
		const folder = mkdtempSync(join(tmpdir(), "outpost-page-"));
		mkdirSync(join(folder, "page"));
		writeFileSync(join(folder, "page/index.html"), '<meta nonce="outpost-page-nonce"><title>screens</title>');
		writeFileSync(join(folder, "secret.json"), "{}");
		const ask = (url: string, method = "GET") => answerPage(join(folder, "page"), new Request(url, { method }));
		const page = await ask("outpost://app/");
		const [, nonce] = /^<meta nonce="([\w-]{22})"><title>screens/.exec(await page.text()) ?? [];
		expect(page.headers.get("content-security-policy")).toMatch(
			/^default-src 'none'; script-src 'self'; .*connect-src 'self';/,
		);
		expect(page.headers.get("content-security-policy")).toContain(`; style-src 'self' 'nonce-${nonce}';`);
		expect(await (await ask("outpost://app/")).text()).not.toContain(nonce);
		const bad = [
			"outpost://app/../secret.json",
			"outpost://app/%2e%2e/secret.json",
			"outpost://app/%2e%2e%2fsecret.json",
		];
		for (const url of [...bad, "outpost://other/", "outpost://app/?x", "outpost://app//secret.json"]) {
			expect((await ask(url)).ok, url).toBe(false);
		}
		expect((await ask("outpost://app/", "POST")).status).toBe(403);
		rmSync(folder, { recursive: true });
	});
});

describe("the program", () => {
	it("locks the desk when its person leaves", () => {
		const { outpost, asked } = standIn();
		setupLockOnLeave(outpost, "desk");
		for (const event of ["suspend", "lock-screen"]) powerMonitor.emit(event);
		expect(asked).toEqual(Array(2).fill({ name: "staff.lock", seat: "desk" }));
	});

	it("runs once: a second start shows the first window and ends", () => {
		const window = newWindow();
		expect(setupSingleInstance(() => window)).toBe(true);
		app.emit("second-instance");
		expect(recorded("focus")).toHaveLength(1);
		vi.spyOn(app, "requestSingleInstanceLock").mockReturnValueOnce(false);
		expect(setupSingleInstance(() => window)).toBe(false);
		window.close();
	});

	it("ends after the core has closed, once", async () => {
		const { outpost } = standIn();
		setupQuit(outpost, quiet);
		const preventDefault = vi.fn();
		app.emit("window-all-closed");
		app.emit("before-quit", { preventDefault } as never);
		expect(preventDefault).toHaveBeenCalled();
		await vi.waitFor(() => expect(recorded("app.exit")).toEqual([[0]]));
		expect(outpost.close).toHaveBeenCalledTimes(1);
	});
});

describe("unattended start", () => {
	const folder = mkdtempSync(join(tmpdir(), "outpost-key-"));
	const file = join(folder, "key");
	function store(backend: string, available = true) {
		Object.assign(safeStorage, {
			isAsyncEncryptionAvailable: async () => available,
			getSelectedStorageBackend: () => backend,
			encryptStringAsync: async (text: string) => Buffer.from([...text].reverse().join("")),
			decryptStringAsync: async (bytes: Buffer) => ({ result: [...bytes.toString()].reverse().join("") }),
		});
	}

	it("keeps a key in a real key store only", async () => {
		for (const backend of ["basic_text", "unknown"]) {
			store(backend);
			const start = makeUnattendedStart(file, "linux");
			expect(await start.keyStore()).toBe("weak");
			expect(await start.keep("key")).toBe(false);
			expect(await start.read()).toBeNull();
		}
		store("gnome_libsecret", false);
		expect(await makeUnattendedStart(file, "linux").keyStore()).toBe("none");
		store("gnome_libsecret");
		const start = makeUnattendedStart(file, "linux");
		expect(await start.read()).toBeNull();
		expect(await start.keep("key")).toBe(true);
		expect(await start.read()).toBe("key");
		store("basic_text");
		expect(await start.read()).toBeNull();
		store("gnome_libsecret");
		await start.forget();
		expect(await start.read()).toBeNull();
		rmSync(folder, { recursive: true });
	});
});
