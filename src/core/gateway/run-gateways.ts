import type { GatewayDeps } from "./deps.ts";
import { allGateways, type GatewayRecord } from "./directory/gateway-record.ts";
import { handOverIncomplete } from "./inbound/assemble.ts";
import { handleWaitingParts } from "./inbound/take-in.ts";
import { gatewayLease } from "./lease/lease.ts";
import type { SerialPorts } from "./line/line.ts";
import { type RunningModem, runModem } from "./modem/run-modem.ts";
import { failOrphans, recoverParts } from "./outgoing/part-steps.ts";
import { officeSimulator, openSimulatedLine } from "./simulator/simulated-line.ts";
import type { SimulatedModem } from "./simulator/simulated-modem.ts";

interface AtWork {
	record: GatewayRecord;
	modem: RunningModem;
	simulator: SimulatedModem | null;
}

/** Runs all gateways of the office while this process holds the lease. */
export interface Runner {
	start(): boolean;
	running(): boolean;
	stop(): Promise<void>;
	/** Looks at once whether there is something new. */
	look(): void;
	atWork(name: string): AtWork | undefined;
	all(): readonly AtWork[];
}

const cleanUpEveryMs = 5_000;

/** False for one that was removed and set up anew under its old name. */
function isSame(one: GatewayRecord, other: GatewayRecord): boolean {
	return one.name === other.name && one.kind === other.kind && (other.imei === null || one.imei === other.imei);
}

export function makeRunner(deps: GatewayDeps, serial: SerialPorts, isOurs: (check: () => boolean) => void): Runner {
	const { store, clock, timing, log } = deps;
	const lease = gatewayLease(store, clock.upMs, timing.leaseMs);
	const working = new Map<string, AtWork>();
	let wanted = false;
	let held = false;
	let timer: NodeJS.Timeout | undefined;
	let seenVersion = -1;
	let lookPlanned = false;
	let beatAt = 0;
	let cleanUpAt = 0;
	isOurs(lease.isOurs);

	function tick() {
		try {
			const now = clock.upMs();
			if (now >= beatAt) {
				beatAt = now + (held ? timing.leaseBeatMs : Math.min(timing.leaseBeatMs, timing.leaseMs / 4));
				const has = lease.hold();
				if (has && !held) begin();
				else if (!has && held) lose();
			}
			if (!held) return;
			const version = store.dataVersion();
			if (version !== seenVersion) {
				seenVersion = version;
				reconcile();
			}
			if (now >= cleanUpAt) {
				cleanUpAt = now + cleanUpEveryMs;
				handOverIncomplete(deps);
				failOrphans(deps);
			}
		} catch (error) {
			log.error("a look at the gateways failed", error);
		}
	}

	function begin() {
		held = true;
		store.prepare("UPDATE gateway_status SET state = 'starting', problem = NULL, signal = NULL").run();
		recoverParts(deps);
		handleWaitingParts(deps);
		handOverIncomplete(deps);
		reconcile();
	}

	function lose() {
		held = false;
		log.warn("another process runs the gateways now");
		for (const { modem, simulator } of working.values()) {
			modem.drop();
			simulator?.end();
		}
		working.clear();
	}

	/** Brings what runs in line with what is set up. */
	function reconcile() {
		const records = allGateways(store);
		for (const [name, { record: known, modem, simulator }] of working) {
			if (records.some((record) => isSame(record, known))) continue;
			working.delete(name);
			modem.stop().then(
				() => simulator?.end(),
				(error: unknown) => log.error(`gateway ${name} did not stop`, error),
			);
		}
		for (const record of records) {
			const known = working.get(record.name);
			if (known) {
				known.record = record;
				known.modem.wake(record);
			} else if (record.kind === "simulator") {
				const simulator = officeSimulator(deps, record);
				const practice: SerialPorts = {
					open: (port) => openSimulatedLine(simulator, port),
					list: () => Promise.resolve(["practice"]),
				};
				working.set(record.name, { record, simulator, modem: runModem({ deps, record, serial: practice }) });
			} else if (record.kind === "modem") {
				working.set(record.name, { record, simulator: null, modem: runModem({ deps, record, serial }) });
			}
		}
	}

	return {
		start() {
			if (!wanted) {
				wanted = true;
				beatAt = 0;
				tick();
				timer = setInterval(tick, timing.lookMs);
			}
			return held;
		},
		running: () => held,
		async stop() {
			wanted = false;
			clearInterval(timer);
			if (!held) return;
			// The lease is renewed until the last text under way is answered.
			const beat = setInterval(() => lease.hold(), timing.leaseBeatMs);
			await Promise.all([...working.values()].map(({ modem }) => modem.stop()));
			for (const { simulator } of working.values()) simulator?.end();
			working.clear();
			clearInterval(beat);
			held = false;
			lease.giveBack();
		},
		look() {
			// A thousand texts queued one after the other are one look.
			if (lookPlanned || !held) return;
			lookPlanned = true;
			setImmediate(() => {
				lookPlanned = false;
				if (held) reconcile();
			});
		},
		atWork: (name) =>
			[...working.values()].find(({ record }) => record.name.toLowerCase() === name.trim().toLowerCase()),
		all: () => [...working.values()],
	};
}
