import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { fail, type Result } from "../../ground/result.ts";
import { type CallName, contract, type InputOf, type OutputOf } from "../contract.ts";
import type { OutpostEvent } from "../events.ts";
import { everythingChanged } from "./every-topic.ts";
import type { Line } from "./line.ts";

/** `refused`: there is a host, and it does not know this page; only a new way in helps. */
export type CoreState = "connected" | "lost" | "refused";

/** The core as a window sees it. Nothing here throws: a broken line is the problem `connection-lost`. */
export interface Core {
	/** Problems of its own: `connection-lost` (`details.underWay` where it may have been done), `outpost-restarted` (this page is not known there any more), `cancelled`, `bug`. */
	call<N extends CallName>(
		name: N,
		input: InputOf<N>,
		options?: { signal?: AbortSignal },
	): Promise<Result<OutputOf<N>>>;
	/** Events of this seat; after a reconnect one that says everything changed. Returns the way to stop. */
	listen(heard: (event: OutpostEvent) => void): () => void;
	readonly state: CoreState;
	/** Heard at each change of `state`. Returns the way to stop. */
	onState(heard: (state: CoreState) => void): () => void;
	close(): void;
}

export interface ConnectOptions {
	/** Waits before each new try after the line broke; the last repeats. Empty: never tries again. */
	retryMs?: readonly number[];
	/** How long a question under way when the line broke waits for the next line before it is given up. */
	askAgainMs?: number;
	/** Asked after a line could not be had: is it because this page is not known there (any more)? It is then tried rarely. */
	isRefused?(): Promise<boolean>;
}

/** The server's router as the client calls it. */
interface Door {
	call(question: { name: string; input: unknown }, options?: { signal?: AbortSignal }): Promise<Result<unknown>>;
	listen(nothing: undefined, options: { signal: AbortSignal }): Promise<AsyncIterable<OutpostEvent>>;
}

interface Connection {
	door: Door;
	line: Line;
	gone: AbortController;
}

/** Another page of this browser may have been let in again meanwhile, which lets this one in too. */
const refusedMs = 10_000;

const broken = Symbol("the line broke");

