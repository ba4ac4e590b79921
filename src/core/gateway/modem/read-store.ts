import type { AtSession } from "../at/at-session.ts";
import type { Timing } from "./timing.ts";

/** A place on the SIM that the modem told of. */
export interface Slot {
	memory: string;
	index: number;
}

export interface StoreReader {
	session: AtSession;
	timing: Timing;
	/** The memory that is selected. */
	memory: string;
	/** Commits; only then are the places on the SIM emptied. */
	takeIn(pdus: readonly string[]): void;
}

interface Listed {
	index: number;
	/** 0 unread, 1 read; 2 and 3 are texts of the stick's owner and stay. */
	status: number;
	pdu: string;
}

/**
 * Takes in all that the selected memory holds and deletes it place by place: never all at once, which would remove what came since
 * the list (modem §2.5). Returns how many there were; null where the modem did not answer.
 */
export async function sweepStore(reader: StoreReader): Promise<number | null> {
	const { session, timing } = reader;
	const answer = await session.ask("AT+CMGL=4", timing.slowCommandMs);
	if (answer.outcome.kind === "timeout" || answer.outcome.kind === "closed") return null;
	const listed = readListing(answer.lines).filter(({ status }) => status <= 1);
	reader.takeIn(listed.map(({ pdu }) => pdu));
	for (const { index } of listed) {
		const { outcome } = await session.ask(`AT+CMGD=${index}`, timing.commandMs);
		if (outcome.kind === "timeout" || outcome.kind === "closed") return null;
	}
	return listed.length;
}

/** Takes in places of one memory, together. False where the modem did not answer. An empty place is no error: a sweep was quicker. */
export async function readSlots(reader: StoreReader, slots: readonly Slot[]): Promise<boolean> {
	const { session, timing } = reader;
	const memory = slots[0]?.memory ?? reader.memory;
	const select = async (name: string) =>
		(await session.ask(`AT+CPMS="${name}"`, timing.commandMs)).outcome.kind === "ok";
	const elsewhere = memory !== reader.memory && (await select(memory));
	const read: { index: number; pdu: string }[] = [];
	let answered = true;
	for (const { index } of slots) {
		const { outcome, lines } = await session.ask(`AT+CMGR=${index}`, timing.commandMs);
		answered &&= outcome.kind === "ok" || outcome.kind === "error";
		const head = lines.findIndex((line) => line.startsWith("+CMGR:"));
		const pdu = lines[head + 1];
		if (head >= 0 && pdu !== undefined) read.push({ index, pdu });
		if (!answered) break;
	}
	reader.takeIn(read.map(({ pdu }) => pdu));
	for (const { index } of read) {
		if (!answered) break;
		const { outcome } = await session.ask(`AT+CMGD=${index}`, timing.commandMs);
		answered = outcome.kind === "ok" || outcome.kind === "error";
	}
	if (elsewhere) await select(reader.memory);
	return answered;
}

function readListing(lines: readonly string[]): Listed[] {
	const listed: Listed[] = [];
	for (let at = 0; at < lines.length; at += 1) {
		const head = /^\+CMGL:\s*(\d+)\s*,\s*"?(\d)/.exec(lines[at] ?? "");
		const pdu = lines[at + 1];
		if (!head || pdu === undefined || pdu.startsWith("+CMGL:")) continue;
		listed.push({ index: Number(head[1]), status: Number(head[2]), pdu });
		at += 1;
	}
	return listed;
}
