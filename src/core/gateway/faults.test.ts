import { beforeAll, describe, expect, it } from "vitest";
import { encodeStatusReport } from "./pdu/encode-network.ts";
import { type FaultWish, faultSchema } from "./simulator/faults.ts";
import { wrongPorts } from "./simulator/wrong-port.ts";
import { balanceText, type FaultOutcome, type FaultRow, runFaults } from "./testing/fault-run.ts";

const times = 50;
const every2 = { every: 2, times };
const gone = { does: "close", ms: 15, ...every2 } as const;
const refusal = (code: string): FaultWish => ({ at: "typed", does: "error", code, ...every2 });
const wentOut = (code: string): FaultWish => ({ at: "accepted", does: "error", code, ...every2 });
const shortAnswers = { answerMs: 60 };
const shortPrompts = { promptMs: 60, probeMs: 25 };
const noise = ["RING", "^RSSI: 18", "+CREG: 1", '+CMTI: "SM",29'];
/** About a text that nobody sent. */
const lateReport = encodeStatusReport({
	reference: 77,
	to: { value: "15553000000", kind: "international" },
	atMs: 0,
	doneAtMs: 0,
	status: 70,
});
const places = ["command", "echoed", "between", "prompt", "prompted", "typed", "accepted", "answered"] as const;

