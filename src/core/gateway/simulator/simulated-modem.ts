import type { FarEnd } from "../line/line-pair.ts";
import { decodeTpdu, type Submit } from "../pdu/decode-tpdu.ts";
import { encodeDeliver, encodeStatusReport } from "../pdu/encode-network.ts";
import { type CommandAnswer, type ModemMemory, simulatedCommands } from "./commands.ts";
import { type Fault, faultDice } from "./faults.ts";
import { simCard } from "./sim-card.ts";
import type { Accepted, SimStore } from "./sim-store.ts";

export interface SimulatedModemOptions {
	store: SimStore;
	nowMs: () => number;
	imei?: string;
	imsi?: string;
	/** Own number, digits. */
	number?: string;
	/** Asked for at the start where set. */
	pin?: string;
	/** Places on the SIM. */
	slots?: number;
	/** Before each answer. */
	answerDelayMs?: number;
	/** Between acceptance and its delivery report. */
	reportDelayMs?: number;
	/** One octet at a time. */
	byteWise?: boolean;
	faults?: readonly Fault[];
	/** Told of each text the network took. */
	onAccepted?(text: Accepted): void;
	/** Told where a fault pulls the plug: the port is gone for so long. */
	onUnplugged?(ms: number): void;
}

/** A stick that exists in software: it speaks AT on whatever it is plugged into. */
export interface SimulatedModem {
	plug(far: FarEnd): void;
	/** Whether a port can be opened now. */
	isPresent(): boolean;
	/** Somebody out there sends a text to this SIM. */
	text(wish: { from: string; text: string; atMs?: number }): void;
	/** PDUs as the network delivers them: parts shuffled, broken, whatever a test needs. */
	deliver(pdus: readonly string[]): void;
	unplug(ms: number): void;
	/** Lets go of timers. */
	end(): void;
}

const controlZ = 26;
const escape7 = 27;

