import type { FarEnd } from "../line/line-pair.ts";
import { decodeTpdu, type Tpdu } from "../pdu/decode-tpdu.ts";
import { encodeSubmit } from "../pdu/encode-submit.ts";
import { octetsOf } from "./answers.ts";
import { apart, simulatedCommands } from "./commands.ts";
import { type Fault, faultDice } from "./faults.ts";
import { freshMemory, type ModemMake } from "./modem-memory.ts";
import { plainMake, type SimulatedModem, type SimulatedModemOptions } from "./modem-options.ts";
import { ussdLine } from "./network-commands.ts";
import { makeRadio } from "./radio.ts";
import { seededChance } from "./seeded-chance.ts";
import { simCard } from "./sim-card.ts";

export type { SimulatedModem, SimulatedModemOptions } from "./modem-options.ts";

const controlZ = 26;
const escape7 = 27;

export function simulatedModem(options: SimulatedModemOptions): SimulatedModem {
	const { store, nowMs } = options;
	const dice = faultDice(options.faults ?? []);
	const chance = seededChance(options.seed ?? 1);
	const timers = new Set<NodeJS.Timeout>();
	let far: FarEnd | null = null;
	let absent = false;
	let hung = false;
	let input = "";
	/** Set while a text is being typed: what AT+CMGS was told. */
	let typing: { length: number; to: string | null } | null = null;
	let busy = false;
	let command = "";
	let poweredAt = nowMs();
	/** Counts losses of power, so that what was under way then ends. */
	let power = 0;
	const given = Object.entries(options).filter(([key, value]) => key in plainMake && value !== undefined);
	let make: ModemMake = { ...plainMake, ...Object.fromEntries(given) };
	const firstSlot = options.firstSlot ?? 1;
	const cards = new Map(
		make.memories.map((name) => [name, simCard(name === "SM" ? store : null, options.slots ?? 30, firstSlot)]),
	);
	let memory = powerOn();

	function powerOn() {
		poweredAt = nowMs();
		power += 1;
		hung = false;
		busy = false;
		typing = null;
		input = "";
		const { sim = make.pin === null ? "ready" : "pin", echo = true, registration = 1, signal = 23 } = options;
		return { ...freshMemory(make, cards, sim), echo, registration, signal };
	}

	function later(ms: number, then: () => void) {
		const timer = setTimeout(() => {
			timers.delete(timer);
			then();
		}, ms);
		timers.add(timer);
	}

	/** As `later`, unless the power goes meanwhile. */
	function whilePowered(ms: number, then: () => void) {
		const mine = power;
		later(ms, () => {
			if (mine === power) then();
		});
	}

	function write(text: string) {
		if (!far || hung) return;
		if (options.byteWise) for (const octet of text) far.write(octet);
		else far.write(text);
	}
	const say = (lines: readonly string[]) => write(`\r\n${lines.join("\r\n")}\r\n`);

	const radio = makeRadio({
		store,
		memory: () => memory,
		nowMs,
		strikes: dice.strikes,
		chance,
		say,
		isOpen: () => far !== null && !hung,
		hasPower: () => !absent,
		later,
		reportDelayMs: options.reportDelayMs ?? 0,
		acknowledgeMs: options.acknowledgeMs ?? 15_000,
		onAccepted: (text) => options.onAccepted?.(text),
		onLost: (pdu) => options.onLost?.(pdu),
	});

	function boot() {
		make = memory.make;
		memory = powerOn();
		if (options.bootLines) say(options.bootLines);
		later(0, radio.pull);
	}

	function unplug(ms: number, { renames = false, keepsPower = false } = {}) {
		absent = true;
		const gone = far;
		far = null;
		gone?.unplug();
		if (!keepsPower) {
			power += 1;
			busy = false;
			typing = null;
		}
		options.onUnplugged?.(ms, renames);
		later(ms, () => {
			absent = false;
			if (!keepsPower) boot();
			else radio.pull();
		});
	}

	const deeds = {
		isSimBusy: () => nowMs() - poweredAt < (options.simBusyMs ?? 0),
		freed: () => later(0, radio.pull),
		acknowledged: radio.acknowledged,
		dial: (code: string) =>
			whilePowered(options.ussdDelayMs ?? 0, () => say([ussdLine(make.ussd[code], make.ussdForm)])),
		reboot: () => whilePowered(0, () => unplug(options.rebootMs ?? 3_000)),
	};

	/** Lets the faults of a place strike, then goes on, unless one of them ended the matter. */
	function pass(at: Fault["at"], goOn: () => void) {
		let delayMs = 0;
		for (const fault of dice.strikes(at, command)) {
			switch (fault.does) {
				case "delay":
					delayMs += fault.ms + chance() * fault.jitterMs;
					break;
				case "lines":
					for (const line of fault.lines) say([line]);
					break;
				case "raw":
					write(fault.code);
					break;
				case "register":
					register(Number(fault.code));
					if (fault.ms > 0) later(fault.ms, () => register(1));
					break;
				case "close":
					return unplug(fault.ms, fault);
				case "reboot":
					return boot();
				case "hang":
					hung = true;
					if (fault.ms > 0) whilePowered(fault.ms, wakeUp);
					return;
				case "mute":
					return idle();
				case "error":
					return finish([fault.code]);
			}
		}
		if (delayMs > 0) whilePowered(delayMs, goOn);
		else goOn();
	}

	function wakeUp() {
		hung = false;
		idle();
	}

	function idle() {
		busy = false;
		typing = null;
	}

	function finish(lines: readonly string[]) {
		const information = lines.slice(0, -1);
		const last = lines.at(-1) ?? "OK";
		if (information.length === 0) return end(last);
		say(information);
		pass("between", () => end(last));
	}

	function end(last: string) {
		idle();
		say([last]);
		pass("answered", () => {});
	}

	function take(chunk: string) {
		if (hung) return;
		for (const sign of chunk) {
			const code = sign.charCodeAt(0);
			if (typing) type(typing, sign, code);
			// A modem reads nothing while a command is under way (modem §2).
			else if (busy) continue;
			else if (code === 13) {
				const line = input.trim();
				input = "";
				if (line !== "") run(line);
			} else if (code !== 10 && code !== escape7 && code !== controlZ) input += sign;
		}
	}

	function type(wish: { length: number; to: string | null }, sign: string, code: number) {
		const typed = input;
		if (code === escape7) {
			input = "";
			end("OK");
		} else if (code === controlZ) {
			input = "";
			accept(typed, wish);
		} else {
			input += sign;
			if (memory.echo) write(sign);
		}
	}

	function run(line: string) {
		busy = true;
		command = `AT${apart(line.slice(2)).join(";")}`;
		const send = /^AT\+CMGS=(?:(\d+)|"([^"]+)"(?:,\d+)?)$/.exec(command);
		const slow = command.startsWith("AT+CM");
		const delayMs = slow ? (options.answerDelayMs ?? 0) + chance() * (options.jitterMs ?? 0) : 0;
		pass("command", () => {
			if (memory.echo) write(`${line}\r`);
			pass("echoed", () => {
				const then = () => {
					if (!send) finish(simulatedCommands(memory, deeds, line));
					else if (memory.sim !== "ready") finish([`+CMS ERROR: ${memory.sim === "missing" ? 310 : 311}`]);
					else if (deeds.isSimBusy()) finish(["+CMS ERROR: 314"]);
					else if (memory.textMode !== (send[2] !== undefined)) finish(["+CMS ERROR: 302"]);
					else openPrompt({ length: Number(send[1]), to: send[2] ?? null });
				};
				if (delayMs > 0) whilePowered(delayMs, then);
				else then();
			});
		});
	}

	function openPrompt(wish: { length: number; to: string | null }) {
		pass("prompt", () => {
			typing = wish;
			write("\r\n> ");
			pass("prompted", () => {});
		});
	}

	/** Ctrl-Z was typed. */
	function accept(typed: string, { length, to }: { length: number; to: string | null }) {
		typing = null;
		busy = true;
		const pdu =
			to === null
				? typed.replace(/\s/g, "").toUpperCase()
				: (encodeSubmit({ to: to.replace(/\D/g, ""), text: typed.trim() })[0]?.pdu ?? "");
		const decoded = decodeTpdu(pdu);
		if (!isSubmit(decoded) || (to === null && octetsOf(pdu) !== length)) return finish(["+CMS ERROR: 304"]);
		const submit = decoded.value;
		pass("typed", () => {
			const taken = () => {
				const answer = radio.accept(submit, pdu);
				if ("refused" in answer) finish([`+CMS ERROR: ${answer.refused}`]);
				else pass("accepted", () => finish([`+CMGS: ${answer.mr}`, "OK"]));
			};
			if (options.sendDelayMs) whilePowered(options.sendDelayMs, taken);
			else taken();
		});
	}

	function register(state: number) {
		memory.registration = state;
		if (memory.registrationNotices > 0) say([`+CREG: ${state}`]);
		later(0, radio.pull);
	}

	return {
		plug(end) {
			far = end;
			end.onData((chunk) => {
				if (far === end) take(chunk);
			});
			end.onClose(() => {
				if (far === end) far = null;
			});
			pass("open", () => {});
		},
		isPresent: () => !absent,
		text: radio.text,
		deliver: radio.deliver,
		keep: (pdu, status) => void cards.get(memory.chosen[0])?.add(pdu, true, status),
		register,
		say,
		unplug,
		struck: dice.struck,
		end() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
		},
	};
}

function isSubmit(
	decoded: ReturnType<typeof decodeTpdu>,
): decoded is { ok: true; value: Extract<Tpdu, { kind: "submit" }> } {
	return decoded.ok && decoded.value.kind === "submit";
}
