import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog, systemClock } from "../ground/index.ts";
import { openDatabase } from "../storage/index.ts";
import { openGateways } from "./open-gateways.ts";

const child = new URL("testing/texting-child.ts", import.meta.url).pathname;
const migrationsDir = new URL("../../../drizzle", import.meta.url).pathname;
/** Enough to notice a step in the wrong order; `OUTPOST_KILLS=600` for the whole figure (reliability A2). */
const kills = Number(process.env.OUTPOST_KILLS ?? 5);

it(
	`loses nothing and sends nothing twice when it is killed ${kills} times`,
	async () => {
		const folder = mkdtempSync(join(tmpdir(), "outpost-killed-"));
		const file = join(folder, "office.db");
		for (let run = 0; run < kills; run += 1) {
			const office = spawn(process.execPath, [child, file, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
			await once(office.stdout, "data");
			await new Promise((done) => setTimeout(done, 150 + ((run * 67) % 250)));
			office.kill("SIGKILL");
			await once(office, "exit");
		}
		const opened = openDatabase({ file, key: Buffer.alloc(32, 7), migrationsDir, mayCreate: false });
		if (!opened.ok) throw new Error(opened.problem.code);
		const store = opened.value;
		const onText = ({ id, text }: { id: string; text: string | null }) => {
			store.prepare("INSERT INTO desk (id, text) VALUES (?, ?)").run(id, text);
		};
		const hooks = { isBehind: () => false, whyNotSend: () => null, onSendState: () => {}, onText };
		const gateways = openGateways({ store, clock: systemClock, log: silentLog, hooks });
		gateways.start();
		await gateways.untilIdle();
		await gateways.stop();

		const count = (sql: string) => store.prepare<{ n: number }>(sql).get()?.n ?? -1;
		const accepted = "SELECT content FROM simulated_text WHERE from_phone = 0";
		expect(count("SELECT COUNT(*) n FROM simulated_text WHERE copies > 1")).toBe(0);
		expect(
			count(`SELECT COUNT(*) n FROM outgoing_part WHERE state IN ('sent', 'delivered') AND pdu NOT IN (${accepted})`),
		).toBe(0);
		expect(count("SELECT COUNT(*) n FROM outgoing WHERE state NOT IN ('sent', 'delivered', 'unknown')")).toBe(0);
		const unknown = count("SELECT COUNT(*) n FROM outgoing WHERE state = 'unknown'");
		expect(unknown).toBeLessThanOrEqual(kills);
		expect(
			count("SELECT COUNT(*) n FROM simulated_text WHERE from_phone = 1 AND content NOT IN (SELECT text FROM desk)"),
		).toBe(0);
		expect(count("SELECT COUNT(*) - COUNT(DISTINCT text) n FROM desk")).toBe(0);
		store.close();
		rmSync(folder, { recursive: true, force: true });
		console.log(`${kills} kills: 0 lost, 0 twice, ${unknown} unknown`);
	},
	120_000 + kills * 3_000,
);
