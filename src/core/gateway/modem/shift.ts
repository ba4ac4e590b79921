import type { Clock } from "../../ground/index.ts";
import type { AtSession } from "../at/at-session.ts";
import type { PartToSend } from "../outgoing/part-steps.ts";
import type { Found } from "./find-modem.ts";
import type { ModemMemory } from "./modem-memory.ts";
import { noteHealth } from "./note-health.ts";
import type { Post } from "./post.ts";
import type { StoreReader } from "./read-store.ts";
import type { StartedModem } from "./start-modem.ts";

/** From the opening of a port to its end. Times are those of the steady clock. */
export interface Shift {
	readonly post: Post;
	readonly session: AtSession;
	readonly started: StartedModem;
	readonly memory: ModemMemory;
	readonly reader: StoreReader;
	sweepAt: number;
	/** Memories besides the selected one that the next sweep looks into. */
	otherMemories: string[];
	/** Those in which a text has come in. */
	namedMemories: Set<string>;
	/** It could not give a list of its texts. */
	readsByPlace: boolean;
	healthAt: number;
	/** How far the laptop's clock and the steady one were apart at the last rest. */
	clockGapMs: number;
	/** Next to go, opened already. */
	opened: PartToSend | null;
	/** The text of which some parts have gone. */
	inHand: string | null;
	/** How long nothing may be sent now, and whether something outside forbids it. */
	waitMs: number;
	isHeld: boolean;
	/** The radio link is kept for the next text; null: this modem can't. */
	keepsLink: boolean | null;
	/** What went wrong in a row. */
	row: { unknown: number; lostPrompts: number };
}

/** What a duty came to: go on with the first again; nothing was to do; the port is to be opened anew. */
export type DutyEnd = "done" | "nothing" | "reopen";
export type Duty = (shift: Shift) => DutyEnd | Promise<DutyEnd>;

export function beginShift(post: Post, { session, started, line, memory }: Found): Shift {
	const { clock, timing } = post.deps;
	const { ownNumber, manufacturer, model, room } = started;
	post.sim = started.sim;
	post.lacksCentre = started.lacksCentre;
	post.pace.begin();
	post.status.set({ ownNumber, manufacturer, model, port: line.port });
	return {
		post,
		session,
		started,
		memory,
		reader: {
			session,
			timing,
			memory: started.memory,
			room,
			takeIn: post.take,
			cleared: post.cleared,
			takesLines: true,
		},
		sweepAt: clock.upMs(),
		otherMemories: started.memories.filter((name) => name !== started.memory),
		namedMemories: new Set(),
		readsByPlace: false,
		healthAt: noteHealth(post, started),
		clockGapMs: clockGap(clock),
		opened: null,
		inHand: null,
		waitMs: 0,
		isHeld: false,
		keepsLink: false,
		row: { unknown: 0, lostPrompts: 0 },
	};
}

/** Gets a modem that lost its step back to where it can be asked. */
export async function recover({ session }: Shift): Promise<DutyEnd> {
	return !session.isClosed() && (await session.resync()) ? "done" : "reopen";
}

/** Grows or shrinks only where one of the clocks jumps. */
export function clockGap(clock: Clock): number {
	return clock.nowMs() - clock.upMs();
}
