import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { peers, stopPeer } from "./peers.ts";
import { plugInStick, until } from "./stick.ts";

/** Other gateways poll, and a busy machine stretches their pauses. */
const patienceMs = 120_000;
const rows = peers.map((peer) => ({ ...peer, isThere: spawnSync("which", [peer.program]).status === 0 }));
for (const { packaged, isThere } of rows)
	if (!isThere) console.log(`skipped: the Debian package ${packaged} is not installed`);

/** The simulated modem is no mirror of our own code: gateways that never saw it work with it both ways. */
for (const { isThere, ...peer } of rows)
	it.skipIf(!isThere)(
		`${peer.name} sends and receives over the simulated modem`,
		async () => {
			const folder = mkdtempSync(join(tmpdir(), "outpost-peer-"));
			const link = join(folder, "stick");
			const stick = await plugInStick(link);
			peer.prepare(folder, link, false);
			const words = ["The clinic opens at nine.", "Bring the card, please."];
			for (const [nth, text] of words.entries()) peer.queue(folder, nth + 1, "15551000001", text);
			for (const text of words) stick.order({ from: "15557654321", text: `Answer: ${text}` });
			const child = peer.start(folder);
			try {
				await until(() => stick.accepted().length === 2, patienceMs, "both texts");
				await until(() => peer.inbox(folder).length === 2, patienceMs, "both answers");
				expect(stick.accepted().map(({ text }) => text)).toEqual(expect.arrayContaining(words));
				expect(peer.inbox(folder).map((text) => text.trim())).toEqual(
					expect.arrayContaining(words.map((text) => `Answer: ${text}`)),
				);
			} finally {
				await stopPeer(child);
				await stick.end();
				rmSync(folder, { recursive: true, force: true });
			}
		},
		2 * patienceMs,
	);
