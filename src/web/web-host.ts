import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Log } from "../core/api/log-file.ts";
import type { Outpost } from "../core/outpost-types.ts";
import { type Answering, answerRequest } from "./answer-request.ts";
import { makeUpgrades } from "./answer-upgrade.ts";
import { makeSessions } from "./sessions.ts";

export interface WebHostOptions {
	outpost: Outpost;
	/** The built screens. */
	rendererDir: string;
	localesDir: string;
	/** 0 or left out: any free one. */
	port?: number;
	log: Log;
	/** Milliseconds in which a request must be said; shorter in tests. */
	patienceMs?: number;
}

export interface WebHost {
	port: number;
	/** The first address: opens one browser session, once. */
	url: string;
	/** A fresh address of that kind; the one before stops working if nobody used it. */
	newEntryUrl(): string;
	close(): Promise<void>;
}

const refusals: Record<string, string> = {
	HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
	ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * Serves the screens and the calls on this machine only (reliability F1). Rejects with the system's error where the port can't
 * be had (`EADDRINUSE`, `EACCES`).
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
	const { outpost, log, patienceMs = 10_000 } = options;
	const server = createServer({
		maxHeaderSize: 16 * 1024,
		headersTimeout: patienceMs,
		requestTimeout: 1.5 * patienceMs,
		keepAliveTimeout: 5_000,
		connectionsCheckingInterval: patienceMs / 5,
		insecureHTTPParser: false,
	});
	server.maxConnections = 200;
	server.maxHeadersCount = 60;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	const sessions = makeSessions(outpost, port);
	const upgrades = makeUpgrades({ port, outpost, sessions, log });
	const answering: Answering = { port, sessions, rendererDir: options.rendererDir, localesDir: options.localesDir };

	server.on("request", (request, response) => {
		answerRequest(answering, request, response).catch((error) => {
			log.error("web request", error);
			response.destroy();
		});
	});
	server.on("upgrade", upgrades.answer);
	// Node forgets upgraded connections, and `close` would wait for them for ever.
	const connections = new Set<Socket>();
	server.on("connection", (socket) => {
		connections.add(socket);
		socket.on("close", () => connections.delete(socket));
	});
	server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
		// Browsers open connections ahead. Word on one that has said nothing would be taken for the answer to what is asked there next.
		if (!socket.writable || socket.bytesRead === 0) return socket.destroy();
		const status = refusals[error.code ?? ""] ?? "400 Bad Request";
		socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
	});

	const newEntryUrl = () => `http://127.0.0.1:${port}/enter#${sessions.newToken()}`;
	return {
		port,
		url: newEntryUrl(),
		newEntryUrl,
		async close() {
			upgrades.close();
			sessions.close();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				setTimeout(() => {
					for (const socket of connections) socket.destroy();
				}, 300).unref();
			});
		},
	};
}
