import { request as askPlain, type ClientRequest, type IncomingMessage, Agent as PlainAgent } from "node:http";
import { request as askSecure, Agent as SecureAgent } from "node:https";
import { createGunzip } from "node:zlib";
import type { Clock } from "../../ground/index.ts";

/** Where HQ is and as whom it is asked. */
export interface HqPlace {
	/** `https://www.commcarehq.org`; a path before `/a/` is kept, what follows it, as in a page's own address, is not. */
	url: string;
	project: string;
	user: string;
	apiKey: string;
}

export interface Question {
	method: "GET" | "POST" | "PUT";
	/** Behind `/a/<project>/`. */
	path: string;
	headers?: Record<string, string>;
	body?: Buffer;
	/** An answer longer than this is cut off. */
	mostBytes?: number;
}

/** Why no answer came; the words are the screens'. */
export type Silence =
	| "no-network"
	| "no-answer"
	| "cut-off"
	| "answer-too-long"
	| "certificate-expired"
	| "certificate-not-yet-valid"
	| "certificate-self-signed"
	| "certificate-wrong-name"
	| "certificate-unknown"
	| "old-tls"
	/** Nothing was sent: user or key can't stand in a header. */
	| "wrong-sign";

export type Heard =
	| { came: true; status: number; type: string; retryAfter: string | null; body: string }
	| { came: false; why: Silence };

export interface Line {
	ask(question: Question): Promise<Heard>;
	/** Bytes that went over it so far, both ways. */
	bytes(): number;
	/** Laptop's clock minus HQ's at the last answer that carried a date. */
	driftMs(): number | null;
	close(): void;
}

/** How many questions may be on their way at once. */
export const lanes = 4;
const usual = { silenceMs: 30_000, wholeMs: 120_000, mostBytes: 256 * 1024 };

/**
 * A line to HQ. Every answer has a limit of size and of time; a certificate is never waved through; a redirect is an answer and is not
 * followed, so that the key goes to nobody else.
 */
export function openLine(place: HqPlace, clock: Clock, given: Partial<typeof usual> = {}): Line {
	const limits = { ...usual, ...given };
	const base = new URL(place.url);
	const secure = base.protocol === "https:";
	const agentOptions = { keepAlive: true, maxSockets: lanes, timeout: limits.silenceMs };
	const agent = secure ? new SecureAgent(agentOptions) : new PlainAgent(agentOptions);
	const before = base.pathname.replace(/\/a\/.*$/, "").replace(/\/+$/, "");
	const root = `${before}/a/${encodeURIComponent(place.project)}/`;
	let bytes = 0;
	let drift: number | null = null;

	function ask(question: Question): Promise<Heard> {
		const askedMs = clock.nowMs();
		return new Promise((resolve) => {
			const settle = (heard: Heard) => {
				clearTimeout(timer);
				resolve(heard);
			};
			const options = {
				agent,
				method: question.method,
				protocol: base.protocol,
				hostname: base.hostname.replace(/^\[|\]$/g, ""),
				port: base.port || undefined,
				path: root + question.path,
				timeout: limits.silenceMs,
				headers: {
					Authorization: `ApiKey ${place.user}:${place.apiKey}`,
					Accept: "*/*",
					"Accept-Encoding": "gzip",
					"User-Agent": "Outpost",
					...(question.body ? { "Content-Length": String(question.body.length) } : {}),
					...question.headers,
				},
			};
			const hear = (answer: IncomingMessage) => {
				const at = Date.parse(answer.headers.date ?? "");
				if (!Number.isNaN(at)) drift = Math.round((askedMs + clock.nowMs()) / 2 - at);
				bytes += answer.rawHeaders.reduce((sum, piece) => sum + piece.length + 2, 0);
				read(answer, question.mostBytes ?? limits.mostBytes, (count) => {
					bytes += count;
				}).then(settle, () => settle({ came: false, why: "cut-off" }));
			};
			let asking: ClientRequest;
			try {
				// Said again, since an environment variable could have said otherwise for the whole process.
				asking = secure
					? askSecure({ ...options, rejectUnauthorized: true, minVersion: "TLSv1.2" }, hear)
					: askPlain(options, hear);
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== "ERR_INVALID_CHAR") throw error;
				return resolve({ came: false, why: "wrong-sign" });
			}
			const timer = setTimeout(() => {
				settle({ came: false, why: "no-answer" });
				asking.destroy();
			}, limits.wholeMs);
			asking.on("timeout", () => asking.destroy(Object.assign(new Error("silence"), { code: "ETIMEDOUT" })));
			asking.on("error", (error: NodeJS.ErrnoException) => settle({ came: false, why: silenceOf(error) }));
			bytes += (question.body?.length ?? 0) + 300 + question.path.length;
			asking.end(question.body);
		});
	}

	return { ask, bytes: () => bytes, driftMs: () => drift, close: () => agent.destroy() };
}

/** Reads an answer up to its limit, counted after unpacking too: a small one may unpack to a large one. */
function read(answer: IncomingMessage, most: number, count: (bytes: number) => void): Promise<Heard> {
	return new Promise((resolve, reject) => {
		const pieces: Buffer[] = [];
		let length = 0;
		const packed = answer.headers["content-encoding"] === "gzip";
		const source = packed ? answer.pipe(createGunzip()) : answer;
		answer.on("data", (piece: Buffer) => count(piece.length));
		source.on("data", (piece: Buffer) => {
			length += piece.length;
			if (length <= most) return pieces.push(piece);
			resolve({ came: false, why: "answer-too-long" });
			// Not at once, or the line's own complaint would be heard first.
			setImmediate(() => answer.destroy());
		});
		source.on("end", () => {
			if (!answer.complete) return reject(new Error("cut off"));
			resolve({
				came: true,
				status: answer.statusCode ?? 0,
				type: answer.headers["content-type"] ?? "",
				retryAfter: answer.headers["retry-after"] ?? null,
				body: Buffer.concat(pieces).toString("utf8"),
			});
		});
		answer.on("error", reject);
		answer.on("aborted", () => reject(new Error("cut off")));
		source.on("error", reject);
	});
}

const silences: Record<string, Silence> = {
	CERT_HAS_EXPIRED: "certificate-expired",
	CERT_NOT_YET_VALID: "certificate-not-yet-valid",
	DEPTH_ZERO_SELF_SIGNED_CERT: "certificate-self-signed",
	SELF_SIGNED_CERT_IN_CHAIN: "certificate-self-signed",
	ERR_TLS_CERT_ALTNAME_INVALID: "certificate-wrong-name",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate-unknown",
	UNABLE_TO_GET_ISSUER_CERT: "certificate-unknown",
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate-unknown",
	ETIMEDOUT: "no-answer",
	ECONNRESET: "cut-off",
	EPIPE: "cut-off",
};

function silenceOf(error: NodeJS.ErrnoException): Silence {
	const code = error.code ?? "";
	if (silences[code]) return silences[code];
	if (code === "EPROTO" || code.startsWith("ERR_SSL")) return "old-tls";
	if (code.startsWith("HPE_")) return "cut-off";
	return "no-network";
}
