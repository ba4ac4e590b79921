import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { Held } from "./held.ts";
import { openJournal } from "./journal.ts";
import { RateCount, type Rates } from "./rates.ts";
import { readForm } from "./read-form.ts";
import { pageOf } from "./users.ts";

/** How the stand-in behaves from now on. */
export interface Manners {
	/** Milliseconds before each answer: the way there and back. */
	roundTripMs: number;
	takesGzip: boolean;
	/** Answers are lost after acting when this says so; asked once for each form and each change of a worker. */
	losesAnswer: () => boolean;
	/** Answers every request in HQ's place: a portal, a busy server. True where it did. */
	inPlaceOf: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
	/** Sent as the server's clock; else the real one. */
	date: string | null;
	/** Whether the user may look at and change mobile workers, and look at groups and locations. */
	mayEditUsers: boolean;
	rates: Rates;
}

export interface StandInOptions {
	project?: string;
	user?: string;
	apiKey?: string;
	tls?: ServerOptions;
	port?: number;
	/** A file in which each form stands before it is answered, so that a stand-in that was killed knows again what it held. */
	journal?: string;
}

/** A server on this computer that behaves as `commcare-behaviour.md` §7 says HQ does. */
export async function startStandIn(options: StandInOptions = {}) {
	const place = {
		project: options.project ?? "clinic",
		user: options.user ?? "office@example.org",
		apiKey: options.apiKey ?? "practice-key",
	};
	const held = new Held(place.project);
	const forms = options.journal ? openJournal(options.journal, held) : null;
	const manners: Manners = {
		roundTripMs: 0,
		takesGzip: true,
		losesAnswer: () => false,
		inPlaceOf: null,
		date: null,
		mayEditUsers: true,
		rates: { forms: null, calls: null, retryAfterSeconds: null },
	};
	const seen = { requests: 0, forms: 0, atOnce: 0, mostAtOnce: 0 };
	const counted = { forms: new RateCount(), calls: new RateCount() };

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		seen.requests += 1;
		seen.atOnce += 1;
		seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
		response.on("close", () => {
			seen.atOnce -= 1;
		});
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		if (manners.roundTripMs > 0) await new Promise((resolve) => setTimeout(resolve, manners.roundTripMs));
		if (manners.date) response.setHeader("Date", manners.date);
		if (manners.inPlaceOf?.(request, response)) return;
		const url = new URL(request.url ?? "/", "http://localhost");
		const json = (status: number, body: unknown) => {
			response.writeHead(status, { "Content-Type": "application/json" });
			response.end(JSON.stringify(body));
		};
		const page = (status: number) => {
			response.writeHead(status, { "Content-Type": "text/html" });
			response.end("<!DOCTYPE html><html><body>CommCare HQ</body></html>");
		};
		const root = `/a/${place.project}/`;
		if (!url.pathname.startsWith(root)) return page(404);
		if (request.headers.authorization !== `ApiKey ${place.user}:${place.apiKey}`)
			return json(401, { error: "Unauthorized" });
		const rest = url.pathname.slice(root.length);
		const kind = rest.startsWith("receiver/") ? "forms" : "calls";
		if (!counted[kind].takes(manners.rates[kind], Date.now())) {
			const after = manners.rates.retryAfterSeconds;
			response.writeHead(429, after === null ? {} : { "Retry-After": String(after) });
			return response.end();
		}
		if (rest === "receiver/api/" && request.method === "POST") return submit(request, response, Buffer.concat(pieces));
		if (rest === "api/case/v2/") return json(200, listCases(url.searchParams, root));
		if (rest.startsWith("api/case/v2/")) {
			const ids = decodeURIComponent(rest.slice("api/case/v2/".length)).split(",");
			const found = ids.flatMap((id) => held.cases.get(id) ?? []);
			if (ids.length > 1) return json(200, { cases: found, matching_records: found.length });
			return found[0] ? json(200, found[0]) : json(404, { error: `Case '${ids[0]}' not found` });
		}
		if (rest.startsWith("api/user/v1/")) {
			if (!manners.mayEditUsers) return response.writeHead(403).end();
			const sent = Buffer.concat(pieces).toString("utf8");
			const { method = "GET" } = request;
			const answered = held.users.answer(method, rest.slice("api/user/v1/".length), url.searchParams, sent);
			if (!answered) return json(405, { error: "Request method not allowed" });
			if (method !== "GET" && manners.losesAnswer()) return response.destroy();
			return answered.body === "" ? response.writeHead(answered.status).end() : json(answered.status, answered.body);
		}
		const lists: Record<string, unknown[]> = {
			"api/group/v1/": held.groups,
			"api/location/v2/": held.locations,
			"api/location_type/v1/": held.locationTypes,
		};
		const list = lists[rest];
		return list ? json(200, pageOf(list, url.searchParams)) : page(404);
	};

	function submit(request: IncomingMessage, response: ServerResponse, sent: Buffer) {
		seen.forms += 1;
		const say = (status: number, nature: string, words: string) => {
			if (manners.losesAnswer()) return response.destroy();
			response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
			response.end(
				`<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="${nature}">${words}</message></OpenRosaResponse>`,
			);
		};
		if ((request.headers["content-type"] ?? "").startsWith("multipart/")) {
			response.writeHead(400, { "Content-Type": "text/plain" });
			return response.end("xml_submission_file is missing");
		}
		const packed = request.headers["content-encoding"] === "gzip";
		const bytes = packed && manners.takesGzip ? gunzipSync(sent) : sent;
		const text = bytes.toString("utf8");
		const form = readForm(text);
		if (!form?.hasMeta) return say(500, "submit_error", "malformed");
		const isNew = held.forms.get(form.instanceId) !== text;
		const outcome = held.submit(form, text);
		if (isNew && outcome === "success") forms?.add(text);
		if (outcome === "success") return say(201, "submit_success", "√");
		const strict = request.headers["x-openrosa-version"] === "3.0";
		return say(strict ? 422 : 201, strict ? "processing_failure" : "submit_error", "InvalidCaseIndex");
	}

	/** By time of indexing, a page at a time; the address of the next page carries a cursor. */
	function listCases(query: URLSearchParams, root: string) {
		const limit = Math.min(Number(query.get("limit") ?? 20), 5000);
		const cursor = query.get("cursor");
		const [since, after] = cursor
			? JSON.parse(Buffer.from(cursor, "base64url").toString())
			: [query.get("indexed_on.gte") ?? "", ""];
		const all = [...held.cases.values()]
			.filter(
				(one) =>
					one.indexed_on > since ||
					(one.indexed_on === since && one.case_id > after) ||
					(after === "" && one.indexed_on >= since),
			)
			.sort((a, b) => a.indexed_on.localeCompare(b.indexed_on) || a.case_id.localeCompare(b.case_id));
		const cases = all.slice(0, limit);
		const last = cases.at(-1);
		const more = last && all.length > limit;
		const next = more ? Buffer.from(JSON.stringify([last.indexed_on, last.case_id])).toString("base64url") : null;
		return {
			matching_records: all.length,
			cases,
			...(next ? { next: `http://hq.invalid${root}api/case/v2/?limit=${limit}&cursor=${next}` } : {}),
		};
	}

	const hear = (request: IncomingMessage, response: ServerResponse) => {
		answer(request, response).catch(() => response.destroy());
	};
	const server = options.tls ? createSecureServer(options.tls, hear) : createServer(hear);
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		...place,
		url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`,
		held,
		manners,
		seen,
		counted,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;
