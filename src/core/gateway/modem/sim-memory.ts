import { lineOf } from "../at/answer-lines.ts";
import type { AtSession } from "../at/at-session.ts";
import type { Timing } from "./timing.ts";

/** Where a modem keeps texts. */
export interface Memory {
	/** The one that is selected. */
	memory: string;
	/** All that can be read from; what came in another one is not lost. */
	memories: string[];
	/** How many texts fit and are there; 0 and null where it does not say. */
	room: number;
	used: number | null;
}

export async function chooseMemory(session: AtSession, timing: Timing): Promise<Memory> {
	const list = lineOf(await session.ask("AT+CPMS=?", timing.commandMs), "+CPMS:");
	// The first list is what can be read. Some leave out the brackets, and then all lists look like one.
	const offered = /\(([^)]*)\)/.exec(list)?.[1] ?? list;
	const known = ["SM", "ME", "MT"].filter((name) => offered.includes(`"${name}"`));
	const memory = known[0] ?? "SM";
	const memories = known.filter((name) => name !== "MT");
	for (const count of [3, 2, 1]) {
		const wish = Array.from({ length: count }, () => `"${memory}"`).join(",");
		const answer = await session.ask(`AT+CPMS=${wish}`, timing.commandMs);
		if (answer.outcome.kind !== "ok") continue;
		const [used, room] = places(lineOf(answer, "+CPMS:"));
		return { memory, memories, room: room ?? 0, used: used ?? null };
	}
	return { memory, memories, room: 0, used: null };
}

/** Places taken and places there are in the selected memory; nulls where the modem does not say. */
export async function askPlaces(
	session: AtSession,
	timing: Timing,
): Promise<{ used: number | null; room: number | null }> {
	const line = lineOf(await session.ask("AT+CPMS?", timing.commandMs), "+CPMS:");
	const [used, room] = places(line.replace(/"\w+"\s*,/g, ""));
	return { used: used ?? null, room: room ?? null };
}

/** `+CPMS: 3,30,…`, with or without brackets. */
function places(line: string): number[] {
	return (/^\+CPMS:\s*\(?\s*(\d+)\s*,\s*(\d+)/.exec(line) ?? []).slice(1).map(Number);
}

const noticeWishes = ["2,1,0,2,0", "2,1,0,1,0", "2,1,0,0,0", "1,1,0,0,0", "3,1,0,0,0"];

/** Notices of new texts and reports, as far as the modem goes along; without any there is still the sweep. */
export async function askForNotices(session: AtSession, timing: Timing): Promise<void> {
	for (const wish of noticeWishes) {
		const { outcome } = await session.ask(`AT+CNMI=${wish}`, timing.commandMs);
		if (outcome.kind !== "error") return;
	}
}
