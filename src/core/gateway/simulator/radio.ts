import { decodeTpdu, type Submit } from "../pdu/decode-tpdu.ts";
import { encodeDeliver, encodeStatusReport } from "../pdu/encode-network.ts";
import { octetsOf } from "./answers.ts";
import type { Fault } from "./faults.ts";
import type { ModemMemory } from "./modem-memory.ts";
import type { Accepted, SimStore } from "./sim-store.ts";

export interface RadioText {
	from: string;
	text: string;
	atMs?: number;
	/** Class 0: shown at once, kept on no SIM. */
	flash?: boolean;
}

export interface RadioWiring {
	store: SimStore;
	memory(): ModemMemory;
	nowMs(): number;
	strikes(at: Fault["at"]): Fault[];
	chance(): number;
	/** Writes lines that come by themselves; lost where no program has the port open. */
	say(lines: readonly string[]): void;
	isOpen(): boolean;
	hasPower(): boolean;
	later(ms: number, then: () => void): void;
	reportDelayMs: number;
	/** How long a text that was handed over on the line may go without CNMA. */
	acknowledgeMs: number;
	onAccepted(text: Accepted): void;
	onLost(pdu: string): void;
}

/** The network at the other side of the simulated modem: it delivers, holds, takes and reports. */
export function makeRadio(wiring: RadioWiring) {
	const { store, memory, strikes, later, nowMs } = wiring;
	let mr = store.accepted().at(-1)?.mr ?? 0;
	let longReference = 0;
	let unacknowledged: { pdu: string } | null = null;
	/** PDUs of late, so that no two texts are the same to the octet. */
	const recent = new Set<string>();

	const isReached = () => {
		const { registration, radio, sim } = memory();
		return wiring.hasPower() && sim === "ready" && radio === 1 && (registration === 1 || registration === 5);
	};
	const receiving = () => {
		const { make, chosen, cards } = memory();
		const name = make.arrivesIn ?? chosen[2];
		return { name, card: cards.get(name) };
	};

	/** The network hands over a PDU: on the line where that was asked for, else into the memory, else it keeps it. */
	function arrive(pdu: string) {
		const kind = isReport(pdu) ? "report" : "text";
		const { mode, ...notices } = memory().notices;
		const wish = mode === 0 ? 0 : kind === "text" ? notices.texts : notices.reports;
		const faults = strikes("arrival");
		const direct =
			(kind === "text" ? wish >= 2 : wish === 1) || isFlash(pdu) || faults.some(({ does }) => does === "direct");
		if (!isReached() || (direct && unacknowledged)) return store.pushWaiting(pdu);
		if (kind === "report" && notices.reports === 0) return;
		if (direct) return handOver(pdu, kind);
		const { name, card } = receiving();
		const slot = card?.add(pdu, kind === "text") ?? null;
		if (slot === null) return store.pushWaiting(pdu);
		if (wish === 0 || faults.some(({ does }) => does === "lose")) return;
		const notice = () => wiring.say([`${kind === "text" ? "+CMTI" : "+CDSI"}: "${name}",${slot}`]);
		const delayMs = faults.reduce((sum, { does, ms }) => sum + (does === "delay" ? ms : 0), 0);
		if (delayMs > 0) later(delayMs, notice);
		else notice();
		if (faults.some(({ does }) => does === "repeat")) notice();
	}

	/** On the line itself. Without CNMA in time the modem goes deaf and the network tries again (reliability §1.8). */
	function handOver(pdu: string, kind: "text" | "report") {
		const mine = { pdu };
		if (memory().acknowledges) {
			unacknowledged = mine;
			later(wiring.acknowledgeMs, () => {
				if (unacknowledged !== mine) return;
				unacknowledged = null;
				const { notices } = memory();
				memory().notices = { ...notices, texts: 0, reports: 0 };
				store.pushWaiting(pdu);
				later(0, pull);
			});
		} else if (!wiring.isOpen()) wiring.onLost(pdu);
		wiring.say([`${kind === "text" ? "+CMT: ," : "+CDS: "}${octetsOf(pdu)}`, pdu]);
	}

	/** The network tries again what it holds. */
	function pull() {
		const { card } = receiving();
		if (!isReached() || unacknowledged || !card || card.all().length >= card.room) return;
		if (store.handOverWaiting(arrive)) later(0, pull);
	}

	function report(submit: Submit, reference: number, atMs: number) {
		let status = 0;
		let delayMs = 0;
		let copies = 1;
		for (const { does, code, ms } of strikes("report")) {
			if (does === "lose") return;
			if (does === "status") status = Number(code);
			if (does === "delay") delayMs += ms;
			if (does === "repeat") copies += 1;
		}
		later(delayMs, () => {
			const pdu = encodeStatusReport({ reference, to: submit.to, atMs, doneAtMs: nowMs(), status });
			for (let copy = 0; copy < copies; copy += 1) arrive(pdu);
		});
	}

	return {
		text({ from, text, atMs = nowMs(), flash = false }: RadioText) {
			longReference = (longReference + 1) % 256;
			let at = atMs;
			const encode = () => encodeDeliver({ from, text, atMs: at, reference: longReference });
			let pdus = encode();
			// A centre's stamp has seconds only: the same words again in one second would be the same PDU.
			while (pdus.some((pdu) => recent.has(pdu))) {
				at += 1000;
				pdus = encode();
			}
			if (recent.size > 5_000) recent.clear();
			for (const pdu of pdus) recent.add(pdu);
			if (pdus.length > 1) pdus = mishandled(pdus);
			for (const pdu of pdus) arrive(flash ? asFlash(pdu) : pdu);
		},
		deliver(pdus: readonly string[]) {
			for (const pdu of pdus) arrive(pdu);
		},
		/** Takes a text, or says with which number it refuses. */
		accept(submit: Submit, pdu: string): { mr: number } | { refused: number } {
			if (!isReached()) return { refused: 331 };
			if (memory().make.centre === null && submit.centre === null) return { refused: 330 };
			const repeated = submit.rejectDuplicates && submit.reference !== 0;
			if (repeated && store.accepted().some((one) => one.mr === submit.reference && body(one.pdu) === body(pdu)))
				return { refused: 197 };
			if (!repeated) mr = (mr + 1) % 256;
			const mine = repeated ? submit.reference : mr;
			const accepted = store.accept({ atMs: nowMs(), to: submit.to.value, pdu, mr: mine });
			wiring.onAccepted(accepted);
			if (submit.wantsReport) later(wiring.reportDelayMs, () => report(submit, mine, accepted.atMs));
			return { mr: mine };
		},
		pull,
		/** CNMA. */
		acknowledged(): boolean {
			if (!unacknowledged) return false;
			unacknowledged = null;
			later(0, pull);
			return true;
		},
	};

	/** Parts of a long text come in any order, twice, or not at all. */
	function mishandled(pdus: string[]): string[] {
		let parts = [...pdus];
		for (const { does } of strikes("radio")) {
			if (does === "shuffle")
				parts = parts
					.map((pdu) => ({ pdu, at: wiring.chance() }))
					.sort(byPlace)
					.map(pduOf);
			if (does === "lose") parts.splice(Math.floor(wiring.chance() * parts.length), 1);
			if (does === "repeat") parts = parts.flatMap((pdu) => [pdu, pdu]);
		}
		return parts;
	}
}

