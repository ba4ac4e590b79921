import type { Clock } from "../ground/index.ts";

/** What a step may take with its commit: others who want the thread wait for less than 50 ms, also where one row takes longer than the rest. */
const wholeMs = 30;
const [leastMs, mostMs] = [3, 22];
/** A slow commit is remembered for some ten steps. */
const fading = 0.9;

/** How long steps may work on rows, by how long their commits take on this computer at this moment. */
export class Stride {
	readonly #clock: Clock;
	#began = 0;
	#workedMs = 0;
	#commitMs = wholeMs - mostMs;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** A step begins. */
	begin(): void {
		this.#began = this.#clock.upMs();
	}

	/** To be asked after each row: is there time for another? */
	goesOn(): boolean {
		this.#workedMs = this.#clock.upMs() - this.#began;
		return this.#workedMs < Math.min(mostMs, Math.max(leastMs, wholeMs - this.#commitMs));
	}

	/** The step is committed. */
	end(): void {
		this.#commitMs = Math.max(this.#commitMs * fading, this.#clock.upMs() - this.#began - this.#workedMs);
	}
}
