import { expect, it } from "vitest";
import { seededBelow } from "../../../testing/seeded.ts";
import { systemClock } from "../../ground/index.ts";
import { linePair } from "../line/line-pair.ts";
import { fieldTiming } from "../modem/timing.ts";
import { openAtSession } from "./at-session.ts";
import { lineCutter } from "./cut-lines.ts";
import { readLine } from "./read-line.ts";
import { readUssd, ussdText } from "./ussd.ts";

const seed = 20_260_105;
const count = 10_000;
const longestMs = 1_000;

/** Lines of real modems, and pieces that hurt. */
const seeds = [
	"OK",
	"ERROR",
	"> ",
	'+CMTI: "SM",3',
	'+CDSI: "ME",0',
	"+CMT: ,24",
	"07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07",
	"+CDS: 25",
	"+CMGL: 1,0,,24",
	"+CMGS: 17",
	"+CMS ERROR: 500",
	"+CME ERROR: 14",
	"+CREG: 1,5",
	'+CREG: 2,"00C3","0F12"',
	'+CUSD: 0,"Your balance is 5.00\r\nValid until May",15',
	'+CUSD: 1,"AA180C3602",15',
	"^RSSI:19",
	"^BOOT:16809308,0,0,0,6",
	"+CPMS: 3,30,3,30,3,30",
	"+CPIN: SIM PIN",
	"RDY",
	"RING",
	"$GPRMC,,V,,,,,,,,,,N*53",
	"AT+CMGS=17",
];
const pieces = [
	"\r",
	"\n",
	"\r\n",
	"\0",
	"\u001a",
	"\u001b",
	'"',
	",",
	":",
	"+",
	">",
	"\u00ff",
	"9".repeat(40),
	"A".repeat(3_000),
	'"'.repeat(200),
];

function mutated(chance: (below: number) => number): string {
	let line = seeds[chance(seeds.length)] ?? "";
	for (let changes = 1 + chance(4); changes > 0; changes -= 1) {
		const at = chance(line.length + 1);
		const kind = chance(4);
		if (kind === 0) line = line.slice(0, at) + String.fromCharCode(chance(256)) + line.slice(at + 1);
		else if (kind === 1) line = line.slice(0, at) + line.slice(at + 1 + chance(8));
		else if (kind === 2) line = line.slice(0, at) + (pieces[chance(pieces.length)] ?? "") + line.slice(at);
		else line = line.slice(0, at) + (seeds[chance(seeds.length)] ?? "") + line.slice(at);
	}
	return line;
}

it(`${count} broken lines (seed ${seed}) throw nothing and hold nothing up`, () => {
	const chance = seededBelow(seed);
	const commands = ["", "AT", "AT+CREG?", "AT+CMGL=4", "AT+CPIN?", "AT+CMGS=17"];
	let slowestMs = 0;
	const cutter = lineCutter({
		line: (line) => expect(readLine(line, commands[chance(commands.length)] ?? "").kind).toBeTypeOf("string"),
		prompt: () => {},
	});
	for (let nth = 0; nth < count; nth += 1) {
		const line = mutated(chance);
		const began = performance.now();
		cutter.awaitPrompt(chance(2) === 0);
		cutter.take(line);
		if (chance(2) === 0) cutter.take("\r\n");
		const read = readUssd(line);
		if (read?.body) expect(ussdText(read.body, read.dcs, "packed")).toBeTypeOf("string");
		slowestMs = Math.max(slowestMs, performance.now() - began);
	}
	expect(slowestMs).toBeLessThan(longestMs);
});

it(`a session that hears ${count} broken lines (seed ${seed}) still asks and is answered`, async () => {
	const chance = seededBelow(seed + 1);
	const { near, far } = linePair("test");
	const heard: string[] = [];
	const late: number[] = [];
	let answered = 0;
	far.onData((text) => {
		if (text === "AT+CSQ\r") far.write("\r\n+CSQ: 17,99\r\n\r\nOK\r\n");
		else if (text === "AT\r") far.write("\r\nOK\r\n");
	});
	const session = openAtSession({
		line: near,
		timing: { ...fieldTiming, silenceMs: 4, probeMs: 1_000 },
		upMs: systemClock.upMs,
		onUnsolicited: ({ line }) => heard.push(line),
		onLateSent: (reference) => late.push(reference),
		onClosed: () => {},
	});
	for (let nth = 0; nth < count; nth += 1) {
		far.write(`${mutated(chance)}\r\n`);
		if (nth % 500 !== 499) continue;
		// Whatever was begun is ended: a half prompt, half a text on the line, half a service answer.
		far.write('\r\n00\r\n",15\r\n00\r\n');
		expect(await session.resync(), `after ${nth}`).toBe(true);
		const began = performance.now();
		const { outcome, lines } = await session.ask("AT+CSQ", 500);
		expect(performance.now() - began).toBeLessThan(longestMs);
		if (outcome.kind === "ok" && lines.includes("+CSQ: 17,99")) answered += 1;
	}
	expect(answered).toBe(count / 500);
	expect(heard.length).toBeGreaterThan(1_000);
	for (const reference of late) expect(reference).toBeLessThan(256);
	far.unplug();
}, 30_000);
