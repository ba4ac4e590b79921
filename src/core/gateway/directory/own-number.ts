import type { Store } from "../../storage/index.ts";

/** So many last digits make a number ours in whichever form the network gives it. */
const tail = 9;

/** The gateway at which people answer to that number: its reply-to number, or its SIM's own; null where there is none. */
export function gatewayOfNumber(store: Store, digits: string): string | null {
	return (
		store
			.prepare<{ name: string }>(
				`SELECT g.name FROM gateway g LEFT JOIN gateway_status s ON s.gateway = g.name
				 WHERE COALESCE(g.reply_to, s.own_number) = ? ORDER BY g.created_at LIMIT 1`,
			)
			.get(digits)?.name ?? null
	);
}

/** Whether it is the number of a SIM here, or one people answer to: a text from there is our own, and answering it would go round for ever. */
export function isOwnNumber(store: Store, digits: string): boolean {
	if (!/^\d{7,15}$/.test(digits)) return false;
	return store
		.prepare<{ own: string | null }>("SELECT reply_to AS own FROM gateway UNION SELECT own_number FROM gateway_status")
		.all()
		.some(({ own }) => own !== null && own.length >= 7 && own.slice(-tail) === digits.slice(-tail));
}
