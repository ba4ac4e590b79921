import type { HandlersOf } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { ok } from "../ground/index.ts";
import type { gatewayApi } from "./api.ts";
import type { Gateways } from "./gateways.ts";

/** The gateway's lines of the contract. A change and its audit line commit together. */
export function gatewayHandlers(gateways: Gateways): HandlersOf<typeof gatewayApi> {
	return {
		"gateway.list": ({ project }) => ok(gateways.list(project.id)),
		"gateway.add": (acting, wish) =>
			acting.store.write(() => {
				const added = gateways.add(wish);
				if (added.ok) record(acting, "gateway.added", added.value.name, { kind: wish.kind });
				return added;
			}),
		"gateway.remove": (acting, { name }) =>
			acting.store.write(() => {
				const removed = gateways.remove(name);
				if (removed.ok) record(acting, "gateway.removed", removed.value.name);
				return removed;
			}),
		"gateway.route": (acting, { prefix, name, everywhere }) =>
			acting.store.write(() => {
				const routed = gateways.route(everywhere ? null : acting.project.id, prefix, name);
				if (routed.ok) record(acting, "gateway.routed", routed.value.name, { prefix, everywhere });
				return routed;
			}),
		"gateway.pause": (acting, { name, paused }) =>
			acting.store.write(() => {
				const done = gateways.pause(name, paused);
				if (done.ok) record(acting, paused ? "gateway.paused" : "gateway.resumed", done.value.name);
				return done;
			}),
		"gateway.detect": async (_acting, { ports }) => ok(await gateways.detect(ports)),
		"practice.phones": () => ok(gateways.practice.phones()),
		"practice.conversation": (_acting, { digits }) => ok(gateways.practice.conversation(digits)),
		"practice.text": (_acting, { from, text }) => gateways.practice.text(from, text),
	};
}

function record(
	acting: Parameters<typeof recordAudit>[0],
	action: string,
	id: string,
	details: Record<string, string | boolean> = {},
): void {
	recordAudit(acting, { action, subject: { kind: "gateway", id }, details });
}
