import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { systemClock } from "../../ground/index.ts";
import { hello } from "../pull.ts";
import { openLine } from "./open-line.ts";
import { sortAnswer } from "./sort-answer.ts";

const form = { method: "POST", path: "receiver/api/", body: Buffer.from("<data/>") } as const;
const html = "<!DOCTYPE html><html><body>Welcome. Accept the terms to go online.</body></html>";
const success =
	'<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="submit_success">ok</message></OpenRosaResponse>';

async function asked(listener: RequestListener, limits?: { silenceMs?: number; wholeMs?: number }) {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const line = openLine(
		{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, project: "p", user: "u", apiKey: "k" },
		systemClock,
		limits,
	);
	try {
		const verdict = sortAnswer(await line.ask(form), false);
		return { verdict, greeting: await hello({ line }) };
	} finally {
		line.close();
		server.closeAllConnections();
		server.close();
	}
}

const say =
	(status: number, body: string, headers: Record<string, string> = { "Content-Type": "text/html" }): RequestListener =>
	(_request, response) => {
		response.writeHead(status, headers);
		response.end(body);
	};

const portals: [string, RequestListener][] = [
	["200 with a page", say(200, html)],
	["201 with a page", say(201, html)],
	["202 with a page", say(202, html)],
	["200, empty", say(200, "")],
	["201, empty", say(201, "")],
	["204", say(204, "")],
	["302 to a page", say(302, "", { Location: "http://127.0.0.1:1/login" })],
	["301 with a page", say(301, html, { Location: "/login" })],
	["307 to itself", say(307, "", { Location: "/a/p/receiver/api/" })],
	["303", say(303, "", { Location: "/" })],
	["511", say(511, html)],
	["401 with a page", say(401, html)],
	["403 with a page", say(403, html)],
	["404 with a page", say(404, html)],
	["400 with a page", say(400, html)],
	["200 with JSON", say(200, '{"status":"ok"}', { "Content-Type": "application/json" })],
	["201 with plain words", say(201, "submit_success", { "Content-Type": "text/plain" })],
	["201 with a page that quotes HQ", say(201, `<html><body>${success}</body></html>`)],
	[
		"201, cut off",
		(_request, response) => {
			response.writeHead(201, { "Content-Length": "500" });
			response.write(success.slice(0, 60));
			setTimeout(() => response.destroy(), 20);
		},
	],
	["201 of another namespace", say(201, success.replace("openrosa.org", "openrosa.example"))],
	["hung up at once", (request) => request.socket.destroy()],
	["200 with a page that says it is packed", say(200, "not packed", { "Content-Encoding": "gzip" })],
];

describe("captive portals", () => {
	test.each(portals)("%s is never a success", async (_name, listener) => {
		const { verdict, greeting } = await asked(listener);
		expect(verdict.as).not.toBe("done");
		expect("trouble" in greeting).toBe(true);
	});
	test("and HQ's own answer is one", async () => {
		expect((await asked(say(201, success))).verdict).toEqual({ as: "done" });
	});
});

test.each([
	[201, success, "done"],
	[201, success.replace("submit_success", "submit_error"), "refused"],
	[422, success.replace("submit_success", "processing_failure"), "refused"],
	[400, "bad multipart", "refused"],
	[409, "", "refused"],
	[403, html, "refused"],
	[500, "", "error"],
	[401, "", "trouble"],
	[404, html, "trouble"],
	[429, "", "trouble"],
	[502, html, "trouble"],
	[503, "", "trouble"],
])("%d is sorted", (status, body, as) => {
	expect(sortAnswer({ came: true, status, type: "", retryAfter: null, body }, false).as).toBe(as);
});

