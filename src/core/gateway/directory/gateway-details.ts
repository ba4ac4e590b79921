import type { GatewayDetails } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";
import { simCountry } from "../inbound/sim-country.ts";
import { type GatewayRecord, settingsOf } from "./gateway-record.ts";
import { gatewayView, keptStatus } from "./gateway-view.ts";
import { sentThisHour } from "./sent-count.ts";

/** Everything that is known of a gateway. `isTechnical`: the SIM's number is told whole. */
export function gatewayDetails(
	deps: GatewayDeps,
	gateway: GatewayRecord,
	projectId: string,
	isTechnical: boolean,
): GatewayDetails {
	const { store, clock } = deps;
	const status = keptStatus(store, gateway.name);
	const { hourlyCap, dailyCap } = settingsOf(gateway);
	return {
		...gatewayView(deps, gateway, projectId),
		manufacturer: status?.manufacturer ?? null,
		model: status?.model ?? null,
		imei: gateway.imei,
		imsi: gateway.imsi === null || isTechnical ? gateway.imsi : maskSim(gateway.imsi),
		simCountry: simCountry(gateway.imsi ?? ""),
		ownNumber: status?.ownNumber ?? null,
		ownReplyTo: gateway.replyTo,
		countryNote: gateway.countryNote,
		used: status?.used ?? null,
		room: status?.room ?? null,
		sentThisHour: sentThisHour(store, clock, gateway.name),
		hourlyCap,
		dailyCap,
		balance: gateway.balance,
		...counts(deps, gateway.name),
	};
}

/** Country and network stay, and the last two digits, by which two cards are told apart. */
function maskSim(imsi: string): string {
	return `${imsi.slice(0, 5)}…${imsi.slice(-2)}`;
}

function counts(
	{ store }: GatewayDeps,
	name: string,
): Pick<GatewayDetails, "unknown" | "failed" | "held" | "oldestQueuedAt"> {
	const of = (state: string) =>
		store.prepare<{ n: number }>("SELECT COUNT(*) n FROM outgoing WHERE gateway = ? AND state = ?").get(name, state)
			?.n ?? 0;
	const oldest = store
		.prepare<{ at: number | null }>(
			"SELECT MIN(queued_at) AS at FROM outgoing WHERE gateway = ? AND state IN ('queued', 'sending')",
		)
		.get(name)?.at;
	return {
		unknown: of("unknown"),
		failed: of("failed"),
		held: of("held"),
		oldestQueuedAt: oldest ? new Date(oldest).toISOString() : null,
	};
}
