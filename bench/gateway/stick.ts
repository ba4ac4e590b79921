import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A line of the simulated modem's own log. */
export interface StickEvent {
	event: string;
	/** Milliseconds since 1970. */
	at: number;
	to?: string;
	text?: string | null;
	path?: string;
}

/** The simulated modem as a program of its own, on a pseudo-terminal. */
export interface Stick {
	log: readonly StickEvent[];
	accepted(): StickEvent[];
	order(what: object): void;
	end(): Promise<void>;
}

const script = join(import.meta.dirname, "../../scripts/simulated-modem.mjs");

/** Plugs it in; resolves when its port is there. */
export async function plugInStick(link: string, ...flags: string[]): Promise<Stick> {
	const child = spawn(process.execPath, [script, "--link", link, ...flags], { stdio: ["pipe", "pipe", "inherit"] });
	const log: StickEvent[] = [];
	const accepted: StickEvent[] = [];
	const ended = new Promise<void>((done) => child.once("exit", () => done()));
	createInterface({ input: child.stdout }).on("line", (line) => {
		const event = JSON.parse(line) as StickEvent;
		log.push(event);
		if (event.event === "sms_accepted") accepted.push(event);
	});
	await until(() => log.some(({ event }) => event === "port"), 10_000, "the simulated modem's port");
	return {
		log,
		accepted: () => [...accepted],
		order: (what) => child.stdin.write(`${JSON.stringify(what)}\n`),
		async end() {
			child.stdin.end();
			await ended;
		},
	};
}

/** Waits until it holds, looking every few milliseconds. Throws where it does not in time. */
export async function until(holds: () => boolean, withinMs: number, what: string): Promise<void> {
	const started = performance.now();
	while (!holds()) {
		if (performance.now() - started > withinMs) throw new Error(`${what}: not within ${withinMs} ms`);
		await pause(5);
	}
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
