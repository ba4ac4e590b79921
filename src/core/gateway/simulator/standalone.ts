import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import { decodePdu } from "../pdu/pdu-view.ts";
import { helpText, readFlags } from "./flags.ts";
import { openPseudoTerminal, type PseudoTerminal } from "./pseudo-terminal.ts";
import { simulatedModem } from "./simulated-modem.ts";
import { wrongPort } from "./wrong-port.ts";

interface StandaloneHost {
	/** Path of `pty-relay.py`. */
	relay: string;
	nowMs: () => number;
	print(line: string): void;
	/** Orders, a JSON object a line, as the help says. */
	input: Readable;
}

const order = z.union([
	z.object({ from: z.string().min(1), text: z.string(), atMs: z.number().optional(), flash: z.boolean().optional() }),
	z.object({ pdu: z.string() }),
	z.object({ unplug: z.number(), renames: z.boolean().optional(), keepsPower: z.boolean().optional() }),
	z.object({ register: z.number() }),
	z.object({ say: z.array(z.string()) }),
	z.object({ end: z.literal(true) }),
]);

/** The simulated modem as a program of its own. Resolves with the exit code when it is told to end or its input closes. */
export async function runStandalone(args: string[], host: StandaloneHost): Promise<number> {
	const wishes = readFlags(args);
	if (!wishes) {
		host.print(helpText());
		return 0;
	}
	const { link } = wishes;
	const say = (event: string, more: object, at = host.nowMs()) => host.print(JSON.stringify({ event, at, ...more }));
	let port: PseudoTerminal | null = null;
	let names = 1;
	const modem = simulatedModem({
		...wishes.modem,
		nowMs: host.nowMs,
		onAccepted({ to, pdu, mr, copies }) {
			const at = host.nowMs();
			// The modem answers first: its answer must not wait for what is printed about it.
			setImmediate(() => {
				const view = decodePdu(pdu);
				say("sms_accepted", { to, mr, copies, pdu, text: view.ok ? view.value.text : null }, at);
			});
		},
		onLost: (pdu) => say("sms_lost", { pdu }),
		onUnplugged(ms, renames) {
			say("unplugged", { ms });
			port?.pull();
			if (renames) names += 1;
			const to = link === null || names === 1 ? link : `${link}-${names}`;
			setTimeout(() => port?.push(to), ms);
		},
	});
	return new Promise((done) => {
		const failed = (why: string) => {
			say("failed", { why });
			end(1);
		};
		const others = wishes.also.map((kind) => {
			const to = link === null ? null : `${link}-${kind}`;
			return openPseudoTerminal({
				modem: wrongPort(kind, wishes.modem.imei ?? ""),
				relay: host.relay,
				link: to,
				onPath: (path) => say("wrong-port", { kind, path, link: to }),
				onFailed: failed,
			});
		});
		const end = (code: number) => {
			for (const one of [port, ...others]) one?.end();
			modem.end();
			// What was accepted last is still to be printed.
			setImmediate(() => done(code));
		};
		port = openPseudoTerminal({
			modem,
			relay: host.relay,
			link,
			onPath: (path, at) => say("port", { path, link: at }),
			onFailed: failed,
		});
		const orders = createInterface({ input: host.input });
		orders.on("line", (line) => {
			const parsed = order.safeParse(readJson(line));
			if (!parsed.success) return say("not-understood", {});
			const { data } = parsed;
			if ("from" in data) modem.text(data);
			else if ("pdu" in data) modem.deliver([data.pdu]);
			else if ("unplug" in data) modem.unplug(data.unplug, data);
			else if ("register" in data) modem.register(data.register);
			else if ("say" in data) modem.say(data.say);
			else orders.close();
		});
		orders.on("close", () => end(0));
		process.once("SIGTERM", () => orders.close());
		process.once("SIGINT", () => orders.close());
	});
}

function readJson(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
