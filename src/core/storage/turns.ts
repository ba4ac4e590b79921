// Two connections of one program to one file, on two threads: the office, where people wait for an answer, and a long work. SQLite alone would let the
// office look again every few hundredths of a second, and it would seldom find a gap. So the office says that it wants to write, and the work, which
// asks after each row, ends its transaction and stands back until the office has written.

import { maySleep } from "./sleep.ts";

/** Places in the memory that both share: how many want to write in the office; 1 while the work is in a transaction. */
const [wanted, held] = [0, 1];

/** A side of it, around each transaction. */
export interface Turns {
	begin(): void;
	end(): void;
}

/** A work that died in its transaction is not waited for longer than this. */
const [waitMs, mostWaits] = [50, 40];

/** The side that goes first. */
export function officeTurns(shared: SharedArrayBuffer): Turns {
	const flags = new Int32Array(shared);
	return {
		begin() {
			Atomics.add(flags, wanted, 1);
			if (!maySleep) return;
			for (let waits = 0; waits < mostWaits && Atomics.load(flags, held) === 1; waits++)
				Atomics.wait(flags, held, 1, waitMs);
		},
		end() {
			Atomics.sub(flags, wanted, 1);
			Atomics.notify(flags, wanted);
		},
	};
}

/** The side that stands back. */
export function workTurns(shared: SharedArrayBuffer): Turns & { isWanted(): boolean } {
	const flags = new Int32Array(shared);
	const letGo = () => {
		Atomics.store(flags, held, 0);
		Atomics.notify(flags, held);
	};
	return {
		begin() {
			for (;;) {
				Atomics.store(flags, held, 1);
				const many = Atomics.load(flags, wanted);
				if (many === 0) return;
				letGo();
				Atomics.wait(flags, wanted, many, 1_000);
			}
		},
		end: letGo,
		isWanted: () => Atomics.load(flags, wanted) > 0,
	};
}

/** Memory for one work. */
export function newTurns(): SharedArrayBuffer {
	return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}
