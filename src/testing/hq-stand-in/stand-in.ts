import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import { systemClock } from "../../core/ground/index.ts";
import { answerAsHq, type HqWays, usualWays } from "../../core/practice-hq/answer.ts";
import { hear } from "../../core/practice-hq/hear.ts";
import type { SubmittedForm } from "../../core/practice-hq/read-form.ts";
import { openJournal } from "./journal.ts";
import { JudgedHeld } from "./judged.ts";
import { listen } from "./listen.ts";
import { RateCount, type Rates } from "./rates.ts";

/** How the stand-in behaves from now on. */
export interface Manners extends HqWays {
	/** Milliseconds before each answer: the way there and back. */
	roundTripMs: number;
	/** Answers are lost after acting when this says so; asked once for each form and each change of a worker. */
	losesAnswer: () => boolean;
	/** Answers every request in HQ's place: a portal, a busy server. True where it did. */
	inPlaceOf: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
	/** Sent as the server's clock; else the real one. */
	date: string | null;
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

/**
 * The judge of the tests: the HQ of practice (`core/practice-hq`) on a server of its own that can be told to misbehave, and keeps count of what was
 * done to it.
 */
export async function startStandIn(options: StandInOptions = {}) {
	const place = {
		project: options.project ?? "clinic",
		user: options.user ?? "office@example.org",
		apiKey: options.apiKey ?? "practice-key",
	};
	const held = new JudgedHeld(place.project, systemClock, { cases: new Map(), users: new Map(), forms: new Map() });
	/** Each case's applied values of one property, in order. */
	const history = new Map<string, string[]>();
	const count = ({ cases }: SubmittedForm) => {
		for (const { id, update } of cases) {
			const step = update.get("step");
			if (step !== undefined) history.set(id, [...(history.get(id) ?? []), step]);
		}
	};
	held.onForm = count;
	const journal = options.journal ? openJournal(options.journal, held) : null;
	held.onForm = (form, bytes) => {
		count(form);
		journal?.add(bytes);
	};
	const manners: Manners = {
		...usualWays,
		roundTripMs: 0,
		losesAnswer: () => false,
		inPlaceOf: null,
		date: null,
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
		const asked = await hear(request);
		if (manners.roundTripMs > 0) await new Promise((resolve) => setTimeout(resolve, manners.roundTripMs));
		if (manners.date) response.setHeader("Date", manners.date);
		if (manners.inPlaceOf?.(request, response)) return;
		const isForm = asked.method === "POST" && asked.url.includes("/receiver/");
		const kind = isForm ? "forms" : "calls";
		if (!counted[kind].takes(manners.rates[kind], Date.now())) {
			const after = manners.rates.retryAfterSeconds;
			response.writeHead(429, after === null ? {} : { "Retry-After": String(after) });
			return response.end();
		}
		const said = await answerAsHq(place, held, asked, manners);
		const isIn = ![401, 403, 404, 405].includes(said.status);
		if (isForm && isIn) seen.forms += 1;
		const acted = isForm ? said.status !== 400 : asked.method !== "GET" && asked.url.includes("/api/user/");
		if (isIn && acted && manners.losesAnswer()) return response.destroy();
		response.writeHead(said.status, said.type === "" ? {} : { "Content-Type": said.type });
		response.end(said.body);
	};

	const take = (request: IncomingMessage, response: ServerResponse) => {
		answer(request, response).catch(() => response.destroy());
	};
	const server = options.tls ? createSecureServer(options.tls, take) : createServer(take);
	const port = await listen(server, options.port ?? 0);
	return {
		...place,
		url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`,
		held,
		history,
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
