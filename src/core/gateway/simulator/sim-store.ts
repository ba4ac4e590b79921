/** A text on the simulated SIM. */
export interface SimSlot {
	slot: number;
	/** 0 unread, 1 read; 2 and 3: own texts, unsent and sent. */
	status: number;
	pdu: string;
}

/** A SUBMIT that the simulated network accepted. The judge of every test: never the gateway's own word. */
export interface Accepted {
	atMs: number;
	to: string;
	pdu: string;
	mr: number;
	/** How often this very PDU has been accepted by now. */
	copies: number;
}

/** What the simulated modem keeps over a restart. */
export interface SimStore {
	slots(): SimSlot[];
	put(slot: SimSlot): void;
	drop(slot: number): void;
	/** PDUs that the network holds because the SIM is full, oldest first. */
	pushWaiting(pdu: string): void;
	/** Takes the oldest of them and hands it over, as one change, so that it is never in neither place. False where none waits. */
	handOverWaiting(arrive: (pdu: string) => void): boolean;
	accept(text: { atMs: number; to: string; pdu: string; mr: number }): Accepted;
	accepted(): Accepted[];
}

/** Keeps everything in memory, and says after each change what there is to keep. */
export function memoryStore(
	start: { slots?: SimSlot[]; waiting?: string[]; accepted?: Accepted[] } = {},
	changed: (all: Required<typeof start>) => void = () => {},
): SimStore {
	const slots = new Map((start.slots ?? []).map((slot) => [slot.slot, slot]));
	const waiting = [...(start.waiting ?? [])];
	const accepted = [...(start.accepted ?? [])];
	const copies = new Map<string, number>();
	for (const { pdu } of accepted) copies.set(pdu, (copies.get(pdu) ?? 0) + 1);
	const keep = () => changed({ slots: [...slots.values()], waiting, accepted });
	return {
		slots: () => [...slots.values()].sort((a, b) => a.slot - b.slot),
		put(slot) {
			slots.set(slot.slot, slot);
			keep();
		},
		drop(slot) {
			slots.delete(slot);
			keep();
		},
		pushWaiting(pdu) {
			waiting.push(pdu);
			keep();
		},
		handOverWaiting(arrive) {
			const pdu = waiting.shift();
			if (pdu === undefined) return false;
			arrive(pdu);
			keep();
			return true;
		},
		accept(text) {
			const entry = { ...text, copies: (copies.get(text.pdu) ?? 0) + 1 };
			copies.set(text.pdu, entry.copies);
			accepted.push(entry);
			keep();
			return entry;
		},
		accepted: () => [...accepted],
	};
}