/** Opens the way to the core. `openLine` makes a new line each time it is asked. */
export function connectCore(openLine: () => Line | Promise<Line>, options: ConnectOptions = {}): Core {
	const retryMs = options.retryMs ?? [500, 1000, 2000, 5000];
	const askAgainMs = options.askAgainMs ?? 10_000;
	const hearing = new Set<(event: OutpostEvent) => void>();
	const watching = new Set<(state: CoreState) => void>();
	let state: CoreState = "connected";
	let closed = false;
	let tries = 0;
	let everConnected = false;
	let next = Promise.withResolvers<Connection | null>();
	let timer: ReturnType<typeof setTimeout> | undefined;

	function become(now: CoreState) {
		if (state === now) return;
		state = now;
		for (const heard of [...watching]) heard(now);
	}
	function tell(event: OutpostEvent) {
		for (const heard of [...hearing]) heard(event);
	}

	async function connect() {
		let line: Line;
		try {
			line = await openLine();
			await opened(line);
		} catch {
			const isRefused = (await options.isRefused?.().catch(() => false)) ?? false;
			return lost(null, isRefused);
		}
		if (closed) return line.close();
		const websocket = line as unknown as ConstructorParameters<typeof RPCLink>[0]["websocket"];
		const connection: Connection = {
			door: createORPCClient(new RPCLink({ websocket })) as unknown as Door,
			line,
			gone: new AbortController(),
		};
		line.addEventListener("close", () => lost(connection));
		void hear(connection);
		tries = 0;
		next.resolve(connection);
		become("connected");
		if (everConnected) {
			tell({ type: "session" });
			tell(everythingChanged);
		}
		everConnected = true;
	}

	function lost(connection: Connection | null, isRefused = false) {
		if (connection?.gone.signal.aborted) return;
		connection?.gone.abort();
		const giveUp = closed || retryMs.length === 0;
		// Who waits for a first line is told that there is none; who asks again waits for the next.
		next.resolve(null);
		next = Promise.withResolvers();
		if (giveUp) next.resolve(null);
		become(isRefused ? "refused" : "lost");
		if (giveUp) return;
		const waitMs = isRefused ? refusedMs : retryMs[Math.min(tries, retryMs.length - 1)];
		timer = setTimeout(() => void connect(), waitMs);
		tries += 1;
	}

	async function hear({ door, line, gone }: Connection) {
		try {
			for await (const event of await door.listen(undefined, { signal: gone.signal })) tell(event);
		} catch {
			// Falls through: whatever ended the events, the line is of no more use.
		}
		if (!gone.signal.aborted) line.close();
	}

	async function call<N extends CallName>(
		name: N,
		input: InputOf<N>,
		{ signal }: { signal?: AbortSignal } = {},
	): Promise<Result<OutputOf<N>>> {
		if (signal?.aborted) return fail("cancelled");
		if (state !== "connected") return fail(state === "refused" ? "outpost-restarted" : "connection-lost");
		const connection = await Promise.race([next.promise, whenAborted(signal)]);
		if (!connection) return fail(signal?.aborted ? "cancelled" : "connection-lost");
		let answer = await ask(connection, name, input, signal);
		if (answer === broken && contract[name].reads) {
			const another = await Promise.race([nextAfter(connection), whenAborted(signal), after(askAgainMs)]);
			if (another) answer = await ask(another, name, input, signal);
			else if (signal?.aborted) return fail("cancelled");
		}
		if (answer === broken) return fail("connection-lost", contract[name].reads ? {} : { details: { underWay: true } });
		return answer as Result<OutputOf<N>>;
	}

	async function nextAfter({ gone }: Connection): Promise<Connection | null> {
		await aborted(gone.signal);
		while (!closed && retryMs.length > 0) {
			const found = await next.promise;
			if (found) return found;
		}
		return null;
	}

	queueMicrotask(() => void connect());
	return {
		call,
		listen(heard) {
			hearing.add(heard);
			return () => hearing.delete(heard);
		},
		get state() {
			return state;
		},
		onState(heard) {
			watching.add(heard);
			return () => watching.delete(heard);
		},
		close() {
			closed = true;
			clearTimeout(timer);
			void next.promise.then((connection) => connection?.line.close());
			if (!everConnected || state !== "connected") next.resolve(null);
		},
	};
}

async function ask(
	{ door, gone, line }: Connection,
	name: string,
	input: unknown,
	signal?: AbortSignal,
): Promise<Result<unknown> | typeof broken> {
	// The library leaves a call hanging where the line closed before it was sent: never wait for its answer alone.
	const either = signal ? AbortSignal.any([signal, gone.signal]) : gone.signal;
	if (gone.signal.aborted) return fail("connection-lost");
	try {
		const answer = await Promise.race([door.call({ name, input }, { signal: either }), whenAborted(either)]);
		if (answer) return answer;
	} catch {
		// Any error of a cancelled call is its cancelling; between two chunks it is not even an AbortError.
		if (!either.aborted && line.readyState === 1) return fail("bug");
	}
	return signal?.aborted ? fail("cancelled") : broken;
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener("abort", () => resolve(), { once: true });
	});
}

async function whenAborted(signal?: AbortSignal): Promise<null> {
	if (!signal) return new Promise(() => {});
	await aborted(signal);
	return null;
}

function after(ms: number): Promise<null> {
	return new Promise((resolve) => setTimeout(resolve, ms, null));
}

function opened(line: Line): Promise<void> {
	return new Promise((resolve, reject) => {
		if (line.readyState === 1) return resolve();
		if (line.readyState > 1) return reject(new Error("closed"));
		line.addEventListener("open", () => resolve());
		line.addEventListener("close", () => reject(new Error("closed")));
	});
}
