import type { SimCard } from "./sim-card.ts";

export type SimState = "ready" | "pin" | "puk" | "missing";
export type UssdForm = "plain" | "packed" | "ucs2";

/** How the simulated modem and its SIM are made. */
export interface ModemMake {
	maker: string;
	model: string;
	imei: string;
	imsi: string;
	number: string | null;
	operator: string;
	/** Service centre, null where the SIM names none. */
	centre: string | null;
	pin: string | null;
	puk: string | null;
	/** Forms of CNMI it takes: highest mt, highest ds. */
	mostNotices: { texts: number; reports: number };
	/** Beginnings of commands it answers with ERROR, without AT and in capitals. */
	refuses: readonly string[];
	/** What reading an empty place is answered with; null: a bare OK. */
	emptyRead: number | null;
	/** Answers to service codes, and how they are written. */
	ussd: Readonly<Record<string, string>>;
	ussdForm: UssdForm;
	/** Names of the memories it offers. */
	memories: readonly string[];
	/** Texts arrive here, whatever was chosen; null: where CPMS says. */
	arrivesIn: string | null;
}

/** What it remembers while it has power. */
export interface ModemMemory {
	make: ModemMake;
	cards: ReadonlyMap<string, SimCard>;
	/** Memories for reading, writing and receiving. */
	chosen: [string, string, string];
	sim: SimState;
	pinTries: number;
	echo: boolean;
	/** CMEE: plain, numbers, words. */
	errors: number;
	textMode: boolean;
	characterSet: string;
	/** CNMI. */
	notices: { mode: number; texts: number; reports: number };
	acknowledges: boolean;
	/** CFUN: 1 the radio is on. */
	radio: number;
	registration: number;
	registrationNotices: number;
	operatorFormat: number;
	signal: number;
}

/** What commands set in motion outside the modem's memory. */
export interface ModemDeeds {
	isSimBusy(): boolean;
	/** A place came free. */
	freed(): void;
	/** CNMA. False where nothing waits for it. */
	acknowledged(): boolean;
	/** A service code was dialled; its answer comes by itself. */
	dial(code: string): void;
	/** CFUN=1,1. */
	reboot(): void;
}

export function freshMemory(make: ModemMake, cards: ReadonlyMap<string, SimCard>, sim: SimState): ModemMemory {
	const first = make.memories[0] ?? "SM";
	return {
		make,
		cards,
		chosen: [first, first, first],
		sim,
		pinTries: sim === "puk" ? 0 : 3,
		echo: true,
		errors: 0,
		textMode: false,
		characterSet: "GSM",
		notices: { mode: 0, texts: 0, reports: 0 },
		acknowledges: false,
		radio: 1,
		registration: 1,
		registrationNotices: 0,
		operatorFormat: 0,
		signal: 23,
	};
}

/** The memory that is read from. */
export function readCard({ cards, chosen }: ModemMemory): SimCard {
	const card = cards.get(chosen[0]);
	if (!card) throw new Error(`there is no memory ${chosen[0]}`);
	return card;
}
