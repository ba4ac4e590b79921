import type { GatewayState, GatewayView } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";
import { leaseIsHeld } from "../lease/lease.ts";
import { allGateways, type GatewayRecord } from "./gateway-record.ts";
import { allSettings } from "./gateway-settings.ts";

interface Status {
	state: GatewayState;
	problem: string | null;
	signal: number | null;
	operator: string | null;
	ownNumber: string | null;
	port: string | null;
}

/** What a project may use, with its own routes and those that hold everywhere. */
export function listGateways(deps: GatewayDeps, projectId: string): GatewayView[] {
	return allGateways(deps.store)
		.filter((gateway) => gateway.projectId === null || gateway.projectId === projectId)
		.map((gateway) => gatewayView(deps, gateway, projectId));
}

/** `projectId` null: only the routes that hold everywhere. */
export function gatewayView(
	{ store, clock }: GatewayDeps,
	gateway: GatewayRecord,
	projectId: string | null,
): GatewayView {
	const status = leaseIsHeld(store) ? statusOf(store, gateway.name) : undefined;
	const queued = store
		.prepare<{ n: number }>("SELECT COUNT(*) n FROM outgoing WHERE gateway = ? AND state IN ('queued', 'sending')")
		.get(gateway.name);
	const routes = store
		.prepare<{ prefix: string; everywhere: number }>(
			`SELECT prefix, project_id = '' AS everywhere FROM gateway_route
			 WHERE gateway = ? AND project_id IN (?, '') ORDER BY prefix = '*', prefix`,
		)
		.all(gateway.name, projectId ?? "");
	return {
		name: gateway.name,
		kind: gateway.kind,
		state: status?.state ?? (gateway.paused ? "paused" : "off"),
		problem: status?.problem ?? null,
		signal: status?.signal ?? null,
		operator: status?.operator ?? null,
		replyTo: gateway.replyTo ?? ownNumber(store, gateway.name),
		port: status?.port ?? (gateway.ports.join(",") || null),
		queued: queued?.n ?? 0,
		sentToday: sentSince(store, gateway.name, midnight(clock.nowMs())),
		routes: routes.map(({ prefix, everywhere }) => ({ prefix, everywhere: everywhere === 1 })),
		settings: allSettings(gateway.kind, gateway.settings),
	};
}

/** Number of the SIM as the modem last told it. */
export function ownNumber(store: GatewayDeps["store"], name: string): string | null {
	return statusOf(store, name)?.ownNumber ?? null;
}

function statusOf(store: GatewayDeps["store"], name: string): Status | undefined {
	return store
		.prepare<Status>(
			"SELECT state, problem, signal, operator, own_number AS ownNumber, port FROM gateway_status WHERE gateway = ?",
		)
		.get(name);
}

/** Parts sent since an hour began; `hour` in hours since 1970. */
export function sentSince(store: GatewayDeps["store"], name: string, hour: number): number {
	return (
		store
			.prepare<{ n: number | null }>("SELECT SUM(parts) n FROM sent_count WHERE gateway = ? AND hour >= ?")
			.get(name, hour)?.n ?? 0
	);
}

/** The hour, since 1970, in which the laptop's day began. */
export function midnight(nowMs: number): number {
	return Math.floor(new Date(nowMs).setHours(0, 0, 0, 0) / 3_600_000);
}