test.each([
	["", "/a/p/receiver/api/"],
	["/", "/a/p/receiver/api/"],
	["/inner/", "/inner/a/p/receiver/api/"],
	["/a/clinic/dashboard/", "/a/p/receiver/api/"],
	["/inner/a/clinic/", "/inner/a/p/receiver/api/"],
])("an address that ends in %j asks %s: what a browser shows behind the server is left out", async (end, expected) => {
	const paths: string[] = [];
	const server = createServer((request, response) => {
		paths.push(request.url ?? "");
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${end}`;
	const line = openLine({ url, project: "p", user: "u", apiKey: "k" }, systemClock);
	await line.ask(form);
	line.close();
	server.close();
	expect(paths).toEqual([expected]);
});

test("an answer of a gigabyte, one that never ends, and one that unpacks to a gigabyte are cut off early", async () => {
	const piece = Buffer.alloc(1024 * 1024, 32);
	let sent = 0;
	const endless: RequestListener = (_request, response) => {
		response.writeHead(201);
		const more = () => {
			while (!response.destroyed && response.write(piece)) sent += piece.length;
		};
		response.on("drain", more);
		more();
	};
	expect((await asked(endless)).verdict).toMatchObject({ as: "trouble", trouble: { why: "answer-too-long" } });
	expect(sent).toBeLessThan(200 * 1024 * 1024);
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32));
	const packed: RequestListener = (_request, response) => {
		response.writeHead(201, { "Content-Encoding": "gzip" });
		response.end(bomb);
	};
	expect((await asked(packed)).verdict).toMatchObject({ as: "trouble", trouble: { why: "answer-too-long" } });
});

test("an answer that drips for ever, and one that never begins, are given up", async () => {
	const drips: RequestListener = (_request, response) => {
		response.writeHead(201);
		const timer = setInterval(() => response.write(" "), 20);
		response.on("close", () => clearInterval(timer));
	};
	const limits = { silenceMs: 200, wholeMs: 400 };
	const dripped = await asked(drips, limits);
	expect(dripped.verdict).toMatchObject({ as: "lost" });
	expect(dripped.greeting).toMatchObject({ trouble: { code: "hq-unreachable" } });
	expect((await asked(() => {}, limits)).verdict).toEqual({ as: "lost", why: "no-answer" });
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "outpost-tls-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function certificate(name: string, days: string, subjectAltName: string) {
	const [key, request, cert, extra] = ["key", "csr", "pem", "ext"].map((end) => join(folder, `${name}.${end}`)) as [
		string,
		string,
		string,
		string,
	];
	writeFileSync(extra, `subjectAltName=${subjectAltName}\n`);
	const openssl = (...words: string[]) => execFileSync("openssl", words, { stdio: "ignore" });
	openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, "-subj", `/CN=${name}`);
	openssl("x509", "-req", "-in", request, "-signkey", key, "-days", days, "-extfile", extra, "-out", cert);
	return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** What a form meets at a server with this certificate, and how many questions the server heard. */
async function overTls(options: ServerOptions) {
	let heard = 0;
	const server = createSecureServer(options, (_request, response) => {
		heard += 1;
		response.writeHead(201).end(success);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const line = openLine(
		{ url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, project: "p", user: "u", apiKey: "k" },
		systemClock,
	);
	try {
		return { verdict: sortAnswer(await line.ask(form), false), heard };
	} finally {
		line.close();
		server.closeAllConnections();
		server.close();
	}
}

describe.skipIf(!hasOpenssl)("certificates (made with openssl)", () => {
	test.each([
		["self-signed", "2", "IP:127.0.0.1"],
		["expired", "-1", "IP:127.0.0.1"],
		["of another name", "2", "DNS:elsewhere.example"],
	])("%s: refused, also where the environment says to let it through", async (name, days, subject) => {
		process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
		try {
			const { verdict, heard } = await overTls(certificate(name.replaceAll(" ", "-"), days, subject));
			expect(verdict).toMatchObject({
				as: "trouble",
				trouble: { code: "hq-not-hq", why: expect.stringMatching(/^certificate-/) },
			});
			expect(heard).toBe(0);
		} finally {
			delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
		}
	});

	test("one that this computer trusts is taken; expired or of another name it is refused for what it is", async () => {
		const usual = getCACertificates("default");
		const trusted = [
			["good", "2", "IP:127.0.0.1"],
			["old", "-1", "IP:127.0.0.1"],
			["elsewhere", "2", "DNS:elsewhere.example"],
		].map(([name = "", days = "", subject = ""]) => certificate(`trusted-${name}`, days, subject));
		setDefaultCACertificates([...usual, ...trusted.map(({ cert }) => cert.toString())]);
		try {
			const [good, old, elsewhere] = await Promise.all(trusted.map(overTls));
			expect(good).toEqual({ verdict: { as: "done" }, heard: 1 });
			expect(old).toMatchObject({ verdict: { trouble: { why: "certificate-expired" } }, heard: 0 });
			expect(elsewhere).toMatchObject({ verdict: { trouble: { why: "certificate-wrong-name" } }, heard: 0 });
		} finally {
			setDefaultCACertificates(usual);
		}
	});

	test("a server that knows only TLS 1.1 is refused", async () => {
		const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
		expect(await overTls({ ...certificate("tls-1-1", "2", "IP:127.0.0.1"), ...old })).toEqual({
			verdict: { as: "trouble", trouble: { code: "hq-not-hq", why: "old-tls" } },
			heard: 0,
		});
	});
});