/** Every fault of modem §6. What a row does not allow must not happen. */
const rows: FaultRow[] = [
	{ name: "answers late, with jitter", modem: { answerDelayMs: 1, jitterMs: 10, sendDelayMs: 2 }, in: times },
	...["+CMS ERROR: 38", "+CMS ERROR: 42", "+CMS ERROR: 331", "+CMS ERROR: 27"].map((code) => ({
		name: `refuses for now: ${code}`,
		faults: [refusal(code)],
		failed: true as const,
	})),
	...["+CMS ERROR: 314", "+CME ERROR: 14", "+CMS ERROR: 322"].map((code) => ({
		name: `is busy: ${code}`,
		faults: [refusal(code)],
	})),
	...["+CMS ERROR: 1", "+CMS ERROR: 305", "+CMS ERROR: 196"].map((code) => ({
		name: `refuses for good: ${code}`,
		faults: [refusal(code)],
		failed: true as const,
	})),
	...["+CMS ERROR: 28", "+CMS ERROR: 310", "+CMS ERROR: 302"].map((code) => ({
		name: `refuses the SIM: ${code}`,
		faults: [refusal(code)],
		failed: true as const,
	})),
	// A bare ERROR makes the gateway type more slowly from then on.
	{
		name: "is unclear about a text that stayed: ERROR",
		faults: [{ ...refusal("ERROR"), every: 1 }],
		out: 60,
		unknown: true,
	},
	{
		name: "is unclear about a text that went: ERROR",
		faults: [{ ...wentOut("ERROR"), every: 1 }],
		out: 60,
		unknown: true,
	},
	...["+CMS ERROR: 500", "+CMS ERROR: 332", "+CME ERROR: 31"].flatMap((code) => [
		{ name: `is unclear about a text that stayed: ${code}`, faults: [refusal(code)], unknown: true as const },
		{ name: `is unclear about a text that went: ${code}`, faults: [wentOut(code)], unknown: true as const },
	]),
	{
		name: "takes a text and never answers",
		faults: [{ at: "accepted", does: "mute", ...every2 }],
		timing: shortAnswers,
		unknown: true,
	},
	{
		name: "answers after the wait is over",
		faults: [{ at: "accepted", does: "delay", ms: 100, ...every2 }],
		timing: shortAnswers,
		unknown: true,
	},
	{ name: "is gone at the prompt", faults: [{ at: "prompt", ...gone, times: 100 }], out: 210 },
	{ name: "is gone behind its prompt", faults: [{ at: "prompted", ...gone }], unknown: true },
	{ name: "is gone as soon as it is opened", faults: [{ at: "open", ...gone, every: 1 }] },
	{ name: "is gone after the echo", faults: [{ at: "echoed", ...gone, every: 7 }], in: 10 },
	{ name: "is gone within an answer", faults: [{ at: "between", ...gone, every: 7 }], in: 10, unknown: true },
	{
		name: "is gone at its first command, at its second, and so on",
		faults: Array.from({ length: 60 }, (_, nth) => ({
			at: "command",
			does: "close",
			ms: 15,
			// Each counts from where the one before struck.
			skip: (nth * (nth + 1)) / 2,
			times: 1,
		})),
		in: 10,
	},
	{ name: "is gone after the text", faults: [{ at: "typed", ...gone, times: 100 }], out: 210, unknown: true },
	{ name: "is gone after acceptance", faults: [{ at: "accepted", ...gone, times: 100 }], out: 210, unknown: true },
	{ name: "is gone after the answer", faults: [{ at: "answered", match: "AT+CMGS", ...gone }] },
	...["AT+CMGS", "AT+CMGR", "AT+CMGD", "AT+CMGL"].map((match) => ({
		name: `is gone at ${match}`,
		faults: [{ at: "command" as const, match, ...gone, every: 1 }],
		// Reports of a burst share their commands: more are read for texts.
		in: { "AT+CMGS": 0, "AT+CMGL": times }[match] ?? 2 * times,
	})),
	{
		name: "is gone and comes back under another name",
		faults: [{ at: "answered", match: "AT+CMGS", ...gone, renames: true }],
	},
	{
		name: "keeps a prompt open while the port is gone",
		faults: [{ at: "prompted", ...gone, keepsPower: true }],
		unknown: true,
	},
	{ name: "gives no prompt", faults: [{ at: "prompt", does: "mute", ...every2 }], timing: shortPrompts },
	{
		name: "gives the prompt late",
		faults: [{ at: "prompt", does: "delay", ms: 100, ...every2 }],
		timing: shortPrompts,
	},
	{
		name: "hangs before the answer",
		faults: [{ at: "accepted", does: "hang", ms: 150, ...every2 }],
		timing: { ...shortAnswers, commandMs: 100, probeMs: 50 },
		unknown: true,
	},
	{
		name: "hangs at a command",
		faults: [{ at: "command", match: "AT+CMGS", does: "hang", ms: 150, ...every2 }],
		timing: { ...shortPrompts, commandMs: 100 },
	},
	{
		name: "speaks by itself in every legal place",
		faults: places.map((at) => ({ at, does: "lines", lines: noise, every: 3, times })),
		in: 160,
		out: 160,
		modem: { refuses: ["E0"] },
	},
	{
		name: "tells of texts and reports while it is given a thousand",
		faults: (["prompted", "typed", "accepted"] as const).map((at) => ({
			at,
			does: "lines",
			lines: ['+CMTI: "SM",29', '+CDSI: "SM",28', "+CDS: 25", lateReport],
			times: 1_000,
		})),
		out: 1_000,
	},
	{ name: "loses notices", faults: [{ at: "arrival", does: "lose", times }], in: times },
	{ name: "writes octet by octet", modem: { byteWise: true }, in: times },
	{
		name: "has junk on the line when opened",
		faults: [
			{ at: "open", does: "raw", code: "\u0000~}\r\nO\r\nK\r\n+CMGS: 9\r\nAT\r", times },
			{ at: "answered", match: "AT+CMGS", ...gone },
		],
	},
	{
		name: "has three places, and loses its power",
		modem: { slots: 3 },
		faults: [{ at: "command", match: "AT+CMGD", ...gone, every: 4, times: 25 }],
		in: 110,
		out: 10,
	},
	{ name: "echoes whatever it is told", modem: { refuses: ["E0"] }, in: times },
	{
		name: "wants its PIN each time",
		modem: { pin: "4321" },
		pin: "4321",
		faults: [{ at: "answered", match: "AT+CMGS", ...gone }],
	},
	{
		name: "has a SIM that is busy at first",
		modem: { simBusyMs: 40 },
		faults: [{ at: "answered", match: "AT+CMGS", ...gone }],
	},
	{
		name: "loses the network",
		faults: [{ at: "answered", match: "AT+CMGS", does: "register", code: "2", ms: 20, ...every2 }],
		in: 10,
	},
	{ name: "hands texts over on the line", faults: [{ at: "arrival", does: "direct", times }], in: times + 10 },
	{
		name: "hands texts over and wants no word back",
		faults: [{ at: "arrival", does: "direct", times }],
		modem: { refuses: ["+CSMS", "+CNMA"] },
		in: times + 10,
	},
	{
		name: "hears no word back and hands texts over again",
		faults: [
			{ at: "arrival", does: "direct" },
			{ at: "command", match: "AT+CNMA", does: "error", times },
		],
		modem: { acknowledgeMs: 30 },
		timing: { healthEveryMs: 100 },
		in: 20,
		out: 20,
	},
	{ name: "reports twice", faults: [{ at: "report", does: "repeat", times }] },
	{ name: "loses reports", faults: [{ at: "report", does: "lose", times }] },
	{ name: "says that texts are still on their way", faults: [{ at: "report", does: "status", code: "48", times }] },
	{
		name: "says that nobody could be reached",
		faults: [{ at: "report", does: "status", code: "70", times }],
		undelivered: times,
	},
	{
		name: "reports with each status there is",
		faults: Array.from({ length: 128 }, (_, status) => ({
			at: "report",
			does: "status",
			code: String(status),
			skip: status,
			times: 1,
		})),
		out: 130,
		// From 64 on the network has given up.
		undelivered: 64,
	},
	{
		name: "shuffles the parts",
		faults: [{ at: "radio", does: "shuffle", times }],
		in: times,
		letters: 400,
		out: 20,
	},
	{
		name: "repeats the parts",
		faults: [{ at: "radio", does: "repeat", times }],
		in: times,
		letters: 400,
		out: 20,
	},
	{
		name: "loses a part",
		faults: [{ at: "radio", does: "lose", times }],
		timing: { missingPartMs: 500 },
		in: times,
		letters: 400,
		out: 5,
		incomplete: true,
	},
	{
		name: "knows few commands",
		modem: {
			refuses: [
				"+CSMS",
				"+CNMI",
				"+CREG",
				"+CEREG",
				"+CSQ",
				"+COPS",
				"+CNUM",
				"+CIMI",
				"+CGMI",
				"+CMEE",
				"+CMMS",
				"V1",
			],
		},
		in: times,
	},
	{
		name: "forgets everything after the text",
		faults: [{ at: "typed", does: "reboot", ...every2 }],
		modem: { bootLines: ["RDY"] },
		timing: shortAnswers,
		unknown: true,
	},
	{
		name: "forgets everything between texts",
		faults: [{ at: "answered", match: "AT+CMGS", does: "reboot", ...every2 }],
		modem: { bootLines: ["^BOOT:1,0,0,0,20"] },
	},
	{ name: "has texts where it was not told to look", modem: { memories: ["SM", "ME"], arrivesIn: "SM" }, in: times },
	{ name: "hands over texts that are shown at once", in: times, flash: true },
	{ name: "hands over what nobody can read", in: times, unreadable: times },
	{ name: "echoes from the start, and can be told not to", modem: { echo: true }, in: times },
	{ name: "never echoes", modem: { echo: false, refuses: ["E0"] }, in: times },
	...["+CME ERROR: 10", "+CME ERROR: 14", "+CME ERROR: 13"].map((code) => ({
		name: `finds no fit SIM for a while: ${code}`,
		faults: [{ at: "command", match: "AT+CPIN?", does: "error", code, times } as const],
		timing: { simBusyForMs: 20 },
		in: 10,
	})),
	{
		name: "has a SIM that is blocked for a while",
		faults: [{ at: "command", match: "AT+CPIN?", does: "lines", lines: ["+CPIN: SIM PUK"], times }],
		in: 10,
	},
	{
		name: "has to be restarted",
		modem: { rebootMs: 5 },
		faults: [
			{ at: "answered", match: "AT+CMGS", does: "close", ms: 5, times: 1 },
			{ at: "command", match: "AT+CMGF=0", does: "error", code: "ERROR", skip: 1, times: times + 5 },
			{ at: "command", match: "AT+CFUN=1,1", does: "lines", times },
		],
		timing: { reopenMs: [1], resetEveryMs: 0 },
	},
	{
		name: "shows other ports beside its own, and changes its name",
		beside: wrongPorts,
		faults: [{ at: "answered", match: "AT+CMGS", ...gone, renames: true }],
		timing: { probeMs: 15 },
	},
	...(["plain", "packed", "ucs2"] as const).map((ussdForm) => ({
		name: `tells its credit between texts, written ${ussdForm}`,
		modem: { ussdForm, ussd: { "*144#": balanceText }, sendDelayMs: 5, ussdDelayMs: 5 },
		in: 10,
		balances: times,
	})),
	{ name: "counts its places from 0", modem: { firstSlot: 0, emptyRead: 321 }, in: times },
];

