import type { Line } from "../line/line.ts";
import type { Timing } from "../modem/timing.ts";
import { lineCutter } from "./cut-lines.ts";
import { type AtError, readLine } from "./read-line.ts";

export type { AtError } from "./read-line.ts";

export type Outcome = { kind: "ok" } | { kind: "error"; error: AtError } | { kind: "timeout" } | { kind: "closed" };

export interface Answer {
	outcome: Outcome;
	/** What stood between the command and its end. */
	lines: string[];
}

/** How a text fared. `typed`: it was handed over, so that anything but a clear answer leaves it unknown. */
export interface SendAnswer {
	outcome: Outcome;
	typed: boolean;
	/** Reference the modem gave, null where it gave none. */
	reference: number | null;
}

export interface Unsolicited {
	line: string;
	/** The PDU of `+CMT`, `+CDS` and `+CBM`. */
	pdu: string | null;
}

/** Speaks AT on a line: one command in flight, a deadline for each. */
export interface AtSession {
	/** Sends a command and waits for its end. Never throws; a command on a closed line ends `closed`. */
	ask(command: string, timeoutMs: number): Promise<Answer>;
	/**
	 * `AT+CMGS`: waits for the prompt, asks `mayType` and types the PDU. Where it says no, the prompt is left with ESC and nothing is sent.
	 */
	sendPdu(part: { pdu: string; length: number }, mayType: () => boolean): Promise<SendAnswer>;
	/** Leaves a prompt that a dead process left open. */
	leavePrompt(): void;
	/** Leaves whatever state the modem is in: ESC, silence, `AT` up to three times. False where it stays mute. */
	resync(): Promise<boolean>;
	/** Milliseconds (steady clock) of the last octet heard. */
	heardAt(): number;
	isClosed(): boolean;
	/** Newest last; raw. Mask before showing. */
	dialogue(): readonly string[];
}

export interface AtSessionDeps {
	line: Line;
	timing: Timing;
	upMs: () => number;
	onUnsolicited(message: Unsolicited): void;
	/** A `+CMGS` that nobody waits for any more: the text before was accepted after all. */
	onLateSent(reference: number): void;
	onClosed(): void;
}

interface InFlight {
	command: string;
	/** The PDU once it is typed, to know its echo. */
	typed: string | null;
	lines: string[];
	reference: number | null;
	prompt: (() => void) | null;
	end(outcome: Outcome): void;
}

const kept = 200;
const leave = "\u001b";
const controlZ = "\u001a";

export function openAtSession({ line, timing, upMs, onUnsolicited, onLateSent, onClosed }: AtSessionDeps): AtSession {
	let flight: InFlight | null = null;
	let waitsForPdu: string | null = null;
	let closed = false;
	let heardAt = upMs();
	const dialogue: string[] = [];
	const note = (entry: string) => {
		dialogue.push(entry);
		if (dialogue.length > kept * 2) dialogue.splice(0, kept);
	};
	const write = (text: string) => {
		note(`> ${text.replace(/\r$/, "").replace(leave, "[ESC]").replace(controlZ, "[Ctrl-Z]")}`);
		line.write(text);
	};

	const cutter = lineCutter({
		line(text) {
			note(`< ${text}`);
			takeLine(text);
		},
		prompt() {
			note("< >");
			flight?.prompt?.();
		},
	});

	function takeLine(text: string) {
		if (waitsForPdu !== null) {
			const head = waitsForPdu;
			waitsForPdu = null;
			onUnsolicited({ line: head, pdu: text });
			return;
		}
		if (flight && (text === flight.command || text === flight.typed)) return;
		const what = readLine(text, flight?.command ?? "");
		if (what.kind === "unsolicited") {
			if (what.pdu) waitsForPdu = text;
			else onUnsolicited({ line: text, pdu: null });
			return;
		}
		const reference = /^\+CMGS:\s*(\d+)/.exec(text)?.[1];
		if (reference !== undefined) {
			if (flight?.typed) flight.reference = Number(reference) & 0xff;
			else onLateSent(Number(reference) & 0xff);
			return;
		}
		if (!flight) return;
		if (what.kind === "information") flight.lines.push(text);
		else flight.end(what);
	}

	line.onData((chunk) => {
		heardAt = upMs();
		cutter.take(chunk);
	});
	line.onClose(() => {
		closed = true;
		note("- closed");
		flight?.end({ kind: "closed" });
		onClosed();
	});

	/** Puts a command in flight. `until` may be moved on once, when a prompt has come. */
	function begin(command: string, timeoutMs: number, prompt: ((move: (ms: number) => void) => void) | null) {
		if (flight) throw new Error(`${command} while ${flight.command} waits for its answer`);
		return new Promise<Answer & { reference: number | null }>((done) => {
			const end = (outcome: Outcome) => {
				clearTimeout(timer);
				cutter.awaitPrompt(false);
				const { lines, reference } = mine;
				if (flight === mine) flight = null;
				done({ outcome, lines, reference });
			};
			const expire = () => end({ kind: "timeout" });
			let timer = setTimeout(expire, timeoutMs);
			const move = (ms: number) => {
				clearTimeout(timer);
				timer = setTimeout(expire, ms);
			};
			const mine: InFlight = {
				command,
				typed: null,
				lines: [],
				reference: null,
				prompt: prompt && (() => prompt(move)),
				end,
			};
			flight = mine;
			if (prompt) cutter.awaitPrompt(true);
			if (closed) end({ kind: "closed" });
			else write(`${command}\r`);
		});
	}

	const ask = (command: string, timeoutMs: number): Promise<Answer> => begin(command, timeoutMs, null);

	return {
		ask,
		async sendPdu({ pdu, length }, mayType) {
			let typed = false;
			const answer = await begin(`AT+CMGS=${length}`, timing.promptMs, (move) => {
				if (!mayType()) {
					move(timing.commandMs);
					write(leave);
					return;
				}
				typed = true;
				move(timing.answerMs);
				if (flight) flight.typed = pdu;
				write(pdu + controlZ);
			});
			return { outcome: answer.outcome, typed, reference: answer.reference };
		},
		leavePrompt: () => write(leave),
		async resync() {
			if (closed) return false;
			write(leave);
			for (let quietFrom = upMs(), tries = 0; upMs() - quietFrom < timing.silenceMs && tries < 20; tries += 1) {
				const before = heardAt;
				await new Promise((done) => setTimeout(done, Math.max(5, timing.silenceMs / 4)));
				if (heardAt !== before) quietFrom = heardAt;
			}
			cutter.drop();
			for (let tries = 0; tries < 3 && !closed; tries += 1) {
				const { outcome } = await ask("AT", timing.probeMs * 2);
				if (outcome.kind === "ok") return true;
			}
			return false;
		},
		heardAt: () => heardAt,
		isClosed: () => closed,
		dialogue: () => dialogue.slice(-kept),
	};
}
