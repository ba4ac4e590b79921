import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { madeFolder } from "../../../testing/made-sheets.ts";
import { isAlive } from "../../ground/index.ts";

const folder = madeFolder();
let office: ChildProcess | undefined;
let reader = 0;
afterAll(() => {
	office?.kill("SIGKILL");
	if (reader > 0 && isAlive(reader)) process.kill(reader, "SIGKILL");
	folder.remove();
});

const address = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href);

test("an office that is killed leaves no reader behind, though a file holds it for ever", {
	timeout: 60_000,
}, async () => {
	const hanging = folder.path(
		"hanging.mjs",
		`import { endWithOffice } from ${address("end-with-office.ts")};
		endWithOffice();
		process.once("message", () => process.send({ bug: String(process.pid) }, () => { for (;;); }));`,
	);
	const starting = folder.path(
		"office.mjs",
		`import { readerAsChild } from ${address("reader.ts")};
		const reader = readerAsChild(${JSON.stringify(hanging)})(200);
		reader.onMessage(({ bug }) => console.log(bug));
		reader.post("taken");`,
	);
	office = spawn(process.execPath, [starting], { stdio: ["ignore", "pipe", "inherit"] });
	reader = await new Promise<number>((resolve) => {
		office?.stdout?.once("data", (said: Buffer) => resolve(Number(said.toString())));
	});
	expect(isAlive(reader)).toBe(true);
	office.kill("SIGKILL");
	await expect.poll(() => isAlive(reader), { timeout: 30_000, interval: 100 }).toBe(false);
});
