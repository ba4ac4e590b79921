import { readFileSync } from "node:fs";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { z } from "zod";
import { faultList } from "./faults.ts";
import { fileStore } from "./file-store.ts";
import type { SimulatedModemOptions } from "./modem-options.ts";
import { memoryStore } from "./sim-store.ts";
import { type WrongPort, wrongPorts } from "./wrong-port.ts";

/** What the program was asked to be. */
export interface Wishes {
	modem: Omit<SimulatedModemOptions, "nowMs">;
	/** A name that stays, pointing at the port. */
	link: string | null;
	/** Ports of the same stick that are not for texts, at `LINK-kind`. */
	also: readonly WrongPort[];
}

/** Other ones than those of the simulated modem that each new office has: this one is a stick of its own beside it. */
const ownNumbers = { imei: "350000000000025", imsi: "001010000000002" };

/** Flag, what stands behind it, what it does. Without a word behind it: yes or no. */
const flags: [name: string, word: string, help: string][] = [
	["link", "PATH", "a name that points at the port, whatever the system calls it"],
	["store", "FILE", "keep the SIM and the log of accepted texts there over restarts"],
	["also", "KIND", `another port of the stick, at PATH-KIND: ${wrongPorts.join(", ")}; may be repeated`],
	["maker", "NAME", "what AT+CGMI says"],
	["model", "NAME", "what AT+CGMM says"],
	["imei", "DIGITS", `number of the stick (${ownNumbers.imei}); each of several needs one of its own`],
	["imsi", "DIGITS", `number of its SIM (${ownNumbers.imsi}); the same`],
	["number", "DIGITS", "the SIM's own number"],
	["operator", "NAME", ""],
	["centre", "DIGITS", "service centre; empty: none"],
	["sim", "STATE", "ready, pin, puk or missing"],
	["pin", "DIGITS", "asked for after power-on"],
	["puk", "DIGITS", "what unblocks the SIM after three wrong PINs"],
	["sim-busy", "MS", "after power-on the SIM is busy for so long"],
	["slots", "N", "places of each memory (30)"],
	["first-slot", "N", "number of the first place (1)"],
	["memories", "LIST", "memories it offers, such as SM,ME"],
	["arrives-in", "NAME", "texts arrive there whatever AT+CPMS chose"],
	["most-notices", "MT,DS", "highest mt and ds that AT+CNMI takes (2,2)"],
	["empty-read", "CODE", "AT+CMGR of an empty place is that CMS error, not a bare OK"],
	["refuse", "START", "answer ERROR to commands that begin so, without AT; may be repeated"],
	["registration", "STATE", "what AT+CREG? says after power-on (1)"],
	["signal", "N", "what AT+CSQ says (23)"],
	["delay", "MS", "before each answer to AT+CM…"],
	["jitter", "MS", "up to so much more"],
	["send-delay", "MS", "between Ctrl-Z and the answer"],
	["report-delay", "MS", "between acceptance and the delivery report"],
	["acknowledge", "MS", "a text on the line may go so long without AT+CNMA (15000)"],
	["reboot", "MS", "how long the port is gone after AT+CFUN=1,1 (3000)"],
	["boot-line", "LINE", "said by itself when the modem is up again; may be repeated"],
	["ussd", "CODE=TEXT", "answer to a service code; may be repeated"],
	["ussd-form", "FORM", "plain, packed or ucs2"],
	["ussd-delay", "MS", "before a service code is answered"],
	["seed", "N", "of the chance in jitter and shuffled parts (1)"],
	["byte-wise", "", "write one octet at a time"],
	["no-echo", "", "do not echo after power-on"],
	["fault", "JSON", "a fault, as described in simulator/faults.ts; may be repeated"],
	["faults", "FILE", "a JSON list of them"],
	["help", "", "this list"],
];
const repeated = new Set(["also", "refuse", "ussd", "fault", "boot-line"]);

const config: ParseArgsOptionsConfig = Object.fromEntries(
	flags.map(([name, word]) =>
		word === "" ? [name, { type: "boolean" }] : [name, { type: "string", multiple: repeated.has(name) }],
	),
);

