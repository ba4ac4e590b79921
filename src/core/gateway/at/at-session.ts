import type { Line } from "../line/line.ts";
import type { Timing } from "../modem/timing.ts";
import { lineCutter } from "./cut-lines.ts";
import { noiseMeter } from "./noise-meter.ts";
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
	/**
	 * Sends a command and waits for its end. Never throws; a command on a closed line ends `closed`. Where an earlier one was never
	 * answered the modem is brought back first, or that answer would be taken for this one's. `enough`: a line after which some
	 * modems leave out the OK; it is waited for only a moment more.
	 */
	ask(command: string, timeoutMs: number, enough?: RegExp): Promise<Answer>;
	/**
	 * `AT+CMGS`: waits for the prompt and `promptDelayMs` more, asks `mayType` and types the PDU. Where it says no, the prompt is left with
	 * ESC and nothing is sent.
	 */
	sendPdu(part: { pdu: string; length: number }, mayType: () => boolean, promptDelayMs?: number): Promise<SendAnswer>;
	/** Leaves a prompt that a dead process left open. */
	leavePrompt(): void;
	/** Leaves whatever state the modem is in: ESC, silence, `AT` up to three times. False where it stays mute. */
	resync(): Promise<boolean>;
	/** Milliseconds (steady clock) of the last octet heard. */
	heardAt(): number;
	/** A command was never answered, and its answer may still come. */
	hasLostStep(): boolean;
	/** What no port for commands says: positions (NMEA) or octets that are no letters. */
	isForeign(): boolean;
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
	enough: RegExp | undefined;
	/** Moves the deadline. */
	move(ms: number): void;
	/** The answer was enough: only the OK is missing. */
	mayEnd: boolean;
	end(outcome: Outcome): void;
}

const kept = 200;
/** An answer of the network's service desk may have line ends within its quotes. */
const mostUssdLines = 20;
const mostLinesToPdu = 3;
const longestUssdMs = 2_000;
const leave = "\u001b";
const controlZ = "\u001a";

