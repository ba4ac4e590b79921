import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket as NodeWebSocket } from "ws";
import { connectCore, type Line } from "../core/api/rpc/index.ts";
import type { Outpost } from "../core/outpost-types.ts";
import { startWebHost, type WebHost } from "./web-host.ts";

const asked: { name: string; seat: string }[] = [];
const left: string[] = [];
const outpost = {
	call: async (name: string, _: unknown, seat: string) => {
		asked.push({ name, seat });
		return { ok: true, value: null };
	},
	listen: () => () => {},
	leave: (seat: string) => left.push(seat),
	close: async () => {},
} as unknown as Outpost;

let folder: string;
let host: WebHost;
let cookie: string;

interface Answer {
	status: number;
	head: string;
	body: string;
}

/** Sends bytes as they are: `fetch` and browsers would put hostile requests right before they leave. */
function raw(text: string, { wait = 3000 } = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const socket = connect(host.port, "127.0.0.1");
		let got = "";
		const done = () => {
			socket.destroy();
			const [head = "", ...body] = got.split("\r\n\r\n");
			resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: body.join("\r\n\r\n") });
		};
		socket.setTimeout(wait, done);
		socket.on("data", (chunk) => {
			got += chunk;
		});
		socket.on("end", done);
		socket.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" ? done() : reject(error)));
		socket.write(text);
	});
}

const lines = (...all: string[]) => `${all.join("\r\n")}\r\n\r\n`;
const H = () => `Host: 127.0.0.1:${host.port}`;
const O = () => `Origin: http://127.0.0.1:${host.port}`;
const C = () => `Cookie: ${cookie}`;
const end = "Connection: close";
const ws = [
	"Connection: Upgrade",
	"Upgrade: websocket",
	"Sec-WebSocket-Version: 13",
	"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];
const post = (body: string, ...headers: string[]) =>
	`${lines("POST /enter HTTP/1.1", ...headers, `Content-Length: ${Buffer.byteLength(body)}`, end)}${body}`;
const json = "Content-Type: application/json";
const tokenOf = (url: string) => new URL(url).hash.slice(1);

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "outpost-web-"));
	mkdirSync(join(folder, "page/assets"), { recursive: true });
	writeFileSync(join(folder, "page/index.html"), "<title>screens</title>");
	writeFileSync(join(folder, "page/assets/app-1a.js"), "export {}");
	writeFileSync(join(folder, "secret.json"), "{}");
	symlinkSync(join(folder, "secret.json"), join(folder, "page/leak.json"));
	host = await startWebHost({
		outpost,
		rendererDir: join(folder, "page"),
		localesDir: "locales",
		log: { info() {}, warn() {}, error() {} },
	});
	const answer = await raw(post(JSON.stringify({ token: tokenOf(host.url) }), H(), O(), json));
	expect(answer.status).toBe(204);
	cookie = /Set-Cookie: ([^;\r]+)/.exec(answer.head)?.[1] ?? "";
	expect(answer.head).toMatch(/Set-Cookie: outpost-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/\r/);
});
afterAll(async () => {
	await host.close();
	rmSync(folder, { recursive: true });
});

