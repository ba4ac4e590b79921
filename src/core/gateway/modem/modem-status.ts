import { instant } from "../../ground/index.ts";
import type { GatewayState } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";

/** What windows and other processes see of a modem. */
export interface ModemStatus {
	state: GatewayState;
	problem: string | null;
	/** For the words of `problem`, such as the program that holds the port. */
	details: Readonly<Record<string, string>>;
	/** What is not right while texts still go. */
	warning: "centre-missing" | "signal-weak" | "sim-nearly-full" | null;
	signal: number | null;
	operator: string | null;
	ownNumber: string | null;
	port: string | null;
	manufacturer: string | null;
	model: string | null;
	/** Places on the SIM that are taken, and that there are. */
	used: number | null;
	room: number | null;
}

export interface StatusKeeper {
	now(): ModemStatus;
	/** A problem without details has none. */
	set(change: Partial<ModemStatus>): void;
	/** Writes down anew what may have gone with a gateway that was removed and set up again. */
	again(): void;
	/** The modem is away: what was known of the network holds no more. */
	setAway(state: GatewayState, problem: string | null, details?: ModemStatus["details"]): void;
}

const off: ModemStatus = {
	state: "off",
	problem: null,
	details: {},
	warning: null,
	signal: null,
	operator: null,
	ownNumber: null,
	port: null,
	manufacturer: null,
	model: null,
	used: null,
	room: null,
};

/** Keeps the status of one gateway and writes down and tells only what changed. */
export function statusKeeper(deps: GatewayDeps, gateway: string): StatusKeeper {
	let now = off;

	function set(change: Partial<ModemStatus>) {
		const next = { ...now, ...("problem" in change ? { details: {} } : {}), ...change };
		if (JSON.stringify(next) === JSON.stringify(now)) return;
		const stateChanged = next.state !== now.state || next.problem !== now.problem;
		deps.store.write(() => {
			if (keep(deps, gateway, next) && stateChanged)
				deps.tell({ event: "state", gateway, state: next.state, problem: next.problem });
		});
		now = next;
	}

	return {
		now: () => now,
		set,
		again: () => void deps.store.write(() => keep(deps, gateway, now)),
		setAway: (state, problem, details = {}) =>
			set({ state, problem, details, warning: null, signal: null, port: null, used: null, room: null }),
	};
}

/** False where the gateway was removed meanwhile: then there is no row to hang it on. */
function keep({ store, clock }: GatewayDeps, gateway: string, status: ModemStatus): boolean {
	if (!store.prepare("SELECT 1 FROM gateway WHERE name = ?").get(gateway)) return false;
	store
		.prepare(
			`INSERT INTO gateway_status (gateway, state, problem, details, warning, signal, operator, own_number, port, manufacturer,
			 model, used, room, at)
			 VALUES (:gateway, :state, :problem, :details, :warning, :signal, :operator, :ownNumber, :port, :manufacturer,
			 :model, :used, :room, :at)
			 ON CONFLICT (gateway) DO UPDATE SET state = :state, problem = :problem, details = :details, warning = :warning,
			 signal = :signal, operator = :operator, own_number = COALESCE(:ownNumber, own_number), port = :port,
			 manufacturer = COALESCE(:manufacturer, manufacturer), model = COALESCE(:model, model), used = :used, room = :room, at = :at`,
		)
		.run({ gateway, at: instant(clock), ...status, details: JSON.stringify(status.details) });
	store.announce({ type: "gateway-state", gateway, state: status.state });
	store.announce({ type: "changed", topics: ["gateways"] });
	return true;
}
