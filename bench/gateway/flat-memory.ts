// Sends many texts over a simulated modem in this process and says how much memory that took: one JSON line. Arguments: how many.
import { linePair } from "../../src/core/gateway/line/line-pair.ts";
import { memoryStore, type SimStore } from "../../src/core/gateway/simulator/sim-store.ts";
import { simulatedModem } from "../../src/core/gateway/simulator/simulated-modem.ts";
import { ok } from "../../src/core/ground/index.ts";
import { round } from "../measure.ts";
import { openRadio } from "./outpost-office.ts";
import { pause } from "./stick.ts";

const count = Number(process.argv[2] ?? 100_000);
const batch = 500;
const mb = 1024 * 1024;
let taken = 0;
let copies = 0;
/** Counts in place of keeping: the log of a modem that never ends would be what grows. */
const seen = new Uint8Array(count + 1);
const plain = memoryStore();
const store: SimStore = {
	...plain,
	accept(text) {
		const nth = Number(text.to.slice(5));
		taken += 1;
		if (seen[nth] === 1) copies += 1;
		seen[nth] = 1;
		return { ...text, copies: 1 };
	},
	accepted: () => [],
};
const modem = simulatedModem({ store, nowMs: Date.now });
const radio = openRadio({
	port: "stick",
	serial: {
		list: () => Promise.resolve([]),
		open(port) {
			const { near, far } = linePair(port);
			modem.plug(far);
			return Promise.resolve(ok(near));
		},
	},
});
radio.gateways.start();
const samples: { texts: number; rssMb: number; heldMb: number; heapMb: number }[] = [];
const started = performance.now();
for (let queued = 0; queued < count; queued += batch) {
	radio.queue(Math.min(batch, count - queued));
	while (taken < queued + batch / 2) await pause(5);
	if (queued % (count / 50) < batch) {
		globalThis.gc?.();
		const { rss, heapUsed, heapTotal } = process.memoryUsage();
		// Room that the engine has set aside and not filled comes and goes in steps of sixteen or thirty-two MB.
		const held = rss - (heapTotal - heapUsed);
		samples.push({ texts: taken, rssMb: round(rss / mb), heldMb: round(held / mb), heapMb: round(heapUsed / mb) });
	}
}
while (taken < count) await pause(5);
const seconds = (performance.now() - started) / 1000;
const half = samples.filter(({ texts }) => texts >= count / 2);
const rss = half.map(({ rssMb }) => rssMb);
const held = half.map(({ heldMb }) => heldMb);
const heap = half.map(({ heapMb }) => heapMb);
await radio.close();
modem.end();
const spread = (values: number[]) => round(Math.max(...values) - Math.min(...values));
process.stdout.write(
	`${JSON.stringify({
		texts: count,
		copies,
		perSecond: round(count / seconds),
		rssMbAtHalf: rss[0],
		rssMbMost: Math.max(...rss),
		heldMbAtHalf: held[0],
		heldMbMost: Math.max(...held),
		heldMbGrowth: round((held.at(-1) ?? 0) - (held[0] ?? 0)),
		heapMbSpread: spread(heap),
	})}\n`,
);
