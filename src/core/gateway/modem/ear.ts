import type { Unsolicited } from "../at/at-session.ts";
import type { Slot } from "../inbound/take-in.ts";
import { type Registration, readRegistration } from "./registration.ts";

/** What a modem said of its own accord and nobody has seen to yet. */
export interface Ear {
	heard(message: Unsolicited): void;
	/** Texts that came in. */
	arrived: Slot[];
	/** Delivery reports, and when the first of them came (steady clock). */
	reports: Slot[];
	reportsSinceMs: number;
	/** Texts that came on the line and must be acknowledged. */
	toAcknowledge: number;
	/** The modem started anew and has forgotten its settings. */
	hasRebooted: boolean;
	/** Texts wait in the network for want of room. */
	storeIsFull: boolean;
	registration: Registration;
	/** Answers of the network's service desk (USSD), raw. */
	ussd: string[];
	/** The SIM says that it can be asked now. */
	simIsReady: boolean;
	/** A port was opened: what an earlier one said is over. */
	clear(): void;
}

interface EarWishes {
	upMs: () => number;
	/** A text that came on the line itself: committed before this returns. */
	take(pdu: string): void;
	wake(): void;
}

/** What a line means; the first that fits counts (modem §2.4). */
const meanings: readonly [RegExp, (ear: Ear, found: RegExpExecArray, wishes: EarWishes) => void][] = [
	[
		/^\+CMTI:\s*"?(\w+)"?\s*,\s*(\d+)/,
		(ear, [, memory, index]) => ear.arrived.push({ memory: memory ?? "SM", index: Number(index) }),
	],
	[
		/^\+CDSI:\s*"?(\w+)"?\s*,\s*(\d+)/,
		(ear, [, memory, index], { upMs }) => {
			if (ear.reports.length === 0) ear.reportsSinceMs = upMs();
			ear.reports.push({ memory: memory ?? "SM", index: Number(index) });
		},
	],
	[
		/^\+CREG:\s*0*(\d+)/,
		(ear, [, stat]) => {
			ear.registration = readRegistration(stat);
		},
	],
	[
		// The packet and LTE services are told of apart; only good news of theirs counts.
		/^\+C[GE]REG:\s*0*(\d+)/,
		(ear, [, stat]) => {
			if (readRegistration(stat) === "usable") ear.registration = "usable";
		},
	],
	[
		/^RDY$|^\^BOOT/,
		(ear) => {
			ear.hasRebooted = true;
		},
	],
	[
		/^\^SMMEMFULL/,
		(ear) => {
			ear.storeIsFull = true;
		},
	],
	[
		/^\+CPIN:\s*READY|^SMS Ready|^Call Ready|^\+QIND:\s*"?SMS DONE/i,
		(ear) => {
			ear.simIsReady = true;
		},
	],
	[/^\+CUSD:/, (ear, { input }) => ear.ussd.push(input)],
];

export function makeEar(wishes: EarWishes): Ear {
	const ear: Ear = {
		...silence(),
		heard({ line, pdu }) {
			if (pdu !== null && /^\+C(MT|DS):/.test(line)) {
				wishes.take(pdu);
				ear.toAcknowledge += 1;
			}
			for (const [form, means] of meanings) {
				const found = form.exec(line);
				if (!found) continue;
				means(ear, found, wishes);
				break;
			}
			wishes.wake();
		},
		clear: () => Object.assign(ear, silence()),
	};
	return ear;
}

function silence() {
	return {
		arrived: [],
		reports: [],
		reportsSinceMs: 0,
		toAcknowledge: 0,
		hasRebooted: false,
		storeIsFull: false,
		registration: "unknown" as const,
		ussd: [],
		simIsReady: false,
	};
}