const outcomes = new Map<string, FaultOutcome>();
/** Rows mostly wait; with more at a time a busy machine keeps some waiting for longer than their modems do. */
const together = 8;

describe("a modem that", () => {
	beforeAll(async () => {
		const waiting = [...rows];
		const worker = async () => {
			for (let row = waiting.shift(); row; row = waiting.shift()) outcomes.set(row.name, await runFaults(row));
		};
		await Promise.all(Array.from({ length: together }, worker));
		// A quarter of a minute of work, stretched as far as a crowded machine may stretch it.
	}, 480_000);

	it("has a fault for each place and each kind there is", () => {
		const struck = (key: "at" | "does") =>
			new Set(rows.flatMap(({ faults = [] }) => faults.map((fault) => fault[key])));
		expect(struck("at")).toEqual(new Set(faultSchema.shape.at.options));
		expect(struck("does")).toEqual(new Set(faultSchema.shape.does.options));
	});

	it.each(rows)("$name", (row) => {
		const outcome = outcomes.get(row.name);
		const most = (row.faults ?? []).reduce((sum, fault) => sum + (fault.times ?? 0), 0);
		const { undelivered = 0, balances = 0, unreadable = 0 } = row;
		expect(outcome).toMatchObject({ undelivered, balances, unreadable });
		expect(outcome).toMatchObject({ twice: 0, wrong: 0, waiting: 0, inLost: 0, inTwice: 0, left: 0 });
		const struck = outcome?.struck.filter((_count, nth) => row.faults?.[nth]?.times !== undefined);
		expect(struck).toEqual((row.faults ?? []).flatMap((fault) => fault.times ?? []));
		expect(outcome?.unknown).toBeLessThanOrEqual(row.unknown ? most : 0);
		expect(outcome?.failed).toBeLessThanOrEqual(row.failed ? most : 0);
	});
});
