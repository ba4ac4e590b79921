import { instant } from "../../ground/index.ts";
import type { GatewayState } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";

/** What windows and other processes see of a modem. */
export interface ModemStatus {
	state: GatewayState;
	problem: string | null;
	signal: number | null;
	operator: string | null;
	ownNumber: string | null;
	port: string | null;
}

/** Keeps the status of one gateway and writes down and tells only what changed. */
export function statusKeeper(deps: GatewayDeps, gateway: string) {
	const { store, clock, tell } = deps;
	let now: ModemStatus = { state: "off", problem: null, signal: null, operator: null, ownNumber: null, port: null };
	return {
		now: () => now,
		set(change: Partial<ModemStatus>) {
			const next = { ...now, ...change };
			if (JSON.stringify(next) === JSON.stringify(now)) return;
			const stateChanged = next.state !== now.state || next.problem !== now.problem;
			now = next;
			store.write(() => {
				// A gateway that was removed meanwhile has no row to hang it on.
				if (!store.prepare("SELECT 1 FROM gateway WHERE name = ?").get(gateway)) return;
				store
					.prepare(
						`INSERT INTO gateway_status (gateway, state, problem, signal, operator, own_number, port, at)
						 VALUES (:gateway, :state, :problem, :signal, :operator, :ownNumber, :port, :at)
						 ON CONFLICT (gateway) DO UPDATE SET state = :state, problem = :problem, signal = :signal, operator = :operator,
						 own_number = COALESCE(:ownNumber, own_number), port = :port, at = :at`,
					)
					.run({ gateway, at: instant(clock), ...next });
				store.announce({ type: "gateway-state", gateway, state: next.state });
				store.announce({ type: "changed", topics: ["gateways"] });
				if (stateChanged) tell({ event: "state", gateway, state: next.state, problem: next.problem });
			});
		},
	};
}
