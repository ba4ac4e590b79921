import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../ground/index.ts";
import { type FarEnd, linePair } from "../line/line-pair.ts";
import { fieldTiming } from "../modem/timing.ts";
import { type AtSession, openAtSession, type Unsolicited } from "./at-session.ts";

/** Long enough for a busy machine; what is never answered waits it out. */
const timing = { ...fieldTiming, promptMs: 600, answerMs: 800, commandMs: 600, probeMs: 300, silenceMs: 20 };
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
		expect(await session.ask("AT+CSQ", 1_000)).toMatchObject({ outcome: { kind: "ok" }, lines: ["+CSQ: 17,99"] });
	});

	it("tells an answer from the same line that came by itself", async () => {
		const { session, heard } = modem({
			"AT+CREG?": ['\r\n+CREG: 1,"00C3","0F"\r\n', "\r\n+CREG: 002,005\r\n", "\r\nOK\r\n"],
		});
		expect((await session.ask("AT+CREG?", 1_000)).lines).toEqual(["+CREG: 002,005"]);
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

	it("types only after the pause that a modem needs", async () => {
		const { session, written } = modem({ "AT+CMGS=15": ["\r\n> "], "Ctrl-Z": ["\r\n+CMGS: 1\r\n\r\nOK\r\n"] });
		const sending = session.sendPdu({ pdu, length: 15 }, () => true, 500);
		await new Promise((done) => setTimeout(done, 25));
		expect(written).toEqual(["AT+CMGS=15"]);
		expect((await sending).reference).toBe(1);
	});

	it("does not type when the line goes within that pause", async () => {
		const { session, far } = modem({ "AT+CMGS=15": ["\r\n> "] });
		const sending = session.sendPdu({ pdu, length: 15 }, () => true, 5_000);
		await new Promise((done) => setTimeout(done, 20));
		far.unplug();
		expect(await sending).toMatchObject({ outcome: { kind: "closed" }, typed: false });
	});

	it("goes on where a modem leaves out the OK, and does not take a late one for the next answer", async () => {
		const { session, far } = modem({
			"AT+CPIN?": ["\r\n+CPIN: READY\r\n"],
			AT: ["\r\nOK\r\n"],
			"AT+CIMI": ["\r\n001010000000001\r\n", "\r\nOK\r\n"],
		});
		const asked = session.ask("AT+CPIN?", 60_000, /^\+CPIN:/);
		setTimeout(() => far.write("\r\nOK\r\n"), timing.silenceMs + 5);
		expect(await asked).toMatchObject({ outcome: { kind: "ok" }, lines: ["+CPIN: READY"] });
		expect((await session.ask("AT+CIMI", 1_000)).lines).toEqual(["001010000000001"]);
	});

	it("takes lines of other commands for what comes by itself", async () => {
		const { session, heard } = modem({
			"AT+CSQ": ["\r\n^LTERSRP: -90\r\n", "\r\n+ZDONR: 1\r\n", "\r\n+CSQ: 20,99\r\n\r\nOK\r\n"],
		});
		expect((await session.ask("AT+CSQ", 1_000)).lines).toEqual(["+CSQ: 20,99"]);
		expect(heard.map(({ line }) => line)).toEqual(["^LTERSRP: -90", "+ZDONR: 1"]);
	});

	it("brings a modem back before the next question where one was never answered", async () => {
		const { session, far, written } = modem({ AT: ["\r\nOK\r\n"], "AT+CSQ": ["\r\n+CSQ: 7,99\r\n\r\nOK\r\n"] });
		expect((await session.ask("AT+COPS?", 30)).outcome.kind).toBe("timeout");
		expect(session.hasLostStep()).toBe(true);
		far.write("\r\n+COPS: 0\r\n\r\nOK\r\n");
		expect((await session.ask("AT+CSQ", 1_000)).lines).toEqual(["+CSQ: 7,99"]);
		expect(written).toEqual(["AT+COPS?", "ESC", "AT", "AT+CSQ"]);
		expect(session.hasLostStep()).toBe(false);
	});

	it("types no text at a modem that can't be brought back", async () => {
		const { session, written } = modem({});
		await session.ask("AT+COPS?", 30);
		expect(await send(session)).toEqual({ outcome: { kind: "timeout" }, typed: false, reference: null });
		expect(written).not.toContain("AT+CMGS=15");
	});

	it("finds the PDU of a text on the line behind another notice, and takes no number for one that was lost", async () => {
		const { session, heard, far } = modem({ "AT+CGSN": ["\r\n350000000000017\r\n", "\r\nOK\r\n"] });
		far.write("\r\n+CMT: ,24\r\n^RSSI:19\r\n00040B91\r\n");
		await new Promise((done) => setTimeout(done, 10));
		expect(heard).toEqual([
			{ line: "^RSSI:19", pdu: null },
			{ line: "+CMT: ,24", pdu: "00040B91" },
		]);
		far.write("\r\n+CMT: ,24\r\n^RSSI:19\r\n^RSSI:20\r\n^RSSI:21\r\n");
		await new Promise((done) => setTimeout(done, 10));
		expect((await session.ask("AT+CGSN", 1_000)).lines).toEqual(["350000000000017"]);
	});

	it("puts an answer of several lines together, and lets none swallow the end of a command", async () => {
		const { session, heard, far } = modem({
			AT: ['\r\n+CUSD: 0,"never closed\r\nmore\r\n', "\r\nOK\r\n"],
		});
		far.write('\r\n+CUSD: 0,"Balance: 5.00\r\nValid until May",15\r\n');
		await new Promise((done) => setTimeout(done, 10));
		expect((await session.ask("AT", 1_000)).outcome.kind).toBe("ok");
		expect(heard.map(({ line }) => line)).toEqual([
			'+CUSD: 0,"Balance: 5.00\nValid until May",15',
			'+CUSD: 0,"never closed\nmore',
		]);
	});

	it.each([
		["$GPRMC,,V,,,,,,,,,,N*53\r\n", true],
		["\u007e\u001d\u0001\u0098\u00f2\u007e".repeat(4), true],
		["\r\n^RSSI:19\r\n\r\nRDY\r\n", false],
		['\r\n+CUSD: 0,"\u00a35",15\r\n', false],
	])("tells a port for other things by what it says (%j)", async (said, isForeign) => {
		const { session, far } = modem({});
		far.write(said);
		await new Promise((done) => setTimeout(done, 10));
		expect(session.isForeign()).toBe(isForeign);
	});
});
