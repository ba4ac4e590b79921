import type { Store } from "../../storage/index.ts";

/** So many last digits make a number ours in whichever form the network gives it. */
const tail = 9;

/** Whether it is the number of a SIM here, or one people answer to: a text from there is our own, and answering it would go round for ever. */
export function isOwnNumber(store: Store, digits: string): boolean {
	if (!/^\d{7,15}$/.test(digits)) return false;
	return store
		.prepare<{ own: string | null }>("SELECT reply_to AS own FROM gateway UNION SELECT own_number FROM gateway_status")
		.all()
		.some(({ own }) => own !== null && own.length >= 7 && own.slice(-tail) === digits.slice(-tail));
}