export function openAtSession({ line, timing, upMs, onUnsolicited, onLateSent, onClosed }: AtSessionDeps): AtSession {
	let flight: InFlight | null = null;
	/** First line of a text or report that comes on the line itself; its PDU follows. */
	let directHead: string | null = null;
	let linesToPdu = 0;
	let ussd: string[] = [];
	let ussdUntilMs = 0;
	const noise = noiseMeter();
	let closed = false;
	let lostStep = false;
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
		if (directHead !== null && isHex(text)) {
			const head = directHead;
			directHead = null;
			onUnsolicited({ line: head, pdu: text });
			return;
		}
		// Another notice may stand between the two lines; more than that, and the second was lost.
		linesToPdu -= 1;
		if (linesToPdu <= 0) directHead = null;
		if (flight && (text === flight.command || text === flight.typed)) return;
		if (gathersUssd(text)) return;
		noise.line(text);
		const reference = /^\+CMGS:\s*(\d+)/.exec(text)?.[1];
		if (reference !== undefined) {
			if (flight?.typed) flight.reference = Number(reference) & 0xff;
			else onLateSent(Number(reference) & 0xff);
			return;
		}
		const what = readLine(text, flight?.command ?? "");
		if (what.kind === "unsolicited") {
			if (what.pdu) {
				directHead = text;
				linesToPdu = mostLinesToPdu;
			} else onUnsolicited({ line: text, pdu: null });
			return;
		}
		if (!flight) return;
		if (what.kind !== "information") {
			flight.end(what);
			return;
		}
		flight.lines.push(text);
		if (flight.enough?.test(text)) {
			flight.mayEnd = true;
			flight.move(timing.silenceMs);
		}
	}

	/** Puts the lines of one service answer together. True where `text` is one of them. */
	function gathersUssd(text: string): boolean {
		const opens = ussd.length === 0;
		if (opens && !isOpenUssd(text)) return false;
		if (opens) ussdUntilMs = upMs() + longestUssdMs;
		// An answer that never closes must not swallow the end of a command.
		const isOver = !opens && (upMs() > ussdUntilMs || (flight !== null && isEnd(text)));
		if (!isOver) ussd.push(text);
		const isWhole = !opens && /"\s*(,\s*\d+\s*)?$/.test(text);
		if (isOver || isWhole || ussd.length >= mostUssdLines) {
			onUnsolicited({ line: ussd.join("\n"), pdu: null });
			ussd = [];
		}
		return !isOver;
	}

	line.onData((chunk) => {
		heardAt = upMs();
		noise.chunk(chunk);
		cutter.take(chunk);
	});
	line.onClose(() => {
		closed = true;
		note("- closed");
		flight?.end({ kind: "closed" });
		onClosed();
	});

	/** Puts a command in flight. `prompt` is called with it when a prompt has come. */
	function begin(command: string, timeoutMs: number, prompt: ((mine: InFlight) => void) | null, enough?: RegExp) {
		if (flight) throw new Error(`${command} while ${flight.command} waits for its answer`);
		return new Promise<Answer & { reference: number | null; isCut: boolean }>((done) => {
			const end = (outcome: Outcome) => {
				clearTimeout(timer);
				cutter.awaitPrompt(false);
				const { lines, reference } = mine;
				if (flight === mine) flight = null;
				const isCut = mine.mayEnd && outcome.kind === "timeout";
				done({ outcome: isCut ? { kind: "ok" } : outcome, lines, reference, isCut });
			};
			const expire = () => end({ kind: "timeout" });
			let timer = setTimeout(expire, timeoutMs);
			const mine: InFlight = {
				command,
				typed: null,
				lines: [],
				reference: null,
				prompt: prompt && (() => prompt(mine)),
				enough,
				mayEnd: false,
				move(ms) {
					clearTimeout(timer);
					timer = setTimeout(expire, ms);
				},
				end,
			};
			flight = mine;
			if (prompt) cutter.awaitPrompt(true);
			if (closed) end({ kind: "closed" });
			else write(`${command}\r`);
		});
	}

	async function ask(command: string, timeoutMs: number, enough?: RegExp): Promise<Answer> {
		if (lostStep && !(await resync())) return { outcome: closed ? { kind: "closed" } : { kind: "timeout" }, lines: [] };
		const { outcome, lines, isCut } = await begin(command, timeoutMs, null, enough);
		// Nothing hangs on a bare AT: whoever asks it sees to what is late.
		lostStep = isCut || (outcome.kind === "timeout" && command !== "AT");
		return { outcome, lines };
	}

	async function resync(): Promise<boolean> {
		if (closed) return false;
		write(leave);
		for (let quietFrom = upMs(), tries = 0; upMs() - quietFrom < timing.silenceMs && tries < 20; tries += 1) {
			const before = heardAt;
			await pause(Math.max(5, timing.silenceMs / 4));
			if (heardAt !== before) quietFrom = heardAt;
		}
		cutter.drop();
		for (let tries = 0; tries < 3 && !closed; tries += 1) {
			const { outcome } = await begin("AT", timing.probeMs * 2, null);
			lostStep = outcome.kind !== "ok";
			if (!lostStep) return true;
		}
		return false;
	}

	return {
		ask,
		async sendPdu({ pdu, length }, mayType, promptDelayMs = 0) {
			let typed = false;
			const type = (mine: InFlight) => {
				if (flight !== mine) return;
				if (!mayType()) {
					mine.move(timing.commandMs);
					write(leave);
					return;
				}
				typed = true;
				mine.move(timing.answerMs);
				mine.typed = pdu;
				write(pdu + controlZ);
			};
			if (lostStep && !(await resync()))
				return { outcome: closed ? { kind: "closed" } : { kind: "timeout" }, typed: false, reference: null };
			const answer = await begin(`AT+CMGS=${length}`, timing.promptMs, (mine) => {
				if (promptDelayMs === 0) return type(mine);
				mine.move(promptDelayMs + timing.promptMs);
				setTimeout(type, promptDelayMs, mine);
			});
			lostStep = answer.outcome.kind === "timeout";
			return { outcome: answer.outcome, typed, reference: answer.reference };
		},
		leavePrompt: () => write(leave),
		resync,
		heardAt: () => heardAt,
		hasLostStep: () => lostStep,
		isForeign: noise.isForeign,
		isClosed: () => closed,
		dialogue: () => dialogue.slice(-kept),
	};
}

const isHex = (text: string) => /^[0-9A-F]+$/i.test(text);

/** A `+CUSD:` whose quotes are not closed yet. */
function isOpenUssd(text: string): boolean {
	return text.startsWith("+CUSD:") && text.split('"').length === 2;
}

function isEnd(text: string): boolean {
	return text.startsWith("+CMGS:") || ["ok", "error"].includes(readLine(text, "").kind);
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