export function simulatedModem(options: SimulatedModemOptions): SimulatedModem {
	const { store, nowMs } = options;
	const strikes = faultDice(options.faults ?? []);
	const timers = new Set<NodeJS.Timeout>();
	let far: FarEnd | null = null;
	let absent = false;
	let input = "";
	/** Set while a text is being typed: what AT+CMGS was told. */
	let typing: { length: number } | null = null;
	let busy = false;
	let mr = store.accepted().at(-1)?.mr ?? 0;
	let longReference = 0;
	const recent = new Set<string>();
	const card = simCard(store, options.slots ?? 30);
	const memory: ModemMemory = {
		card,
		imei: options.imei ?? "350000000000017",
		imsi: options.imsi ?? "001010000000001",
		number: options.number ?? null,
		pin: options.pin ?? null,
		pinPassed: options.pin === undefined,
		pinTries: 3,
		echo: true,
		notices: { texts: 0, reports: 0 },
		acknowledges: false,
		registrationNotices: 0,
		freed: () => later(0, pull),
	};

	function later(ms: number, then: () => void) {
		const timer = setTimeout(() => {
			timers.delete(timer);
			then();
		}, ms);
		timers.add(timer);
	}

	function write(text: string) {
		if (!far) return;
		if (options.byteWise) for (const octet of text) far.write(octet);
		else far.write(text);
	}
	const say = (lines: readonly string[]) => write(lines.map((line) => `\r\n${line}\r\n`).join(""));

	function unplug(ms: number) {
		absent = true;
		busy = false;
		typing = null;
		input = "";
		const gone = far;
		far = null;
		gone?.unplug();
		options.onUnplugged?.(ms);
		later(ms, () => {
			absent = false;
		});
	}

	/** Lets the faults of a place strike, then goes on, unless one of them ended the matter. */
	function pass(at: Fault["at"], command: string, goOn: () => void) {
		let delayMs = 0;
		for (const fault of strikes(at, command)) {
			if (fault.does === "delay") delayMs += fault.ms;
			else if (fault.does === "lines") say(fault.lines);
			else if (fault.does === "close") return unplug(fault.ms);
			else if (fault.does === "mute") {
				typing = null;
				busy = false;
				return;
			} else if (fault.does === "error") return finish([fault.code]);
		}
		if (delayMs > 0) later(delayMs, goOn);
		else goOn();
	}

	function finish(lines: readonly string[]) {
		busy = false;
		typing = null;
		say(lines);
		pass("answered", "", () => {});
	}

	function take(chunk: string) {
		for (const sign of chunk) {
			const code = sign.charCodeAt(0);
			if (typing) {
				if (code === escape7) {
					input = "";
					finish(["OK"]);
				} else if (code === controlZ) {
					const pdu = input.trim();
					input = "";
					accept(pdu, typing.length);
				} else input += sign;
			} else if (code === 13) {
				const command = input.trim();
				input = "";
				// A modem reads nothing while a command is under way (modem §2).
				if (command !== "" && !busy) run(command);
			} else if (code !== 10 && code !== escape7 && code !== controlZ) input += sign;
		}
	}

	function run(command: string) {
		if (memory.echo) write(`${command}\r`);
		busy = true;
		const upper = command.toUpperCase();
		pass("command", upper, () => {
			const send = /^AT\+CMGS=(\d+)$/.exec(upper);
			const answer: CommandAnswer = send ? { lines: [] } : simulatedCommands(memory, command);
			const then = () => {
				if (!send) finish(answer.lines);
				else if (!memory.pinPassed) finish(["+CMS ERROR: 311"]);
				else openPrompt(Number(send[1]));
			};
			if (options.answerDelayMs && (send || upper.startsWith("AT+CM"))) later(options.answerDelayMs, then);
			else then();
		});
	}

	function openPrompt(length: number) {
		pass("prompt", "", () => {
			typing = { length };
			write("\r\n> ");
		});
	}

	/** Ctrl-Z was typed. */
	function accept(pdu: string, length: number) {
		typing = null;
		busy = true;
		const decoded = decodeTpdu(pdu);
		if (!decoded.ok || decoded.value.kind !== "submit" || pdu.length / 2 - 1 !== length)
			return finish(["+CMS ERROR: 304"]);
		const submit = decoded.value;
		pass("typed", "", () => {
			mr = (mr + 1) % 256;
			const mine = mr;
			const accepted = store.accept({ atMs: nowMs(), to: submit.to.value, pdu, mr: mine });
			options.onAccepted?.(accepted);
			if (submit.wantsReport) later(options.reportDelayMs ?? 0, () => report(submit, mine, accepted.atMs));
			pass("accepted", "", () => finish([`+CMGS: ${mine}`, "OK"]));
		});
	}

	function report(submit: Submit, reference: number, atMs: number) {
		let status = 0;
		for (const fault of strikes("report")) {
			if (fault.does === "lose") return;
			if (fault.does === "status") status = Number(fault.code);
		}
		arrive(encodeStatusReport({ reference, to: submit.to, atMs, doneAtMs: nowMs(), status }), "report");
	}

	/** The network hands over a PDU: on the line where that was asked for, else onto the SIM, else it keeps it. */
	function arrive(pdu: string, kind: "text" | "report") {
		const wish = kind === "text" ? memory.notices.texts : memory.notices.reports;
		const direct = kind === "text" ? wish === 2 : wish === 1;
		if (direct && far) {
			say([`${kind === "text" ? "+CMT: ," : "+CDS: "}${pdu.length / 2 - 1}`, pdu]);
			return;
		}
		if (kind === "report" && wish === 0) return;
		const slot = card.add(pdu, kind === "text");
		if (slot === null) {
			store.pushWaiting(pdu);
			return;
		}
		if (wish > 0 && strikes("arrival").every((fault) => fault.does !== "lose"))
			say([`${kind === "text" ? "+CMTI" : "+CDSI"}: "SM",${slot}`]);
	}

	/** A place on the SIM came free: the network tries again. */
	function pull() {
		if (card.all().length >= card.room) return;
		const pdu = store.shiftWaiting();
		if (pdu !== undefined) arrive(pdu, "text");
	}

	return {
		plug(end) {
			far = end;
			memory.echo = true;
			memory.notices = { texts: 0, reports: 0 };
			end.onData(take);
			end.onClose(() => {
				if (far === end) far = null;
			});
		},
		isPresent: () => !absent,
		text({ from, text, atMs = nowMs() }) {
			longReference = (longReference + 1) % 256;
			let at = atMs;
			let pdus = encodeDeliver({ from, text, atMs: at, reference: longReference });
			// A centre's stamp has seconds only: the same words again in one second would be the same PDU.
			while (pdus.some((pdu) => recent.has(pdu))) {
				at += 1000;
				pdus = encodeDeliver({ from, text, atMs: at, reference: longReference });
			}
			if (recent.size > 5_000) recent.clear();
			for (const pdu of pdus) {
				recent.add(pdu);
				arrive(pdu, "text");
			}
		},
		deliver(pdus) {
			for (const pdu of pdus) arrive(pdu, "text");
		},
		unplug,
		end() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
		},
	};
}
