import type { IncomingMessage, ServerResponse } from "node:http";
import { pageHeaders } from "./content-policy.ts";
import { entryPage, entryScript } from "./entry-page.ts";
import { languagesAsked, readHostWords } from "./host-words.ts";
import { type PageFile, readPageFile } from "./page-files.ts";
import { makeNonce, withNonce } from "./page-nonce.ts";
import { headerValues, isOurs } from "./request-guard.ts";
import type { Sessions } from "./sessions.ts";

/** Bytes a posted body may have. */
export const bodyLimit = 64 * 1024;

export interface Answering {
	port: number;
	sessions: Sessions;
	rendererDir: string;
	localesDir: string;
}

/** Answers one HTTP request: the entry page, the exchange of the token, or a file of the screens. Nothing else is to be had. */
export async function answerRequest(
	host: Answering,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { method, url = "" } = request;
	const refuse = (status: number) => {
		// What else the sender meant to say is not listened to.
		response.writeHead(status, {
			...pageHeaders(),
			"Cache-Control": "no-store",
			"Content-Type": "text/plain; charset=utf-8",
			Connection: "close",
		});
		response.end(`${status}\n`);
	};
	if (method !== "GET" && method !== "POST") return refuse(405);
	if (!isOurs(request, host.port, method === "POST")) return refuse(403);
	if (method === "POST") return url === "/enter" ? exchange(host, request, response, refuse) : refuse(405);
	if (request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined)
		return refuse(400);

	const nonce = makeNonce();
	const send = (status: number, type: string, body: string | Buffer, lasting = false) => {
		response.writeHead(status, {
			...pageHeaders({ socket: `ws://${request.headers.host}`, nonce }),
			"Cache-Control": lasting ? "private, max-age=31536000, immutable" : "no-store",
			"Content-Type": type,
			"Content-Length": Buffer.byteLength(body),
		});
		response.end(body);
	};
	const sendEntry = (status: number) => {
		const say = readHostWords(host.localesDir, languagesAsked(request.headers["accept-language"]));
		send(status, "text/html; charset=utf-8", entryPage(say, nonce));
	};
	if (url === "/enter") return sendEntry(200);
	// Every browser asks for it.
	if (url === "/favicon.ico") return send(204, "image/x-icon", "");
	if (url === "/enter.js") return send(200, "text/javascript; charset=utf-8", entryScript);
	if (!host.sessions.of(request)) return url === "/" ? sendEntry(401) : refuse(401);
	const file: PageFile | null = await readPageFile(host.rendererDir, url);
	if (!file) return refuse(404);
	send(200, file.type, withNonce(file, nonce), file.lasting);
}

async function exchange(
	host: Answering,
	request: IncomingMessage,
	response: ServerResponse,
	refuse: (status: number) => void,
): Promise<void> {
	const types = headerValues(request, "content-type");
	if (types.length !== 1 || !/^application\/json(; ?charset=utf-8)?$/i.test(types[0] ?? "")) return refuse(415);
	const body = await readBody(request);
	if (body === null) return refuse(413);
	const cookie = host.sessions.enter(tokenIn(body));
	if (!cookie) return refuse(403);
	response.writeHead(204, { ...pageHeaders(), "Cache-Control": "no-store", "Set-Cookie": cookie });
	response.end();
}

function tokenIn(body: string): string {
	try {
		const token = (JSON.parse(body) as { token?: unknown } | null)?.token;
		return typeof token === "string" ? token : "";
	} catch {
		return "";
	}
}

/** Null where it is longer than `bodyLimit`. */
async function readBody(request: IncomingMessage): Promise<string | null> {
	if (Number(request.headers["content-length"] ?? 0) > bodyLimit) return null;
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > bodyLimit) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
