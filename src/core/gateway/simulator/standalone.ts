import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { z } from "zod";
import { decodePdu } from "../pdu/pdu-view.ts";
import { faultList } from "./faults.ts";
import { fileStore } from "./file-store.ts";
import { openPseudoTerminal, type PseudoTerminal } from "./pseudo-terminal.ts";
import { memoryStore } from "./sim-store.ts";
import { simulatedModem } from "./simulated-modem.ts";

interface StandaloneHost {
	/** Path of `pty-relay.py`. */
	relay: string;
	nowMs: () => number;
	print(line: string): void;
	/** Orders, a JSON object a line: `{"from","text"}`, `{"pdu"}`, `{"unplug":ms}`, `{"end":true}`. */
	input: Readable;
}

const order = z.union([
	z.object({ from: z.string().min(1), text: z.string(), atMs: z.number().optional() }),
	z.object({ pdu: z.string() }),
	z.object({ unplug: z.number() }),
	z.object({ end: z.literal(true) }),
]);

const options = {
	store: { type: "string" },
	link: { type: "string" },
	number: { type: "string" },
	imei: { type: "string" },
	imsi: { type: "string" },
	pin: { type: "string" },
	slots: { type: "string" },
	delay: { type: "string" },
	"report-delay": { type: "string" },
	"byte-wise": { type: "boolean" },
	/** JSON of one fault; may be given several times. */
	fault: { type: "string", multiple: true },
} as const;

/** The simulated modem as a program of its own. Resolves with the exit code when it is told to end or its input closes. */
export async function runStandalone(args: string[], host: StandaloneHost): Promise<number> {
	const { values } = parseArgs({ args, options });
	const say = (event: string, more: object) => host.print(JSON.stringify({ event, ...more }));
	const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
	let port: PseudoTerminal | null = null;
	const modem = simulatedModem({
		store: values.store === undefined ? memoryStore() : fileStore(values.store),
		nowMs: host.nowMs,
		number: values.number,
		imei: values.imei,
		imsi: values.imsi,
		pin: values.pin,
		slots: number(values.slots),
		answerDelayMs: number(values.delay),
		reportDelayMs: number(values["report-delay"]),
		byteWise: values["byte-wise"],
		faults: faultList.parse((values.fault ?? []).map((fault) => JSON.parse(fault))),
		onAccepted({ to, pdu, mr, copies }) {
			const view = decodePdu(pdu);
			say("sms_accepted", { to, mr, copies, pdu, text: view.ok ? view.value.text : null });
		},
		onUnplugged(ms) {
			say("unplugged", { ms });
			port?.pull();
			setTimeout(() => port?.push(), ms);
		},
	});
	return new Promise((done) => {
		const end = (code: number) => {
			port?.end();
			modem.end();
			done(code);
		};
		port = openPseudoTerminal({
			modem,
			relay: host.relay,
			link: values.link ?? null,
			onPath: (path) => say("port", { path, link: values.link ?? null }),
			onFailed(why) {
				say("failed", { why });
				end(1);
			},
		});
		const orders = createInterface({ input: host.input });
		orders.on("line", (line) => {
			const parsed = order.safeParse(readJson(line));
			if (!parsed.success) say("not-understood", {});
			else if ("from" in parsed.data) modem.text(parsed.data);
			else if ("pdu" in parsed.data) modem.deliver([parsed.data.pdu]);
			else if ("unplug" in parsed.data) modem.unplug(parsed.data.unplug);
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
