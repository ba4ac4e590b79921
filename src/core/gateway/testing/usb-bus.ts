import { fail, ok } from "../../ground/index.ts";
import type { SerialPorts } from "../line/line.ts";
import { type FarEnd, linePair } from "../line/line-pair.ts";
import type { SimulatedModemOptions } from "../simulator/modem-options.ts";
import { memoryStore, type SimStore } from "../simulator/sim-store.ts";
import { type SimulatedModem, simulatedModem } from "../simulator/simulated-modem.ts";

interface Thing {
	plug(far: FarEnd): void;
	isPresent?(): boolean;
}

/** The serial ports of a machine that exists in software, with whatever is plugged in. */
export function usbBus() {
	const ports = new Map<string, Thing>();
	const serial: SerialPorts = {
		list: () => Promise.resolve([...ports.keys()]),
		open(port) {
			const thing = ports.get(port);
			if (!thing || thing.isPresent?.() === false) return Promise.resolve(fail("port-missing", { details: { port } }));
			const { near, far } = linePair(port);
			thing.plug(far);
			return Promise.resolve(ok(near));
		},
	};
	return { serial, ports };
}

/** A stick on a bus of its own, at `ttyUSB0` first; after a fault that renames it the number is another. */
export function stickOnBus(options: Partial<SimulatedModemOptions> = {}) {
	const bus = usbBus();
	const store: SimStore = options.store ?? memoryStore();
	let number = 0;
	const modem: SimulatedModem = simulatedModem({
		nowMs: Date.now,
		...options,
		store,
		onUnplugged(ms, renames) {
			options.onUnplugged?.(ms, renames);
			if (!renames) return;
			bus.ports.delete(`ttyUSB${number}`);
			number += 1;
			bus.ports.set(`ttyUSB${number}`, modem);
		},
	});
	bus.ports.set("ttyUSB0", modem);
	return { ...bus, modem, store };
}

export type StickOnBus = ReturnType<typeof stickOnBus>;