export function helpText(): string {
	const left = flags.map(([name, word]) => `  --${name} ${word}`.trimEnd());
	const width = Math.max(...left.map(({ length }) => length)) + 2;
	return [
		"npm run simulated-modem -- [flags]",
		"A GSM modem without a radio on a pseudo-terminal. Tells what happens on stdout, a JSON object a line, and takes orders on stdin:",
		'  {"from":"15557654321","text":"Hello"}, with "flash":true, {"pdu":"…"}, {"unplug":MS}, {"register":STATE}, {"say":["RING"]}, {"end":true}',
		...flags.map(([, , help], nth) => `${(left[nth] ?? "").padEnd(width)}${help}`.trimEnd()),
	].join("\n");
}

const whole = z
	.string()
	.regex(/^\d{1,9}$/)
	.transform(Number)
	.optional();
const words = z.array(z.string()).optional();
const given = z.object({
	link: z.string().optional(),
	store: z.string().optional(),
	also: z.array(z.enum(wrongPorts)).default([]),
	maker: z.string().optional(),
	model: z.string().optional(),
	imei: z.string().optional(),
	imsi: z.string().optional(),
	number: z.string().optional(),
	operator: z.string().optional(),
	centre: z
		.string()
		.transform((centre) => (centre === "" ? null : centre))
		.optional(),
	sim: z.enum(["ready", "pin", "puk", "missing"]).optional(),
	pin: z.string().optional(),
	puk: z.string().optional(),
	"sim-busy": whole,
	slots: whole,
	"first-slot": whole,
	memories: z
		.string()
		.transform((list) => list.split(","))
		.optional(),
	"arrives-in": z.string().optional(),
	"most-notices": z
		.string()
		.regex(/^\d,\d$/)
		.transform((both) => ({ texts: Number(both[0]), reports: Number(both[2]) }))
		.optional(),
	"empty-read": whole,
	refuse: words,
	registration: whole,
	signal: whole,
	delay: whole,
	jitter: whole,
	"send-delay": whole,
	"report-delay": whole,
	acknowledge: whole,
	reboot: whole,
	"boot-line": words,
	ussd: z
		.array(z.string().regex(/^[^=]+=/))
		.transform((pairs) => Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2))))
		.optional(),
	"ussd-form": z.enum(["plain", "packed", "ucs2"]).optional(),
	"ussd-delay": whole,
	seed: whole,
	"byte-wise": z.boolean().optional(),
	"no-echo": z.boolean().optional(),
	fault: z.array(z.string()).default([]),
	faults: z.string().optional(),
	help: z.boolean().optional(),
});

/** Reads the program's flags; null where only help was asked for. Throws on what it does not know, with words for a developer. */
export function readFlags(args: string[]): Wishes | null {
	const flag = given.parse(parseArgs({ args, options: config }).values);
	if (flag.help) return null;
	const fromFile = flag.faults === undefined ? [] : faultList.parse(JSON.parse(readFileSync(flag.faults, "utf8")));
	return {
		link: flag.link ?? null,
		also: flag.also,
		modem: {
			store: flag.store === undefined ? memoryStore() : fileStore(flag.store),
			maker: flag.maker,
			model: flag.model,
			imei: flag.imei ?? ownNumbers.imei,
			imsi: flag.imsi ?? ownNumbers.imsi,
			number: flag.number,
			operator: flag.operator,
			centre: flag.centre,
			sim: flag.sim,
			pin: flag.pin,
			puk: flag.puk,
			simBusyMs: flag["sim-busy"],
			slots: flag.slots,
			firstSlot: flag["first-slot"],
			memories: flag.memories,
			arrivesIn: flag["arrives-in"],
			mostNotices: flag["most-notices"],
			emptyRead: flag["empty-read"],
			refuses: flag.refuse,
			registration: flag.registration,
			signal: flag.signal,
			answerDelayMs: flag.delay,
			jitterMs: flag.jitter,
			sendDelayMs: flag["send-delay"],
			reportDelayMs: flag["report-delay"],
			acknowledgeMs: flag.acknowledge,
			rebootMs: flag.reboot,
			bootLines: flag["boot-line"],
			ussd: flag.ussd,
			ussdForm: flag["ussd-form"],
			ussdDelayMs: flag["ussd-delay"],
			seed: flag.seed,
			byteWise: flag["byte-wise"],
			echo: flag["no-echo"] ? false : undefined,
			faults: [...fromFile, ...faultList.parse(flag.fault.map((fault) => JSON.parse(fault)))],
		},
	};
}
