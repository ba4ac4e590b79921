import { lineOf } from "../at/answer-lines.ts";
import type { AtSession, Outcome } from "../at/at-session.ts";
import type { RawPdu, Slot } from "../inbound/take-in.ts";
import { deleteTogether, readTogether } from "./read-together.ts";
import type { Timing } from "./timing.ts";

/** A PDU and where it lies. */
export type Stored = Pick<RawPdu, "pdu" | "slot">;

export interface StoreReader {
	session: AtSession;
	timing: Timing;
	/** The memory that is selected. */
	memory: string;
	/** Places there are; 0 where the modem does not say. */
	room: number;
	/** It takes several commands on one line, as far as is known. */
	takesLines: boolean;
	/** Commits; only then are the places on the SIM emptied. */
	takeIn(stored: readonly Stored[]): void;
	/** Commits that they are. */
	cleared(slots: readonly Slot[]): void;
}

/** What a sweep found and could delete. */
export interface Swept {
	found: number;
	deleted: number;
}

interface Listed {
	index: number;
	/** 0 unread, 1 read; 2 and 3 are texts of the stick's owner and stay. */
	status: number;
	pdu: string;
}

/** Of a SIM that does not tell its size. */
const usualRoom = 50;
const isAnswered = ({ kind }: Outcome) => kind === "ok" || kind === "error";

/**
 * Takes in all that a memory holds and deletes it place by place: never all at once, which would remove what came since the list
 * (modem §2.5). `byPlace`: without a list, for modems that can't give one of a full SIM. Null where the modem did not answer.
 */
export async function sweepStore(reader: StoreReader, memory = reader.memory, byPlace = false): Promise<Swept | null> {
	return inMemory(reader, memory, null, async () => {
		const listed = byPlace ? await readEach(reader) : await list(reader);
		if (listed === null) return null;
		const texts = listed.filter(({ status }) => status <= 1);
		reader.takeIn(texts.map((text) => storedIn(memory, text)));
		const deleted = await remove(reader, memory, texts);
		return deleted === null ? null : { found: texts.length, deleted };
	});
}

/**
 * Takes in places of one memory, together. False where the modem did not answer. An empty place is no error: a sweep was quicker.
 * A place that was told of twice is emptied once: by the second time the next text may lie there, unread.
 */
export async function readSlots(reader: StoreReader, slots: readonly Slot[]): Promise<boolean> {
	const memory = slots[0]?.memory ?? reader.memory;
	return inMemory(reader, memory, false, async () => {
		const read: Listed[] = [];
		let answered = true;
		for (const index of new Set(slots.map((slot) => slot.index))) {
			const text = await readPlace(reader, index);
			answered = text !== null;
			if (text === null) break;
			if (text !== "empty") read.push(text);
		}
		reader.takeIn(read.map((text) => storedIn(memory, text)));
		return answered && (await remove(reader, memory, read)) !== null;
	});
}

/**
 * The same with a line for all places where the modem takes that: a report costs a burst of texts a quarter of the time. For delivery
 * reports alone; what people wrote is read and deleted word by word.
 */
export async function readReportSlots(reader: StoreReader, slots: readonly Slot[]): Promise<boolean> {
	const memory = slots[0]?.memory ?? reader.memory;
	const indexes = [...new Set(slots.map(({ index }) => index))];
	if (!reader.takesLines || indexes.length < 2) return readSlots(reader, slots);
	return inMemory(reader, memory, false, async () => {
		const pdus = await readTogether(reader, indexes);
		if (pdus === null) {
			// Answers that are still on their way must not be taken for those of the next commands.
			if (!(await reader.session.resync())) return false;
			reader.takesLines = false;
			return readSlots(reader, slots);
		}
		const lying = indexes.map((index) => ({ memory, index }));
		reader.takeIn(pdus.map((pdu, nth) => ({ pdu, slot: lying[nth] ?? null })));
		const outcome = await deleteTogether(reader, indexes);
		if (outcome.kind === "ok") reader.cleared(lying);
		// How many it deleted is not known: the next sweep sees what is left.
		else reader.takesLines = false;
		return isAnswered(outcome);
	});
}

const storedIn = (memory: string, { index, pdu }: Listed): Stored => ({ pdu, slot: { memory, index } });

/** Selects another memory for reading, and the one before again. */
async function inMemory<T>(reader: StoreReader, memory: string, refused: T, work: () => Promise<T>): Promise<T> {
	const select = async (name: string) =>
		(await reader.session.ask(`AT+CPMS="${name}"`, reader.timing.commandMs)).outcome;
	if (memory === reader.memory) return work();
	const selected = await select(memory);
	if (!isAnswered(selected)) return refused;
	const done = await work();
	if (selected.kind === "ok") await select(reader.memory);
	return done;
}

async function list(reader: StoreReader): Promise<Listed[] | null> {
	const { outcome, lines } = await reader.session.ask("AT+CMGL=4", reader.timing.slowCommandMs);
	if (outcome.kind === "error") return readEach(reader);
	return isAnswered(outcome) ? readListing(lines) : null;
}

/** Some count places from 0, most from 1. */
async function readEach(reader: StoreReader): Promise<Listed[] | null> {
	const listed: Listed[] = [];
	for (let index = 0; index <= (reader.room || usualRoom); index += 1) {
		const text = await readPlace(reader, index);
		if (text === null) return null;
		if (text !== "empty") listed.push(text);
	}
	return listed;
}

async function readPlace({ session, timing }: StoreReader, index: number): Promise<Listed | "empty" | null> {
	const answer = await session.ask(`AT+CMGR=${index}`, timing.commandMs);
	if (!isAnswered(answer.outcome)) return null;
	const head = lineOf(answer, "+CMGR:");
	const pdu = answer.lines[answer.lines.indexOf(head) + 1];
	if (head === "" || pdu === undefined) return "empty";
	return { index, status: Number(/^\+CMGR:\s*"?(\d)/.exec(head)?.[1] ?? 0), pdu };
}

/** How many could be deleted. A place that can't be emptied is seen again by the next sweep and known by then. */
async function remove(reader: StoreReader, memory: string, texts: readonly Listed[]): Promise<number | null> {
	const { session, timing } = reader;
	const cleared: Slot[] = [];
	let answered = true;
	for (const { index } of texts) {
		const { outcome } = await session.ask(`AT+CMGD=${index}`, timing.commandMs);
		answered = isAnswered(outcome);
		if (!answered) break;
		if (outcome.kind === "ok") cleared.push({ memory, index });
	}
	if (cleared.length > 0) reader.cleared(cleared);
	return answered ? cleared.length : null;
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
