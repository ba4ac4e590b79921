import type { Store } from "../../storage/index.ts";
import type { Accepted, SimSlot, SimStore } from "./sim-store.ts";

/** The simulated SIM in the office's own encrypted database, so that no text stands in clear on the disk. */
export function databaseStore(store: Store, gateway: string): SimStore {
	return {
		slots: () =>
			store
				.prepare<SimSlot>("SELECT slot, status, pdu FROM simulated_slot WHERE gateway = ? ORDER BY slot")
				.all(gateway),
		put({ slot, status, pdu }) {
			store
				.prepare(
					`INSERT INTO simulated_slot (gateway, slot, status, pdu) VALUES (?, ?, ?, ?)
					 ON CONFLICT (gateway, slot) DO UPDATE SET status = excluded.status, pdu = excluded.pdu`,
				)
				.run(gateway, slot, status, pdu);
		},
		drop(slot) {
			store.prepare("DELETE FROM simulated_slot WHERE gateway = ? AND slot = ?").run(gateway, slot);
		},
		pushWaiting(pdu) {
			store.prepare("INSERT INTO simulated_waiting (gateway, pdu) VALUES (?, ?)").run(gateway, pdu);
		},
		handOverWaiting(arrive) {
			return store.write(() => {
				const oldest = store
					.prepare<{ pdu: string }>(
						"DELETE FROM simulated_waiting WHERE seq = (SELECT MIN(seq) FROM simulated_waiting WHERE gateway = ?) RETURNING pdu",
					)
					.get(gateway);
				if (oldest) arrive(oldest.pdu);
				return oldest !== undefined;
			});
		},
		accept({ atMs, to, pdu, mr }) {
			const row = store
				.prepare<{ copies: number }>(
					`INSERT INTO simulated_text (gateway, at, from_phone, digits, content, mr, copies)
					 VALUES (:gateway, :atMs, 0, :to, :pdu, :mr,
					 (SELECT COUNT(*) + 1 FROM simulated_text WHERE gateway = :gateway AND content = :pdu AND from_phone = 0)) RETURNING copies`,
				)
				.get({ gateway, atMs, to, pdu, mr });
			store.announce({ type: "changed", topics: ["messages"] });
			return { atMs, to, pdu, mr, copies: row?.copies ?? 1 };
		},
		accepted: () =>
			store
				.prepare<Accepted>(
					'SELECT at AS atMs, digits AS "to", content AS pdu, mr, copies FROM simulated_text WHERE gateway = ? AND from_phone = 0 ORDER BY seq',
				)
				.all(gateway),
	};
}
