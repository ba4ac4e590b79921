import type { GatewayDeps } from "../deps.ts";

/** What is kept of a modem's look at itself. */
export interface Sample {
	gateway: string;
	/** ISO in UTC. */
	at: string;
	/** 0–31 as `AT+CSQ` gives it, null where unknown. */
	signal: number | null;
	registration: string;
}

const keptMs = 7 * 24 * 3_600_000;

/** Writes a sample down and drops those of more than a week ago. One of a gateway that was removed meanwhile is let go. */
export function keepSample({ store }: Pick<GatewayDeps, "store">, { gateway, at, signal, registration }: Sample): void {
	const atMs = Date.parse(at);
	store.write(() => {
		store
			.prepare(
				`INSERT INTO gateway_signal (gateway, at, signal, registration) SELECT name, ?, ?, ? FROM gateway WHERE name = ?
				 ON CONFLICT DO UPDATE SET signal = excluded.signal, registration = excluded.registration`,
			)
			.run(atMs, signal, registration, gateway);
		store.prepare("DELETE FROM gateway_signal WHERE gateway = ? AND at < ?").run(gateway, atMs - keptMs);
	});
}
