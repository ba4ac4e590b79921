import type { Timing } from "../modem/timing.ts";
import { decodePdu } from "../pdu/pdu-view.ts";
import { type FaultWish, faultList } from "../simulator/faults.ts";
import type { SimulatedModemOptions } from "../simulator/modem-options.ts";
import { type WrongPort, wrongPort } from "../simulator/wrong-port.ts";
import { radioOffice } from "./radio-office.ts";
import { stickOnBus } from "./usb-bus.ts";

/** A fault and what may come of it. */
export interface FaultRow {
	name: string;
	faults?: FaultWish[];
	modem?: Partial<SimulatedModemOptions>;
	timing?: Partial<Timing>;
	/** Texts that go out and come in, each to and from a number of its own. */
	out?: number;
	in?: number;
	/** Letters of a text that comes in; over 160: in parts. */
	letters?: number;
	/** Whether nobody can say of some texts if they left. */
	unknown?: true;
	/** Whether some texts fail, surely not sent. */
	failed?: true;
	/** So many are said not to have reached anybody, by their delivery reports. */
	undelivered?: number;
	/** Texts come in as ones that are shown at once (class 0). */
	flash?: true;
	/** So many PDUs come in that nobody can read. */
	unreadable?: number;
	/** The credit is asked for so often between the texts. */
	balances?: number;
	/** Other ports of the same stick. */
	beside?: readonly WrongPort[];
	/** Texts that come in may lack a part. */
	incomplete?: true;
	pin?: string;
}

/** What became of all texts, by the modem's own log and by the office's word. */
export interface FaultOutcome {
	struck: number[];
	/** Texts that are in the modem's log more than once. */
	twice: number;
	/** Texts that the office calls sent and the modem never took, or that it calls failed and the modem took. */
	wrong: number;
	unknown: number;
	failed: number;
	undelivered: number;
	/** Answers of the network's service desk that were read as it wrote them. */
	balances: number;
	/** Texts without words. */
	unreadable: number;
	/** Texts that still wait at the end. */
	waiting: number;
	/** Texts that came in and were handed over not at all, or twice. */
	inLost: number;
	inTwice: number;
	/** Texts left in the modem's memory. */
	left: number;
}

/** Where a fault strikes seldom, texts come in until it has struck often enough, or so many. */
const mostTexts = 900;
/** Longer than any pause of these runs. */
const stillForMs = 60_000;
const settled = new Set(["sent", "delivered", "unknown", "failed"]);
const phone = (nth: number) => `15552${String(nth).padStart(6, "0")}`;

