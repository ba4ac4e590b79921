// A thousand texts come in within a minute, over the simulated modem on a pseudo-terminal. Meanwhile a window asks for what its pages
// show, several times a second: how long it waits.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { phone, words } from "./gateway/outpost-office.ts";
import { pause, plugInStick, until } from "./gateway/stick.ts";
import { report, round, timingOf } from "./measure.ts";
import { openBenchOffice } from "./open-office.ts";

const texts = 1_000;
const withinMs = 60_000;
const askEveryMs = 100;
/** Not that of the practice modem, which every new office has. */
const imei = "861311004567892";

const folder = mkdtempSync(join(tmpdir(), "outpost-bench-flood-"));
const link = join(folder, "stick");
const stick = await plugInStick(link, "--imei", imei);
const office = await openBenchOffice();
try {
	await office.must("gateway.add", { name: "stick", kind: "modem", port: link });
	const over = new AbortController();
	let received = 0;
	let isReady = false;
	const running = office.outpost.runGateways("bench", {
		signal: over.signal,
		onEvent({ event, gateway, state }) {
			if (gateway !== "stick") return;
			if (event === "received") received += 1;
			if (event === "state" && state === "ready") isReady = true;
		},
	});
	await until(() => isReady, 30_000, "the modem");
	const waits: number[] = [];
	let asking = true;
	const window = (async () => {
		for (let nth = 0; asking; nth += 1) {
			const started = performance.now();
			if (nth % 2 === 0) await office.must("messages.list", { limit: 100 });
			else await office.must("cases.list", { limit: 100 });
			waits.push(performance.now() - started);
			await pause(askEveryMs);
		}
	})();
	const started = performance.now();
	for (let nth = 0; nth < texts; nth += 1) {
		stick.order({ from: phone(nth), text: words(nth) });
		await pause(Math.max(0, started + ((nth + 1) * withinMs) / texts - performance.now()));
	}
	await until(() => received >= texts, 120_000, `${texts} texts, of which ${received} came`);
	const seconds = round((performance.now() - started) / 1000);
	asking = false;
	await window;
	over.abort();
	await running;
	report("flood", { texts: received, seconds, screenMs: timingOf(waits) });
} finally {
	await office.close();
	await stick.end();
	rmSync(folder, { recursive: true, force: true });
}