describe("the page", () => {
	it("is served with its cookie, under either name of this machine", async () => {
		const answer = await raw(lines("GET / HTTP/1.1", H(), C(), end));
		expect(answer).toMatchObject({ status: 200, body: "<title>screens</title>" });
		expect(answer.head).toMatch(/Cache-Control: no-store/);
		expect(answer.head).toMatch(/Content-Security-Policy: default-src 'none'; script-src 'self'; /);
		expect(answer.head).not.toMatch(/unsafe/);
		expect(answer.head).toContain(`connect-src 'self' ws://127.0.0.1:${host.port};`);
		expect(answer.head).not.toMatch(/Access-Control/i);
		const named = await raw(lines("GET / HTTP/1.1", `Host: localhost:${host.port}`, C(), end));
		expect(named.status).toBe(200);
		expect(named.head).toContain(`ws://localhost:${host.port};`);
		const asset = await raw(lines("GET /assets/app-1a.js HTTP/1.1", H(), O(), C(), "Sec-Fetch-Site: same-origin", end));
		expect(asset.head).toMatch(/immutable/);
		expect(asset.status).toBe(200);
	});

	it("says how to get in where there is no cookie, and the token never stands in what is sent", async () => {
		const entry = await raw(lines("GET /enter HTTP/1.1", H(), end));
		expect(entry.status).toBe(200);
		expect(entry.body).toContain("/enter.js");
		const without = await raw(lines("GET / HTTP/1.1", H(), end));
		expect(without.status).toBe(401);
		expect(without.body).toContain("press Enter for a new address");
		expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter#[\w-]{43}$/);
	});

	it("opens once for each address, and only for the newest", async () => {
		const first = host.newEntryUrl();
		const second = host.newEntryUrl();
		const enter = (url: string) => raw(post(JSON.stringify({ token: tokenOf(url) }), H(), O(), json));
		expect((await enter(first)).status).toBe(403);
		expect((await enter(second)).status).toBe(204);
		expect((await enter(second)).status).toBe(403);
	});

	it("gives each cookie a seat of its own and carries calls", async () => {
		const open = (headers: Record<string, string>) => {
			const openLine = () => {
				const socket = new NodeWebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers });
				socket.on("error", () => {});
				return socket as unknown as Line;
			};
			return connectCore(openLine, { retryMs: [] });
		};
		const core = open({ Cookie: cookie, Origin: `http://127.0.0.1:${host.port}` });
		expect(await core.call("office.status", {})).toEqual({ ok: true, value: null });
		expect(asked.at(-1)?.seat).toMatch(/^web-/);
		core.close();
		const stranger = open({ Origin: `http://127.0.0.1:${host.port}` });
		expect(await stranger.call("office.status", {})).toMatchObject({ problem: { code: "connection-lost" } });
	});

	it("listens on 127.0.0.1 and nowhere else", async () => {
		const elsewhere = new Promise<string>((resolve) => {
			const ask = request({ host: "::1", port: host.port }, () => resolve("answered"));
			ask.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "refused"));
			ask.end();
		});
		expect(await elsewhere).not.toBe("answered");
	});
});

