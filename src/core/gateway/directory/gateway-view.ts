import { z } from "zod";
import type { GatewayState, GatewayView } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";
import { leaseIsHeld } from "../lease/lease.ts";
import { allGateways, type GatewayRecord, settingsOf } from "./gateway-record.ts";
import { allSettings } from "./gateway-settings.ts";
import { routesOf } from "./routes.ts";
import { sentThisHour, sentToday } from "./sent-count.ts";

export { midnight, sentSince } from "./sent-count.ts";

/** What the process that runs the gateways last wrote down of one. */
export interface KeptStatus {
	state: GatewayState;
	problem: string | null;
	details: Record<string, string>;
	warning: string | null;
	signal: number | null;
	operator: string | null;
	ownNumber: string | null;
	port: string | null;
	manufacturer: string | null;
	model: string | null;
	used: number | null;
	room: number | null;
}

/** From this share of an hour's or a day's texts on somebody should know (reliability H3). */
const nearShare = 0.8;

/** What a project may use, with its own routes and those that hold everywhere. */
export function listGateways(deps: GatewayDeps, projectId: string): GatewayView[] {
	return allGateways(deps.store)
		.filter((gateway) => mayUse(gateway, projectId))
		.map((gateway) => gatewayView(deps, gateway, projectId));
}

export function mayUse(gateway: GatewayRecord, projectId: string): boolean {
	return gateway.projectId === null || gateway.projectId === projectId;
}

/** `projectId` null: only the routes that hold everywhere. */
export function gatewayView(deps: GatewayDeps, gateway: GatewayRecord, projectId: string | null): GatewayView {
	const { store, clock } = deps;
	const status = statusNow(store, gateway.name);
	const queued = store
		.prepare<{ n: number }>("SELECT COUNT(*) n FROM outgoing WHERE gateway = ? AND state IN ('queued', 'sending')")
		.get(gateway.name);
	return {
		name: gateway.name,
		kind: gateway.kind,
		state: status?.state ?? (gateway.paused ? "paused" : "off"),
		problem: status?.problem ?? null,
		details: status?.details ?? {},
		warning: status?.warning ?? (isCapNear(deps, gateway) ? "cap-near" : null),
		signal: status?.signal ?? null,
		operator: status?.operator ?? null,
		replyTo: gateway.replyTo ?? ownNumber(store, gateway.name),
		port: status?.port ?? (gateway.ports.join(",") || null),
		queued: queued?.n ?? 0,
		sentToday: sentToday(store, clock, gateway.name),
		routes: routesOf(store, gateway.name, projectId),
		settings: allSettings(gateway.kind, gateway.settings),
		paused: gateway.paused,
	};
}

/** Number of the SIM as the modem last told it. */
export function ownNumber(store: GatewayDeps["store"], name: string): string | null {
	return keptStatus(store, name)?.ownNumber ?? null;
}

/** The status while somebody runs the gateways; undefined where nobody does. */
function statusNow(store: GatewayDeps["store"], name: string): KeptStatus | undefined {
	return leaseIsHeld(store) ? keptStatus(store, name) : undefined;
}

const detailsText = z.record(z.string(), z.string());

export function keptStatus(store: GatewayDeps["store"], name: string): KeptStatus | undefined {
	const row = store
		.prepare<Omit<KeptStatus, "details"> & { details: string }>(
			`SELECT state, problem, details, warning, signal, operator, own_number AS ownNumber, port, manufacturer, model, used, room
			 FROM gateway_status WHERE gateway = ?`,
		)
		.get(name);
	if (!row) return undefined;
	const details = detailsText.safeParse(JSON.parse(row.details));
	return { ...row, details: details.success ? details.data : {} };
}

function isCapNear({ store, clock }: GatewayDeps, gateway: GatewayRecord): boolean {
	const { hourlyCap, dailyCap } = settingsOf(gateway);
	return (
		(hourlyCap > 0 && sentThisHour(store, clock, gateway.name) >= hourlyCap * nearShare) ||
		(dailyCap > 0 && sentToday(store, clock, gateway.name) >= dailyCap * nearShare)
	);
}
