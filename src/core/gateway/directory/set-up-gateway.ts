import { fail, instant, ok, type Result } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import type { NewGateway } from "../gateways.ts";
import { failPart } from "../outgoing/follow-parts.ts";
import { findGateway, type GatewayRecord } from "./gateway-record.ts";
import { checkSettings } from "./gateway-settings.ts";

/** Problems: `gateway-exists`, `kind-not-available`, `unknown-setting`, `bad-setting`, `not-a-number`. */
export function addGateway(deps: GatewayDeps, wish: NewGateway): Result<{ name: string }> {
	const { store, clock } = deps;
	if (wish.kind !== "modem" && wish.kind !== "simulator")
		return fail("kind-not-available", { field: "kind", details: { kind: wish.kind } });
	const settings = checkSettings(wish.kind, wish.settings ?? []);
	if (!settings.ok) return settings;
	const replyTo = readReplyTo(wish.replyTo);
	if (!replyTo.ok) return replyTo;
	const name = wish.name.trim();
	return store.write(() => {
		if (findGateway(store, name)) return fail("gateway-exists", { field: "name", details: { gateway: name } });
		store
			.prepare(
				`INSERT INTO gateway (name, kind, port, pin, reply_to, country_note, settings, created_at)
				 VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			)
			.run(
				name,
				wish.kind,
				wish.port?.trim() || null,
				wish.pin?.trim() || null,
				replyTo.value,
				wish.countryNote?.trim() || null,
				JSON.stringify(settings.value),
				instant(clock),
			);
		changed(deps);
		return ok({ name });
	});
}

/** What was queued there has no way out any more and says so. Problem: `gateway-not-found`. */
export function removeGateway(deps: GatewayDeps, name: string): Result<{ name: string }> {
	const { store } = deps;
	return store.write(() => {
		const gateway = findGateway(store, name);
		if (!gateway) return fail("gateway-not-found", { field: "name", details: { gateway: name } });
		const waiting = store
			.prepare<{ id: number; messageId: string }>(
				`SELECT p.id, o.message_id AS messageId FROM outgoing o JOIN outgoing_part p ON p.message_id = o.message_id
				 WHERE o.gateway = ? AND o.state IN ('queued', 'sending', 'held') AND p.state = 'queued'`,
			)
			.all(gateway.name);
		const failed = new Set<string>();
		for (const part of waiting) {
			if (failed.has(part.messageId)) continue;
			failed.add(part.messageId);
			failPart(deps, part, "GATEWAY_REMOVED");
		}
		store.prepare("DELETE FROM gateway WHERE name = ?").run(gateway.name);
		changed(deps);
		return ok({ name: gateway.name });
	});
}

/** Problem: `gateway-not-found`. */
export function routeGateway(
	deps: GatewayDeps,
	projectId: string | null,
	prefix: string,
	name: string,
): Result<GatewayRecord> {
	const { store } = deps;
	return store.write(() => {
		const gateway = findGateway(store, name);
		if (!gateway) return fail("gateway-not-found", { field: "name", details: { gateway: name } });
		store
			.prepare(
				`INSERT INTO gateway_route (project_id, prefix, gateway) VALUES (?, ?, ?)
				 ON CONFLICT (project_id, prefix) DO UPDATE SET gateway = excluded.gateway`,
			)
			.run(projectId ?? "", prefix, gateway.name);
		changed(deps);
		return ok(gateway);
	});
}

/** `projectId` null: the one that holds everywhere. Problem: `route-not-found`. */
export function removeRoute(deps: GatewayDeps, projectId: string | null, prefix: string): Result<{ prefix: string }> {
	const { store } = deps;
	return store.write(() => {
		const { changes } = store
			.prepare("DELETE FROM gateway_route WHERE project_id = ? AND prefix = ?")
			.run(projectId ?? "", prefix);
		if (changes === 0) return fail("route-not-found", { field: "prefix", details: { prefix } });
		changed(deps);
		return ok({ prefix });
	});
}

/** Problem: `gateway-not-found`. */
export function pauseGateway(deps: GatewayDeps, name: string, paused: boolean): Result<GatewayRecord> {
	const { store } = deps;
	return store.write(() => {
		const gateway = findGateway(store, name);
		if (!gateway) return fail("gateway-not-found", { field: "name", details: { gateway: name } });
		store.prepare("UPDATE gateway SET paused = ? WHERE name = ?").run(paused ? 1 : 0, gateway.name);
		changed(deps);
		return ok({ ...gateway, paused });
	});
}

/** The number people answer to, as digits; null where none is given. Problem `not-a-number`: people would be told of none. */
export function readReplyTo(typed: string | undefined): Result<string | null> {
	if (!typed?.trim()) return ok(null);
	const digits = typed.replace(/\D/g, "");
	return digits === "" ? fail("not-a-number", { field: "replyTo" }) : ok(digits);
}

export function changed({ store, wake }: GatewayDeps): void {
	store.announce({ type: "changed", topics: ["gateways"] });
	store.afterCommit(wake);
}