/** Requests as strangers send them (reliability F1). All carry the right cookie unless the missing cookie is the point. */
const hostile: [string, () => string][] = [
	["a Host that begins like ours", () => lines("GET / HTTP/1.1", "Host: 127.0.0.1.evil.example", C(), end)],
	["that Host with our port", () => lines("GET / HTTP/1.1", `Host: 127.0.0.1.evil.example:${host.port}`, C(), end)],
	["a Host that ends like ours", () => lines("GET / HTTP/1.1", `Host: evil-localhost:${host.port}`, C(), end)],
	["our name as user part", () => lines("GET / HTTP/1.1", `Host: 127.0.0.1:${host.port}@evil.example`, C(), end)],
	["a rebound name", () => lines("GET / HTTP/1.1", `Host: evil.example:${host.port}`, C(), end)],
	[
		"a rebound name with an Origin to match",
		() =>
			lines("GET / HTTP/1.1", `Host: evil.example:${host.port}`, `Origin: http://evil.example:${host.port}`, C(), end),
	],
	["no Host", () => lines("GET / HTTP/1.1", C(), end)],
	["no Host, HTTP/1.0", () => lines("GET / HTTP/1.0", C())],
	["an empty Host", () => lines("GET / HTTP/1.1", "Host:", C(), end)],
	["two Hosts, ours first", () => lines("GET / HTTP/1.1", H(), "Host: evil.example", C(), end)],
	["two Hosts, ours last", () => lines("GET / HTTP/1.1", "Host: evil.example", H(), C(), end)],
	["two Hosts in one", () => lines("GET / HTTP/1.1", `${H()}, evil.example`, C(), end)],
	["localhost with a dot", () => lines("GET / HTTP/1.1", `Host: localhost.:${host.port}`, C(), end)],
	["localhost in capitals", () => lines("GET / HTTP/1.1", `Host: LOCALHOST:${host.port}`, C(), end)],
	["[::1]", () => lines("GET / HTTP/1.1", `Host: [::1]:${host.port}`, C(), end)],
	["0.0.0.0", () => lines("GET / HTTP/1.1", `Host: 0.0.0.0:${host.port}`, C(), end)],
	["127.0.0.1 as one number", () => lines("GET / HTTP/1.1", `Host: 2130706433:${host.port}`, C(), end)],
	["127.1", () => lines("GET / HTTP/1.1", `Host: 127.1:${host.port}`, C(), end)],
	["our Host without its port", () => lines("GET / HTTP/1.1", "Host: 127.0.0.1", C(), end)],
	["our Host with another port", () => lines("GET / HTTP/1.1", "Host: 127.0.0.1:1", C(), end)],
	["another address in the request line", () => lines(`GET http://evil.example/ HTTP/1.1`, H(), C(), end)],
	["our own address in the request line", () => lines(`GET http://127.0.0.1:${host.port}/ HTTP/1.1`, H(), C(), end)],
	["a foreign Origin on GET", () => lines("GET / HTTP/1.1", H(), "Origin: http://evil.example", C(), end)],
	["Origin null", () => lines("GET / HTTP/1.1", H(), "Origin: null", C(), end)],
	["our other name as Origin", () => lines("GET / HTTP/1.1", H(), `Origin: http://localhost:${host.port}`, C(), end)],
	["another port as Origin", () => lines("GET / HTTP/1.1", H(), "Origin: http://127.0.0.1:1", C(), end)],
	["https as Origin", () => lines("GET / HTTP/1.1", H(), `Origin: https://127.0.0.1:${host.port}`, C(), end)],
	["two Origins", () => lines("GET / HTTP/1.1", H(), O(), "Origin: http://evil.example", C(), end)],
	["a page of another site leading here", () => lines("GET / HTTP/1.1", H(), "Sec-Fetch-Site: cross-site", C(), end)],
	[
		"another port of this machine leading here",
		() => lines("GET / HTTP/1.1", H(), "Sec-Fetch-Site: same-site", C(), end),
	],
	["HEAD", () => lines("HEAD / HTTP/1.1", H(), C(), end)],
	["OPTIONS", () => lines("OPTIONS / HTTP/1.1", H(), O(), "Access-Control-Request-Method: POST", C(), end)],
	["OPTIONS *", () => lines("OPTIONS * HTTP/1.1", H(), C(), end)],
	["TRACE", () => lines("TRACE / HTTP/1.1", H(), C(), end)],
	["PUT", () => lines("PUT /enter HTTP/1.1", H(), O(), C(), "Content-Length: 0", end)],
	["DELETE", () => lines("DELETE / HTTP/1.1", H(), O(), C(), end)],
	["GET with a body", () => `${lines("GET / HTTP/1.1", H(), C(), "Content-Length: 2", end)}{}`],
	["no cookie on a file", () => lines("GET /assets/app-1a.js HTTP/1.1", H(), end)],
	["a made-up cookie", () => lines("GET / HTTP/1.1", H(), `Cookie: outpost-${host.port}=${"A".repeat(43)}`, end)],
	["our cookie twice", () => lines("GET / HTTP/1.1", H(), `${C()}; ${cookie}`, end)],
	["the token in a query", () => lines(`GET /enter?token=${tokenOf(host.newEntryUrl())} HTTP/1.1`, H(), end)],
	["the token in a query, with the cookie", () => lines(`GET /?token=x HTTP/1.1`, H(), C(), end)],
	["POST without Origin", () => post('{"token":"x"}', H(), json)],
	["POST from another Origin", () => post('{"token":"x"}', H(), "Origin: http://evil.example", json)],
	[
		"POST as text/plain",
		() => post(JSON.stringify({ token: tokenOf(host.newEntryUrl()) }), H(), O(), "Content-Type: text/plain"),
	],
	["POST as a form", () => post("token=x", H(), O(), "Content-Type: application/x-www-form-urlencoded")],
	["POST without a type", () => post('{"token":"x"}', H(), O())],
	["POST with two types", () => post('{"token":"x"}', H(), O(), json, "Content-Type: text/plain")],
	["a wrong token", () => post(JSON.stringify({ token: "A".repeat(43) }), H(), O(), json)],
	["a spent token", () => post(JSON.stringify({ token: tokenOf(host.url) }), H(), O(), json)],
	["no JSON", () => post("{", H(), O(), json)],
	["a token that is no text", () => post('{"token":{"toString":1}}', H(), O(), json)],
	["an empty token", () => post('{"token":""}', H(), O(), json)],
	["a body over the limit", () => post(`{"token":"${"A".repeat(70_000)}"}`, H(), O(), json)],
	[
		"a body over the limit in chunks",
		() =>
			`${lines("POST /enter HTTP/1.1", H(), O(), json, "Transfer-Encoding: chunked", end)}${"4000\r\n".concat("A".repeat(0x4000), "\r\n").repeat(5)}0\r\n\r\n`,
	],
	[
		"length and chunks at once",
		() =>
			`${lines("POST /enter HTTP/1.1", H(), O(), json, "Content-Length: 4", "Transfer-Encoding: chunked", end)}0\r\n\r\n`,
	],
	["POST elsewhere", () => `${lines("POST / HTTP/1.1", H(), O(), C(), json, "Content-Length: 2", end)}{}`],
	["a path out of the folder", () => lines("GET /../secret.json HTTP/1.1", H(), C(), end)],
	["that path, escaped", () => lines("GET /%2e%2e/secret.json HTTP/1.1", H(), C(), end)],
	["that path, escaped twice", () => lines("GET /%252e%252e%252fsecret.json HTTP/1.1", H(), C(), end)],
	["that path with backslashes", () => lines("GET /..\\secret.json HTTP/1.1", H(), C(), end)],
	["that path inside another", () => lines("GET /assets/../../secret.json HTTP/1.1", H(), C(), end)],
	["two slashes", () => lines("GET //evil.example/index.html HTTP/1.1", H(), C(), end)],
	["a zero byte", () => lines("GET /index.html%00.js HTTP/1.1", H(), C(), end)],
	["a link that leads out", () => lines("GET /leak.json HTTP/1.1", H(), C(), end)],
	["a drive letter", () => lines("GET /C:/Windows/win.js HTTP/1.1", H(), C(), end)],
	["headers without end", () => lines("GET / HTTP/1.1", H(), C(), `X-Long: ${"a".repeat(20_000)}`, end)],
	["a header line that is none", () => lines("GET / HTTP/1.1", H(), "no colon here", C(), end)],
	["a header smuggled by a line feed", () => `GET / HTTP/1.1\nHost: 127.0.0.1:${host.port}\n X: y\n${C()}\n\n`],
	["another protocol", () => "SSH-2.0-OpenSSH_9.2\r\n\r\n"],
	["CONNECT", () => lines("CONNECT evil.example:443 HTTP/1.1", H(), C())],
	["a WebSocket without Origin", () => lines("GET /rpc HTTP/1.1", H(), C(), ...ws)],
	["a WebSocket from another Origin", () => lines("GET /rpc HTTP/1.1", H(), C(), "Origin: http://evil.example", ...ws)],
	[
		"a WebSocket, Origin and Host both rebound",
		() =>
			lines(
				"GET /rpc HTTP/1.1",
				`Host: evil.example:${host.port}`,
				`Origin: http://evil.example:${host.port}`,
				C(),
				...ws,
			),
	],
	["a WebSocket from a file", () => lines("GET /rpc HTTP/1.1", H(), C(), "Origin: null", ...ws)],
	["a WebSocket without the cookie", () => lines("GET /rpc HTTP/1.1", H(), O(), ...ws)],
	[
		"a WebSocket with a made-up cookie",
		() => lines("GET /rpc HTTP/1.1", H(), O(), `Cookie: outpost-${host.port}=x`, ...ws),
	],
	["a WebSocket elsewhere", () => lines("GET / HTTP/1.1", H(), O(), C(), ...ws)],
	["a WebSocket with the token in its address", () => lines("GET /rpc?token=x HTTP/1.1", H(), O(), C(), ...ws)],
	["another upgrade", () => lines("GET /rpc HTTP/1.1", H(), O(), C(), "Connection: Upgrade", "Upgrade: h2c")],
];

