// Runs the packed main process under plain Node with a stand-in for `electron`, and talks to it as its window would.
// Arguments: the unpacked app.asar, a data folder. Prints one JSON line of what it saw.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , appDir, dataDir] = process.argv;
const standIn = new URL("../src/testing/electron-stub.ts", import.meta.url).href;
registerHooks({
	resolve: (name, context, next) => (name === "electron" ? { url: standIn, shortCircuit: true } : next(name, context)),
});

const { BrowserWindow, calls, ipcMain, powerMonitor, protocol, session } = await import(standIn);
const { connectCore, portLine } = await import("../src/core/api/rpc/index.ts");
const seen = (name) => calls.filter((call) => call.name === name).map((call) => call.args);
async function until(what, fn) {
	const limit = Date.now() + 10_000;
	for (;;) {
		const found = await fn();
		if (found) return found;
		if (Date.now() > limit) throw new Error(`waited in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

process.argv = [process.argv[0], join(appDir, "out/main/index.js"), "--data", dataDir];
await import(pathToFileURL(process.argv[1]).href);
const window = await until("a window", () => BrowserWindow.all[0]);
await until("the port channel", () => ipcMain.listenerCount("outpost:port") > 0);

const contents = window.webContents;
const askedBy = (url, sender = contents) => {
	contents.mainFrame.url = url;
	ipcMain.emit("outpost:port", { sender, senderFrame: contents.mainFrame });
	return seen("webContents.postMessage").length;
};
assert.equal(askedBy("https://evil.example/outpost://app/"), 0, "a foreign page got a port");
assert.equal(askedBy("outpost://app.evil.example/"), 0, "a foreign host of our scheme got a port");
assert.equal(askedBy("outpost://app/", {}), 0, "another window got a port");
assert.equal(askedBy("outpost://app/"), 1, "our page got no port");
const [channel, , [port]] = seen("webContents.postMessage")[0];
assert.equal(channel, "outpost:port");

const core = connectCore(() => portLine(port), { retryMs: [] });
const value = (answer) => {
	assert.ok(answer.ok, `${JSON.stringify(answer)}\n${readFileSync(join(dataDir, "logs/outpost.log"), "utf8")}`);
	return answer.value;
};
assert.equal(value(await core.call("office.status", {})).state, "first-run");
value(
	await core.call("office.setUp", {
		language: "en",
		project: { name: "packed", country: "KE", timeZone: "Africa/Nairobi", languages: ["en"] },
		supervisor: { name: "Supervisor", pin: "482915" },
	}),
);
const added = value(
	await core.call("cases.register", {
		type: "patient",
		name: "Packed case",
		phone: "0712345678",
		consent: { answer: "yes", channel: "staff" },
	}),
);
assert.equal(value(await core.call("cases.show", { id: added.id })).name, "Packed case");
powerMonitor.emit("lock-screen");
await until("the lock", async () => (await core.call("office.status", {})).value.session?.locked);

const files = readdirSync(dataDir, { recursive: true }).map((name) => join(dataDir, name));
const readable = files.filter((file) => /\.(db|sqlite)/.test(file) && readFileSync(file).includes("Packed case"));
assert.deepEqual(readable, [], "the case can be read from the disk");

const page = protocol.handle ? seen("protocol.handle")[0] : null;
assert.equal(page?.[0], "outpost");
const answer = await page[1](new Request("outpost://app/"));
assert.equal(answer.status, 200);
assert.match(answer.headers.get("content-security-policy") ?? "", /^default-src 'none'; script-src 'self';/);
for (const path of ["outpost://app/../package.json", "outpost://app/%2e%2e/package.json", "outpost://elsewhere/"]) {
	assert.notEqual((await page[1](new Request(path))).status, 200, path);
}
const refused = seen("session.setPermissionRequestHandler")[0]?.[0];
const grants = {};
for (const permission of ["media", "geolocation", "hid", "notifications"]) {
	refused(contents, permission, (granted) => Object.assign(grants, { [permission]: granted }), {
		requestingUrl: "outpost://app/",
	});
}
assert.ok(session.defaultSession);

console.log(JSON.stringify({ webPreferences: window.options.webPreferences, grants, loaded: seen("loadURL")[0]?.[0] }));
process.exit(0);
