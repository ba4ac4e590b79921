import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { until } from "./radio-office.ts";

const script = new URL("../../../../scripts/simulated-modem.mjs", import.meta.url).pathname;

/** Whether this machine can make a port for a program to open. */
export const hasTerminals = process.platform !== "win32" && spawnSync("python3", ["-c", "import pty"]).status === 0;
if (!hasTerminals) console.log("skipped: a modem on a pseudo-terminal needs python3");

/** Simulated modems as programs of their own, each on a pseudo-terminal. */
export function terminalSticks() {
	const sticks: ChildProcessWithoutNullStreams[] = [];
	return {
		/** Starts one and waits for its port. Flags are those of the program. */
		async plugIn(...args: string[]) {
			const stick = spawn(process.execPath, [script, ...args]);
			sticks.push(stick);
			const said: { event: string; path?: string; to?: string; text?: string; copies?: number }[] = [];
			createInterface({ input: stick.stdout }).on("line", (line) => said.push(JSON.parse(line)));
			await until(() => said.some(({ event }) => event === "port"), 10_000);
			return {
				said,
				order: (what: object) => stick.stdin.write(`${JSON.stringify(what)}\n`),
				accepted: () => said.filter(({ event }) => event === "sms_accepted"),
			};
		},
		pullAll() {
			for (const stick of sticks.splice(0)) stick.kill();
		},
	};
}
