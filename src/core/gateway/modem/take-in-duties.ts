import { handleWaitingParts, type Slot } from "../inbound/take-in.ts";
import { readReportSlots, readSlots, type Swept, sweepStore } from "./read-store.ts";
import { type Duty, type DutyEnd, recover, type Shift } from "./shift.ts";

/** Delivery reports can wait a little and are then taken together, as long as half of the SIM is free for what people write. */
const mostReportsWaiting = 16;
const usualReportsWaiting = 8;
const longestReportWaitMs = 1_000;

/** Without this word within seconds the modem stops telling of texts (modem §2.4). */
export const acknowledge: Duty = async ({ post, session }) => {
	if (post.ear.toAcknowledge === 0) return "nothing";
	post.ear.toAcknowledge -= 1;
	await session.ask("AT+CNMA", post.deps.timing.commandMs);
	return "done";
};

/** Takes in what lies on the SIM, at the start, each minute, and at once where the SIM was full. */
export const sweep: Duty = async (shift) => {
	const { post, reader } = shift;
	const { clock, timing } = post.deps;
	if (post.ear.storeIsFull) shift.sweepAt = 0;
	if (clock.upMs() < shift.sweepAt) return "nothing";
	post.ear.storeIsFull = false;
	let mayBeMore = false;
	for (const memory of [reader.memory, ...shift.otherMemories]) {
		const swept = await sweepStore(reader, memory, shift.readsByPlace);
		if (swept === null) return lostInSweep(shift);
		mayBeMore ||= wasFull(swept, reader.room);
	}
	shift.sweepAt = clock.upMs() + (mayBeMore ? 0 : timing.sweepEveryMs);
	// After the first look notices tell of the others.
	shift.otherMemories = [...shift.namedMemories];
	handleWaitingParts(post.deps);
	return "done";
};

/** A list of a full SIM takes some modems too long: the next look goes from place to place. */
function lostInSweep(shift: Shift): Promise<DutyEnd> {
	shift.readsByPlace = true;
	return recover(shift);
}

/** More waits in the network then. What can't be deleted makes no room. */
function wasFull({ found, deleted }: Swept, room: number): boolean {
	return deleted > 0 && room > 0 && found >= room;
}

export const readAnnounced: Duty = (shift) => take(shift, shift.post.ear.arrived, readSlots);

export const readReportsTogether: Duty = (shift) => {
	const { reports, reportsSinceMs } = shift.post.ear;
	const { room } = shift.reader;
	const most = room === 0 ? usualReportsWaiting : Math.max(1, Math.min(mostReportsWaiting, Math.floor(room / 2)));
	const isTime = reports.length > 0 && shift.post.deps.clock.upMs() - reportsSinceMs > longestReportWaitMs;
	return isTime || reports.length >= most ? take(shift, reports, readReportSlots) : "nothing";
};

/** Nothing else is to do. */
export const readReports: Duty = (shift) => take(shift, shift.post.ear.reports, readReportSlots);

async function take(shift: Shift, slots: Slot[], read: typeof readSlots): Promise<DutyEnd> {
	if (slots.length === 0) return "nothing";
	const some = takeSlots(slots);
	const memory = some[0]?.memory ?? shift.reader.memory;
	if (memory !== shift.reader.memory) shift.namedMemories.add(memory);
	return (await read(shift.reader, some)) ? "done" : recover(shift);
}

/** Takes those off the front that lie in one memory. */
function takeSlots(slots: Slot[]): Slot[] {
	const other = slots.findIndex(({ memory }) => memory !== slots[0]?.memory);
	return slots.splice(0, Math.min(mostReportsWaiting, other < 0 ? slots.length : other));
}
