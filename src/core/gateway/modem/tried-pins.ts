import type { Store } from "../../storage/index.ts";

/** PINs that must not be tried again: a card takes three wrong ones in its life (modem §2.2). */
export interface TriedPins {
	has(card: string | null, pin: string): boolean;
	/**
	 * Committed before the PIN is typed: a crash in between must not lead to a second try. False where there is nothing to hang it on any
	 * more, the gateway having been removed: then it must not be typed.
	 */
	note(card: string | null, pin: string): boolean;
	/** The card took a PIN: its count begins anew. */
	forget(card: string | null): void;
}

/** Kept by the number of the card; by the gateway where the card does not tell its number before the PIN. */
export function triedPins(store: Store, gateway: string): TriedPins {
	const key = (card: string | null) => (card === null ? { card: "", gateway } : { card, gateway: null });
	const where = "card = :card AND gateway IS :gateway";
	return {
		has: (card, pin) =>
			store.prepare(`SELECT 1 FROM sim_pin_tried WHERE ${where} AND pin = :pin`).get({ ...key(card), pin }) !==
			undefined,
		note: (card, pin) =>
			store
				.prepare(
					`INSERT INTO sim_pin_tried (card, gateway, pin) SELECT :card, :gateway, :pin
					 WHERE EXISTS (SELECT 1 FROM gateway WHERE name = :name)`,
				)
				.run({ ...key(card), pin, name: gateway }).changes === 1,
		forget(card) {
			store.prepare(`DELETE FROM sim_pin_tried WHERE ${where}`).run(key(card));
		},
	};
}
