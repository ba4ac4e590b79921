import type { SimSlot, SimStore } from "./sim-store.ts";

/** The places of one memory. Texts on the SIM are kept over a restart; delivery reports are not worth a write to the disk. */
export interface SimCard {
	readonly room: number;
	/** In order of their places. */
	all(): SimSlot[];
	at(slot: number): SimSlot | undefined;
	hasPlace(slot: number): boolean;
	/** The place it got, null where the memory is full. */
	add(pdu: string, keep: boolean, status?: number): number | null;
	markRead(slot: number): void;
	drop(slot: number): void;
}

/** `store` null: a memory of the stick itself, which forgets at the end. `first`: the number of its first place. */
export function simCard(store: SimStore | null, room: number, first = 1): SimCard {
	const slots = new Map((store?.slots() ?? []).map((slot) => [slot.slot, slot]));
	const kept = new Set(slots.keys());
	return {
		room,
		all: () => [...slots.values()].sort((a, b) => a.slot - b.slot),
		at: (slot) => slots.get(slot),
		hasPlace: (slot) => slot >= first && slot < first + room,
		add(pdu, keep, status = 0) {
			if (slots.size >= room) return null;
			for (let slot = first; slot < first + room; slot += 1) {
				if (slots.has(slot)) continue;
				slots.set(slot, { slot, status, pdu });
				if (keep && store) {
					kept.add(slot);
					store.put({ slot, status, pdu });
				}
				return slot;
			}
			return null;
		},
		markRead(slot) {
			const found = slots.get(slot);
			if (found?.status === 0) slots.set(slot, { ...found, status: 1 });
		},
		drop(slot) {
			slots.delete(slot);
			if (kept.delete(slot)) store?.drop(slot);
		},
	};
}
