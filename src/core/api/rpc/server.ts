import { onError, os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/ws";
import { z } from "zod";
import { fail, type Log, type Result } from "../../ground/index.ts";
import type { Outpost, Seat } from "../../outpost-types.ts";
import { type CallName, contract } from "../contract.ts";
import { eventQueue } from "./event-queue.ts";
import { isFrame } from "./frame.ts";

export { longestFrame } from "./frame.ts";

import type { Line } from "./line.ts";

interface Served {
	outpost: Outpost;
	seat: Seat;
	log: Log;
}

const door = os.$context<Served>();
const question = z.object({ name: z.string().max(100), input: z.unknown() });

const router = {
	call: door.input(question).handler(({ input, context, signal }) => answer(context, input.name, input.input, signal)),
	listen: door.handler(async ({ context, signal }) =>
		eventQueue((heard) => context.outpost.listen(context.seat, heard), signal),
	),
};

/** A bug never reaches a window as anything but the code `bug`; its redacted stack goes to the log. */
async function answer(served: Served, name: string, input: unknown, signal?: AbortSignal): Promise<Result<unknown>> {
	if (!Object.hasOwn(contract, name)) return fail("unknown-call");
	try {
		return await served.outpost.call(name as CallName, input, served.seat, signal);
	} catch (error) {
		if (signal?.aborted) return fail("cancelled");
		served.log.error(`call ${name}`, error);
		return fail("bug");
	}
}

/**
 * Answers one window's calls over `line` and sends it the events of its seat, until the line closes. Frames that are not
 * RPC messages close the line: no window of ours sends any.
 */
export function serveLine(line: Line, served: Served): void {
	const handler = new RPCHandler<Served>(router, {
		interceptors: [
			onError((error, { request }) => {
				if (!request.signal?.aborted) served.log.error("rpc", error);
			}),
		],
	});
	const guarded = {
		send: (frame: string) => {
			if (line.readyState === 1) line.send(frame);
		},
		addEventListener(type: "message" | "close", heard: (event: { data?: unknown }) => void) {
			if (type === "close") return line.addEventListener("close", heard);
			line.addEventListener("message", (event) => {
				if (isFrame(event.data)) return heard(event);
				served.log.warn("rpc: a frame that is no message; line closed");
				line.close();
			});
		},
	};
	void handler.upgrade(guarded as unknown as Parameters<typeof handler.upgrade>[0], { context: served });
}
