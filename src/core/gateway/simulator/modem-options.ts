import type { FarEnd } from "../line/line-pair.ts";
import type { Fault } from "./faults.ts";
import type { ModemMake, SimState } from "./modem-memory.ts";
import type { RadioText } from "./radio.ts";
import type { Accepted, SimStore } from "./sim-store.ts";

export interface SimulatedModemOptions extends Partial<ModemMake> {
	store: SimStore;
	nowMs: () => number;
	/** At power-on; left out: `pin` where a PIN is set, else `ready`. */
	sim?: SimState;
	/** After power-on the SIM answers "busy" for so long. */
	simBusyMs?: number;
	/** Places of each memory, and the number of the first. */
	slots?: number;
	firstSlot?: number;
	/** Before each answer to AT+CM…, and up to so much more. */
	answerDelayMs?: number;
	jitterMs?: number;
	/** Between Ctrl-Z and the network's answer. */
	sendDelayMs?: number;
	/** Between acceptance and its delivery report. */
	reportDelayMs?: number;
	/** Before a service code is answered. */
	ussdDelayMs?: number;
	/** A text on the line may go so long without CNMA. */
	acknowledgeMs?: number;
	/** How long the port is gone after AT+CFUN=1,1. */
	rebootMs?: number;
	/** Said by itself when the modem is up again. */
	bootLines?: readonly string[];
	/** One octet at a time. */
	byteWise?: boolean;
	/** AT is echoed after power-on; false: not. */
	echo?: boolean;
	/** What +CREG says after power-on. */
	registration?: number;
	signal?: number;
	/** Of the chance in jitter and shuffling. */
	seed?: number;
	faults?: readonly Fault[];
	/** Told of each text the network took. */
	onAccepted?(text: Accepted): void;
	/** Told of a text that was handed over to nobody. */
	onLost?(pdu: string): void;
	/** Told where a fault pulls the plug: the port is gone for so long, and may come back under another name. */
	onUnplugged?(ms: number, renames: boolean): void;
}

/** A stick that exists in software: it speaks AT on whatever it is plugged into. */
export interface SimulatedModem {
	plug(far: FarEnd): void;
	/** Whether a port can be opened now. */
	isPresent(): boolean;
	/** Somebody out there sends a text to this SIM. */
	text(wish: RadioText): void;
	/** PDUs as the network delivers them: parts shuffled, broken, whatever a test needs. */
	deliver(pdus: readonly string[]): void;
	/** A text that was stored by hand, with its status (2 unsent, 3 sent: not one that came in). */
	keep(pdu: string, status: number): void;
	/** The network changed; as +CREG says. */
	register(state: number): void;
	/** Lines by themselves. */
	say(lines: readonly string[]): void;
	unplug(ms: number, how?: { renames?: boolean; keepsPower?: boolean }): void;
	/** How often each fault has struck. */
	struck(): number[];
	/** Lets go of timers. */
	end(): void;
}

/** What a stick is that nobody said more about. */
export const plainMake: ModemMake = {
	maker: "Outpost",
	model: "Outpost practice modem",
	imei: "350000000000017",
	imsi: "001010000000001",
	number: null,
	operator: "Practice",
	centre: "15550000000",
	pin: null,
	puk: null,
	mostNotices: { texts: 2, reports: 2 },
	refuses: [],
	emptyRead: null,
	ussd: { "*100#": "Balance: 100.00. Practice only." },
	ussdForm: "plain",
	memories: ["SM"],
	arrivesIn: null,
};