export type Radio = ReturnType<typeof makeRadio>;

const byPlace = (a: { at: number }, b: { at: number }) => a.at - b.at;
const pduOf = ({ pdu }: { pdu: string }) => pdu;

/** Octet of a PDU behind its centre field. */
function octet(pdu: string, nth: number): number {
	const at = 2 * (Number.parseInt(pdu.slice(0, 2), 16) + 1 + nth);
	return Number.parseInt(pdu.slice(at, at + 2), 16);
}

const isReport = (pdu: string) => (octet(pdu, 0) & 3) === 2;

function isFlash(pdu: string): boolean {
	const decoded = decodeTpdu(pdu);
	return decoded.ok && decoded.value.kind === "deliver" && decoded.value.class === 0;
}

/** The same DELIVER with class 0 in its coding scheme. Takes an empty centre field. */
function asFlash(pdu: string): string {
	const at = 2 * (1 + 1 + 2 + Math.ceil(octet(pdu, 1) / 2) + 1);
	const scheme = Number.parseInt(pdu.slice(at, at + 2), 16) | 0x10;
	return pdu.slice(0, at) + scheme.toString(16).padStart(2, "0").toUpperCase() + pdu.slice(at + 2);
}

/** A SUBMIT without its first octet and reference, which a repeat changes. */
function body(pdu: string): string {
	return pdu.slice(2 * (Number.parseInt(pdu.slice(0, 2), 16) + 3));
}
