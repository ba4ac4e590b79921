import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatewayEvent, GatewayOptions } from "../../src/core/gateway/gateways.ts";
import { openGateways } from "../../src/core/gateway/open-gateways.ts";
import { silentLog, systemClock } from "../../src/core/ground/index.ts";
import { openDatabase } from "../../src/core/storage/index.ts";
import { migrationsDir } from "../open-office.ts";

/** Caps and gaps are for the operator's patience, not for a benchmark. */
const unhurried = ["sendGapMs", "hourlyCap", "dailyCap"].map((name) => ({ name, value: "0" }));

/** An office's database, durable as in the field, with one gateway on a port. All waits are those of the field. */
export function openRadio({ port, serial }: { port: string; serial?: GatewayOptions["serial"] }) {
	const folder = mkdtempSync(join(tmpdir(), "outpost-bench-gateway-"));
	const opened = openDatabase({
		file: join(folder, "office.db"),
		key: Buffer.alloc(32, 7),
		migrationsDir,
		mayCreate: true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	const store = opened.value;
	const heard = new Set<(event: GatewayEvent) => void>();
	const gateways = openGateways({
		store,
		clock: systemClock,
		log: silentLog,
		serial,
		hooks: { isBehind: () => false, whyNotSend: () => null, onSendState: () => {}, onText: () => {} },
	});
	gateways.listen((event) => {
		for (const one of heard) one(event);
	});
	const added = gateways.add({ name: "stick", kind: "modem", port, settings: unhurried });
	if (!added.ok) throw new Error(added.problem.code);
	let nth = 0;
	return {
		gateways,
		store,
		/** Queues texts of one part to as many people. */
		queue(count: number) {
			store.write(() => {
				for (let more = 0; more < count; more += 1) {
					nth += 1;
					const queued = gateways.enqueue({
						messageId: `text-${nth}`,
						gateway: "stick",
						to: phone(nth),
						text: words(nth),
						priority: "bulk",
					});
					if (!queued.ok) throw new Error(queued.problem.code);
				}
			});
		},
		/** Calls back at each event; returns the way to stop. */
		on(listener: (event: GatewayEvent) => void) {
			heard.add(listener);
			return () => heard.delete(listener);
		},
		async close() {
			await gateways.stop();
			store.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

export type Radio = ReturnType<typeof openRadio>;

export const phone = (nth: number) => `15551${String(nth).padStart(6, "0")}`;
/** 46 letters, as in the figures others were measured with. */
export const words = (nth: number) => `Reminder ${String(nth).padStart(6, "0")}: the clinic opens at nine.`;
