import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../ground/index.ts";
import { type FarEnd, linePair } from "../line/line-pair.ts";
import { fieldTiming } from "../modem/timing.ts";
import { type AtSession, openAtSession, type Unsolicited } from "./at-session.ts";
import { readLine } from "./read-line.ts";

const timing = { ...fieldTiming, promptMs: 60, answerMs: 80, commandMs: 60, probeMs: 30, silenceMs: 20 };
const pdu = "0001000B915155214365F7000002C834";

/** A line whose far end answers as it is told: command → what comes, in pieces. */
function modem(answers: Record<string, string[]>) {
	const { near, far } = linePair("test");
	const heard: Unsolicited[] = [];
	const late: number[] = [];
	const written: string[] = [];
	let input = "";
	far.onData((chunk) => {
		input += chunk;
		const end = /[\r\u001a\u001b]/.exec(input);
		if (!end) return;
		const command = input.slice(0, end.index);
		const key = end[0] === "\u001b" ? "ESC" : end[0] === "\u001a" ? "Ctrl-Z" : command;
		input = input.slice(end.index + 1);
		written.push(key === "Ctrl-Z" ? command : key);
		for (const piece of answers[key] ?? []) far.write(piece);
	});
	const session = openAtSession({
		line: near,
		timing,
		upMs: systemClock.upMs,
		onUnsolicited: (message) => heard.push(message),
		onLateSent: (reference) => late.push(reference),
		onClosed: () => {},
	});
	open.push(far);
	return { session, far, heard, late, written };
}
const open: FarEnd[] = [];
afterEach(() => {
	for (const far of open.splice(0)) far.unplug();
});
const send = (session: AtSession, mayType = () => true) => session.sendPdu({ pdu, length: 15 }, mayType);

describe("AT session", () => {
	it("takes echo, bare line ends and octets one at a time", async () => {
		const { session } = modem({ "AT+CSQ": [..."AT+CSQ\r\r\n+CSQ: 17,99\r\n\nOK\n"] });
		expect(await session.ask("AT+CSQ", 60)).toMatchObject({ outcome: { kind: "ok" }, lines: ["+CSQ: 17,99"] });
	});

	it("tells an answer from the same line that came by itself", async () => {
		const { session, heard } = modem({
			"AT+CREG?": ['\r\n+CREG: 1,"00C3","0F"\r\n', "\r\n+CREG: 002,005\r\n", "\r\nOK\r\n"],
		});
		expect((await session.ask("AT+CREG?", 60)).lines).toEqual(["+CREG: 002,005"]);
		expect(heard.map(({ line }) => line)).toEqual(['+CREG: 1,"00C3","0F"']);
	});

	it("sends through notices in every place", async () => {
		const notice = '\r\n+CMTI: "SM",3\r\n';
		const direct = "\r\n+CDS: 25\r\n00060C0B91\r\n";
		const { session, heard, written } = modem({
			"AT+CMGS=15": [notice, "AT+CMGS=15\r", "\r\nRING\r\n", notice, "\r\n>"],
			"Ctrl-Z": [
				" ",
				`${pdu}\u001a`,
				direct,
				notice,
				"\r\n^RSSI:19\r\n",
				"\r\n+CMGS: 41\r\n",
				notice,
				"\r\nOK\r\n",
				notice,
			],
		});
		expect(await send(session)).toEqual({ outcome: { kind: "ok" }, typed: true, reference: 41 });
		await new Promise((done) => setTimeout(done, 20));
		expect(written).toEqual(["AT+CMGS=15", pdu]);
		expect(heard.filter(({ line }) => line.startsWith("+CMTI"))).toHaveLength(5);
		expect(heard.find(({ line }) => line.startsWith("+CDS"))?.pdu).toBe("00060C0B91");
	});

	it("types nothing without a prompt", async () => {
		const { session, written } = modem({});
		expect(await send(session)).toEqual({ outcome: { kind: "timeout" }, typed: false, reference: null });
		expect(written).toEqual(["AT+CMGS=15"]);
	});

	it("leaves the prompt with ESC where the text must not go", async () => {
		const { session, written } = modem({ "AT+CMGS=15": ["\r\n> "], ESC: ["\r\nOK\r\n"] });
		expect(await send(session, () => false)).toEqual({ outcome: { kind: "ok" }, typed: false, reference: null });
		expect(written).toEqual(["AT+CMGS=15", "ESC"]);
	});

	it("tells of an answer that comes too late, and does not take it for the next one's", async () => {
		const { session, late, far } = modem({ "AT+CMGS=15": ["\r\n> "], AT: ["\r\nOK\r\n"] });
		expect((await send(session)).outcome.kind).toBe("timeout");
		far.write("\r\n+CMGS: 7\r\n\r\nOK\r\n");
		expect(await session.resync()).toBe(true);
		expect(late).toEqual([7]);
	});

	it("believes a reference even where the OK is missing", async () => {
		const { session } = modem({ "AT+CMGS=15": ["\r\n> "], "Ctrl-Z": ["\r\n+CMGS: 300\r\n"] });
		expect(await send(session)).toEqual({ outcome: { kind: "timeout" }, typed: true, reference: 300 & 0xff });
	});

	it("ends what is in flight when the line goes", async () => {
		const { session, far } = modem({});
		const asked = session.ask("AT", 5_000);
		far.unplug();
		expect((await asked).outcome).toEqual({ kind: "closed" });
		expect((await session.ask("AT", 5_000)).outcome).toEqual({ kind: "closed" });
	});

	it("is not thrown by 10,000 broken lines", () => {
		const starts = [
			"+CMTI:",
			"+CMGL: 1,",
			"+CME ERROR:",
			"+CMS ERROR: x",
			"OK",
			">",
			"+CREG: ,",
			"\u0000",
			"+CMT:",
			"^",
		];
		for (let run = 0; run < 10_000; run += 1) {
			const line = `${starts[run % starts.length]}${String.fromCharCode(run % 256).repeat(run % 50)}`;
			expect(readLine(line, run % 3 === 0 ? "AT+CREG?" : "").kind).toBeTypeOf("string");
		}
	});
});
