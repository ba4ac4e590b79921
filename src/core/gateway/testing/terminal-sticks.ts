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

const talkative = `
import os, pty, select, sys, tty
def told(seconds):
    ready, _, _ = select.select([0], [], [], seconds)
    return bool(ready) and (os.read(0, 1) or sys.exit())
while True:
    master, slave = pty.openpty()
    tty.setraw(slave)
    print(os.ttyname(slave), flush=True)
    told(None)
    os.close(slave)
    while not told(0.002):
        os.write(master, b"x" * 20)
    os.close(master)
`;

/** Ports, one after the other, on which something talks all the time until they are hung up. */
export function chatter() {
	const child = spawn("python3", ["-u", "-c", talkative]);
	const paths = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		nextPort: async () => String((await paths.next()).value),
		/** Call when the port is open. */
		begin: () => child.stdin.write("b"),
		hangUp: () => child.stdin.write("h"),
		end: () => void child.kill(),
	};
}
