import type { IncomingMessage } from "node:http";
import type { Asked } from "./answer.ts";

/** Far above what any form or page is. */
const mostBytes = 32 * 1024 * 1024;

/** Reads a request to its end. Throws where it is longer than anything that HQ would take. */
export async function hear(request: IncomingMessage): Promise<Asked> {
	const pieces: Buffer[] = [];
	let length = 0;
	for await (const piece of request as AsyncIterable<Buffer>) {
		length += piece.length;
		if (length > mostBytes) throw new Error("too long");
		pieces.push(piece);
	}
	return {
		method: request.method ?? "GET",
		url: request.url ?? "/",
		header: (name) => String(request.headers[name] ?? ""),
		body: Buffer.concat(pieces),
	};
}
