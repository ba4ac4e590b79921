import { fail, newIdInOrder, ok, type Result, secretBytes } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import { allGateways, findGateway } from "../directory/gateway-record.ts";
import { encodeDeliver } from "../pdu/encode-network.ts";
import { stampedHere } from "./assemble.ts";
import { takeIn } from "./take-in.ts";

/** Takes a text in as if the network had sent it. Problems: `gateway-not-found`, `no-sender`. */
export function receiveText(
	deps: GatewayDeps,
	wish: { gateway?: string; from: string; text: string; at?: string },
): Result<{ gateway: string; ids: string[] }> {
	const gateways = allGateways(deps.store);
	const gateway = wish.gateway
		? findGateway(deps.store, wish.gateway)
		: (gateways.find(({ kind }) => kind === "simulator") ?? gateways[0]);
	if (!gateway) return fail("gateway-not-found", { field: "gateway", details: { gateway: wish.gateway ?? "" } });
	if (wish.from.trim() === "") return fail("no-sender", { field: "from" });
	const stamp = wish.at === undefined ? Number.NaN : Date.parse(wish.at);
	const pdus = encodeDeliver({
		from: wish.from,
		text: wish.text,
		atMs: Number.isNaN(stamp) ? deps.clock.nowMs() : stamp,
		reference: secretBytes(1)[0] ?? 0,
	});
	// A SIM of its own: the same words twice in one second are two texts.
	const sim = `${wish.at === undefined ? stampedHere : "direct:"}${newIdInOrder(deps.clock)}`;
	return ok({
		gateway: gateway.name,
		ids: pdus.flatMap((pdu) => takeIn(deps, { gateway: gateway.name, sim, pdu, slot: null })),
	});
}
