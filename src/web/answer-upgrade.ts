import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Log } from "../core/api/log-file.ts";
import type { Line } from "../core/api/rpc/line.ts";
import { longestFrame, serveLine } from "../core/api/rpc/server.ts";
import type { Outpost } from "../core/outpost-types.ts";
import { isOurs } from "./request-guard.ts";
import type { Sessions } from "./sessions.ts";

/** Pages one browser may have open at once. */
const mostLines = 20;

export interface Upgrades {
	answer(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	close(): void;
}

/** WebSockets at `/rpc`: with our Origin and the cookie of a session, or not at all. */
export function makeUpgrades(host: { port: number; outpost: Outpost; sessions: Sessions; log: Log }): Upgrades {
	const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame, perMessageDeflate: false });

	function answer(request: IncomingMessage, socket: Duplex, head: Buffer) {
		socket.on("error", () => socket.destroy());
		const refuse = (status: string) =>
			socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
		if (!isOurs(request, host.port, true) || request.url !== "/rpc") return refuse("403 Forbidden");
		const session = host.sessions.of(request);
		if (!session) return refuse("401 Unauthorized");
		if (session.lines >= mostLines) return refuse("429 Too Many Requests");
		sockets.handleUpgrade(request, socket, head, (webSocket) => {
			session.lines += 1;
			webSocket.on("error", (error) => host.log.warn(`web socket: ${error.message}`));
			webSocket.on("close", () => {
				session.lines -= 1;
				session.seenMs = Date.now();
			});
			serveLine(webSocket as unknown as Line, { outpost: host.outpost, seat: session.seat, log: host.log });
		});
	}

	return {
		answer,
		close() {
			for (const webSocket of sockets.clients) webSocket.close(1001);
			sockets.close();
		},
	};
}