describe("a connection that says nothing", () => {
	let short: WebHost;
	beforeAll(async () => {
		const log = { info() {}, warn() {}, error() {} };
		short = await startWebHost({ outpost, rendererDir: folder, localesDir: "locales", log, patienceMs: 50 });
	});
	afterAll(() => short.close());

	function heardAfter(words: string): Promise<string> {
		return new Promise((resolve, reject) => {
			const socket = connect(short.port, "127.0.0.1", () => socket.write(words));
			let heard = "";
			socket.setEncoding("utf8").on("data", (piece: string) => {
				heard += piece;
			});
			socket.on("close", () => resolve(heard)).on("error", reject);
		});
	}

	it("is closed without a word: a browser would take it for the answer to what it asks next", async () => {
		expect(await heardAfter("")).toBe("");
	});

	it("and one that stops in the middle is told that it took too long", async () => {
		expect(await heardAfter("GET / HTTP/1.1\r\n")).toMatch(/^HTTP\/1\.1 408 /);
	});
});

describe("hostile requests", () => {
	it.each(hostile)("refuses %s", async (what, text) => {
		const before = asked.length;
		const { status, head, body } = await raw(text());
		// CONNECT is closed without an answer.
		expect(status).toBeGreaterThanOrEqual(what === "CONNECT" ? 0 : 400);
		expect(status).toBeLessThan(500);
		expect(head).not.toMatch(/Set-Cookie|Access-Control|101 Switching/i);
		expect(body).not.toContain("screens");
		expect(body).not.toContain("secret");
		expect(asked.length).toBe(before);
	});

	it("closes a WebSocket whose frame is over the limit", async () => {
		const socket = new NodeWebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
			headers: { Cookie: cookie, Origin: `http://127.0.0.1:${host.port}` },
		});
		await new Promise((resolve) => socket.on("open", resolve));
		const code = new Promise((resolve) => socket.on("close", resolve));
		socket.send("x".repeat(300_000));
		expect(await code).toBe(1009);
		expect((await raw(lines("GET / HTTP/1.1", H(), C(), end))).status).toBe(200);
	});
});
