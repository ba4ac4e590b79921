import type { SimSlot, SimStore } from "./sim-store.ts";

/** The places of the simulated SIM. Texts are kept over a restart; delivery reports are not worth a write to the disk. */
export interface SimCard {
	readonly room: number;
	/** In order of their places. */
	all(): SimSlot[];
	at(slot: number): SimSlot | undefined;
	/** The place it got, null where the SIM is full. */
	add(pdu: string, keep: boolean): number | null;
	markRead(slot: number): void;
	drop(slot: number): void;
}

export function simCard(store: SimStore, room: number): SimCard {
	const slots = new Map(store.slots().map((slot) => [slot.slot, slot]));
	const kept = new Set(slots.keys());
	return {
		room,
		all: () => [...slots.values()].sort((a, b) => a.slot - b.slot),
		at: (slot) => slots.get(slot),
		add(pdu, keep) {
			for (let slot = 1; slot <= room; slot += 1) {
				if (slots.has(slot)) continue;
				slots.set(slot, { slot, status: 0, pdu });
				if (keep) {
					kept.add(slot);
					store.put({ slot, status: 0, pdu });
				}
				return slot;
			}
			return null;
		},
		markRead(slot) {
			const found = slots.get(slot);
			if (found) slots.set(slot, { ...found, status: 1 });
		},
		drop(slot) {
			slots.delete(slot);
			if (kept.delete(slot)) store.drop(slot);
		},
	};
}
