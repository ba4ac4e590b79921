import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerAsHq, type HqAccount } from "./answer.ts";
import type { PracticeHqManner } from "./api.ts";
import { hear } from "./hear.ts";
import type { Held } from "./held.ts";

export interface Served {
	port: number;
	/** Answers when nobody is connected any more. */
	end(): Promise<void>;
}

/** Serves the practice HQ on this computer only, on the port it had, so that it stays the same place; on another where that one is taken. */
export async function servePracticeHq(
	{ account, held, answers }: { account: HqAccount; held: Held; answers(): PracticeHqManner },
	port: number,
): Promise<Served> {
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const asked = await hear(request);
		const manner = answers();
		if (manner === "away") return response.destroy();
		if (manner === "sign-in-page")
			return response.writeHead(200, { "Content-Type": "text/html" }).end("<!DOCTYPE html><title>Sign in</title>");
		const known = manner === "unknown-key" ? { ...account, apiKey: "" } : account;
		const said = await answerAsHq(known, held, asked);
		response.writeHead(said.status, said.type === "" ? {} : { "Content-Type": said.type }).end(said.body);
	};
	const server = createServer((request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	const listen = (at: number) =>
		new Promise<void>((resolve, reject) => {
			server.once("error", reject);
			server.listen(at, "127.0.0.1", () => {
				server.off("error", reject);
				resolve();
			});
		});
	await listen(port).catch(() => listen(0));
	return {
		port: (server.address() as AddressInfo).port,
		end: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
