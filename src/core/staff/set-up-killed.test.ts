import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listProjects } from "../settings/index.ts";
import { FrontDesk, setUpOffice, signIn } from "./index.ts";

const input = {
	language: "en",
	project: { name: "clinic", country: "KE", timeZone: "Africa/Nairobi", languages: ["en"] },
	supervisor: { name: "Wanjiku", pin: "260419" },
	consentRequired: "listed" as const,
};
const options = (dataDir: string) => ({ dataDir, migrationsDir: "drizzle", keyCost: 10 });

const script = `
	const { FrontDesk, setUpOffice } = await import("./src/core/staff/index.ts");
	const desk = new FrontDesk({ options: JSON.parse(process.argv[1]), onOpen() {}, onSession() {} });
	process.stdout.write("begin");
	const made = await setUpOffice(desk, "a", ${JSON.stringify(input)});
	process.stdout.write(made.ok ? "done" : made.problem.code);
	setInterval(() => {}, 1000);
`;

/** Sets an office up in a process of its own and kills it so many milliseconds after it began; without a time, when it is done. */
function setUpAndKill(dataDir: string, afterMs?: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(options(dataDir))], {
			env: { ...process.env, NODE_OPTIONS: "", NODE_NO_WARNINGS: "1" },
			stdio: ["ignore", "pipe", "inherit"],
		});
		let beganAt = 0;
		child.stdout.on("data", (piece) => {
			const said = String(piece);
			if (said.includes("begin")) {
				beganAt = performance.now();
				if (afterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), afterMs);
			}
			if (said.includes("done") && afterMs === undefined) child.kill("SIGKILL");
		});
		child.on("error", reject);
		child.on("close", () => resolve(performance.now() - beganAt));
	});
}

test("killed at any moment of the set-up, the folder can be set up again or signed in to", async () => {
	const folders: string[] = [];
	const newFolder = () => {
		const folder = mkdtempSync(join(tmpdir(), "outpost-killed-"));
		folders.push(folder);
		return folder;
	};
	const whole = await setUpAndKill(newFolder());
	const kills = Number(process.env.OUTPOST_KILLS ?? 10);
	const ends: Record<string, number> = {};
	for (let kill = 0; kill < kills; kill++) {
		const dataDir = newFolder();
		await setUpAndKill(dataDir, (whole * (kill + 0.5)) / kills);
		const desk = new FrontDesk({ options: options(dataDir), onOpen() {}, onSession() {} });
		const { state, problem } = desk.status("b");
		ends[state] = (ends[state] ?? 0) + 1;
		expect(problem).toBeNull();
		const entered =
			state === "first-run" ? await setUpOffice(desk, "b", input) : await signIn(desk, "b", "Wanjiku", "260419");
		expect(entered, `${state} after kill ${kill}`).toMatchObject({ ok: true });
		const acting = desk.actingAt("b");
		expect(acting.ok && listProjects(acting.value.store).map((project) => project.name)).toEqual(["clinic"]);
		desk.close();
	}
	expect(Object.values(ends).reduce((sum, count) => sum + count)).toBe(kills);
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 60_000);
