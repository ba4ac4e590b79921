import type { Clock, Log } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import type { GatewayEvent } from "./gateways.ts";
import type { GatewayHooks } from "./hooks.ts";
import type { HealthSample } from "./modem/note-health.ts";
import type { Timing } from "./modem/timing.ts";

/** What every part of the gateway room works with. */
export interface GatewayDeps {
	store: Store;
	clock: Clock;
	log: Log;
	hooks: GatewayHooks;
	timing: Timing;
	/** Tells listeners after the commit of the transaction it is called in. */
	tell(event: Omit<GatewayEvent, "at">): void;
	/** How a modem fares, at its start and each minute; outside of a transaction. */
	onHealth(sample: HealthSample): void;
	/** True while this process holds the lease, as the database says: asked in the transaction that commits a send. */
	mayRun(): boolean;
	/** Something was queued or changed: whoever runs the gateways here looks again. Called after the commit. */
	wake(): void;
}