/** Runs texts both ways over a stick with these faults until everything is settled. */
export async function runFaults(row: FaultRow): Promise<FaultOutcome> {
	const { out = 110, in: incoming = 0 } = row;
	const stick = stickOnBus({ ...row.modem, faults: faultList.parse(row.faults ?? []) });
	for (const kind of row.beside ?? []) stick.ports.set(`tty-${kind}`, wrongPort(kind, "350000000000017"));
	const office = radioOffice({ inMemory: true, serial: stick.serial, timing: { ...patient, ...row.timing } });
	const settings = ["sendGapMs", "dailyCap", "hourlyCap"].map((name) => ({ name, value: "0" }));
	settings.push({ name: "balanceCode", value: "*144#" });
	office.gateways.add({ name: "stick", kind: "modem", port: "ttyUSB0", pin: row.pin, settings });
	const sent = new Map<string, string>();
	for (let nth = 0; nth < out; nth += 1)
		sent.set(office.send(`Text ${nth} of this run`, { to: phone(nth), gateway: "stick" }), phone(nth));
	office.gateways.start();
	try {
		const asked = askBalances(office, row.balances ?? 0);
		const wanted = new Set<string>();
		const due = faultList.parse(row.faults ?? []).map(({ times = 0 }) => times);
		const wantsMore = () => stick.modem.struck().some((struck, nth) => struck < (due[nth] ?? 0));
		const fate = (id: string) => office.lastState(id)?.state ?? "queued";
		/** What changes while anything goes on; a busy machine may be slow, but not still. */
		const traces = () =>
			[office.events.length, office.texts.length, stick.store.accepted().length, ...stick.modem.struck()].join();
		if (incoming > 0) await untilStill(() => office.gateways.list("any")[0]?.state === "ready", traces);
		for (let nth = 0; nth < incoming || (incoming > 0 && nth < mostTexts && wantsMore()); nth += 1) {
			const text = `Answer ${nth} ${"and more ".repeat(50)}`.slice(0, row.letters ?? 12 + String(nth).length);
			wanted.add(text.slice(0, 14));
			stick.modem.text({ from: phone(nth), text, flash: row.flash });
			if (nth < (row.unreadable ?? 0)) stick.modem.deliver([unreadable(nth)]);
			await pause(nth < incoming ? 3 : 20);
		}
		await untilStill(
			() =>
				[...sent.keys()].every((id) => settled.has(fate(id))) &&
				office.texts.length >= wanted.size + (row.unreadable ?? 0) &&
				isEmpty(stick),
			traces,
		);
		// Whatever would come twice comes now.
		await pause(150);
		const log = new Map<string, number>();
		for (const { pdu } of stick.store.accepted()) {
			const view = decodePdu(pdu);
			const to = view.ok ? (view.value.to ?? "") : "";
			log.set(to, (log.get(to) ?? 0) + 1);
		}
		const fates = [...sent].map(([id, to]) => ({
			fate: office.lastState(id)?.problem === "not-delivered" ? "undelivered" : fate(id),
			copies: log.get(to) ?? 0,
		}));
		const count = (holds: (one: { fate: string; copies: number }) => boolean) => fates.filter(holds).length;
		const heads = office.texts.map(({ text }) => (text ?? "").slice(0, 14));
		return {
			struck: stick.modem.struck(),
			twice: count(({ copies }) => copies > 1),
			wrong:
				count(({ fate: word, copies }) => ["sent", "delivered", "undelivered"].includes(word) && copies === 0) +
				count(({ fate: word, copies }) => word === "failed" && copies > 0),
			unknown: count(({ fate: word }) => word === "unknown"),
			failed: count(({ fate: word }) => word === "failed"),
			undelivered: count(({ fate: word }) => word === "undelivered"),
			balances: await asked,
			unreadable: office.texts.filter(({ text }) => text === null).length,
			waiting: count(({ fate: word }) => word !== "undelivered" && !settled.has(word)),
			inLost: [...wanted].filter((head) => !heads.some((one) => isSame(one, head, row))).length,
			inTwice: new Set(office.texts.map(({ id }) => id)).size - wanted.size - (row.unreadable ?? 0),
			left: stick.store.slots().length,
		};
	} finally {
		await office.end();
		stick.modem.end();
	}
}

export const balanceText = "Balance: 5.00 @ 3 {days}";

/** One after the other, as a person would. */
async function askBalances({ gateways }: ReturnType<typeof radioOffice>, times: number): Promise<number> {
	let read = 0;
	for (let nth = 0; nth < times; nth += 1) {
		await untilStill(
			() => gateways.list("any")[0]?.state === "ready",
			() => "",
		);
		const answer = await gateways.balance("stick");
		if (answer.ok && answer.value.text === balanceText) read += 1;
	}
	return read;
}

/** Beginnings of a PDU, noise, and a number in which a digit is none. */
function unreadable(nth: number): string {
	const stamp = nth.toString(16).padStart(4, "0").toUpperCase();
	return (
		[`00040B91${stamp}`, `0004ZZ${stamp}`, `07911326040000F0440B911346610089F6000420${stamp}`, stamp][nth % 4] ?? ""
	);
}

/** Long enough for a busy machine; rows with a mute modem shorten what they wait for. */
const patient: Partial<Timing> = {
	promptMs: 3_000,
	answerMs: 3_000,
	commandMs: 2_000,
	probeMs: 1_000,
	sweepEveryMs: 200,
	accountRestMs: 20,
};

/** Waits until it holds, or until nothing has changed for so long that it never will: what is left then shows in the outcome. */
async function untilStill(holds: () => boolean, traces: () => string): Promise<void> {
	let last = traces();
	for (let stillFrom = Date.now(); !holds() && Date.now() - stillFrom < stillForMs; await pause(5)) {
		const now = traces();
		if (now !== last) stillFrom = Date.now();
		last = now;
	}
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const isEmpty = ({ store }: { store: { slots(): unknown[] } }) => store.slots().length === 0;
/** A text whose first part is missing begins with an ellipsis. */
const isSame = (one: string, head: string, { incomplete }: FaultRow) =>
	one === head || (incomplete === true && one.startsWith("…"));
