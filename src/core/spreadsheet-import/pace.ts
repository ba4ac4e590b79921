import type { OutpostEvent } from "../api/events.ts";
import type { Clock } from "../ground/index.ts";

/** What is heard of lately; a rate of the whole work would lag behind a machine that has become slow. */
const latelyMs = 5_000;

/** How far a work is, how fast it goes, and what is left at that rate. */
export class Pace {
	readonly #clock: Clock;
	readonly #job: string;
	readonly #total: number | null;
	#marks: { ms: number; done: number }[] = [];

	constructor(clock: Clock, job: string, total: number | null) {
		this.#clock = clock;
		this.#job = job;
		this.#total = total;
	}

	/** The news that so many are done. */
	at(done: number): OutpostEvent & { type: "progress" } {
		const ms = this.#clock.upMs();
		this.#marks.push({ ms, done });
		while (this.#marks.length > 2 && (this.#marks[1]?.ms ?? ms) <= ms - latelyMs) this.#marks.shift();
		const since = this.#marks[0];
		const news = { type: "progress", job: this.#job, done, total: this.#total } as const;
		if (!since || since.ms >= ms || done <= since.done) return news;
		const perSecond = (1000 * (done - since.done)) / (ms - since.ms);
		const secondsLeft = this.#total === null ? null : Math.max(0, Math.ceil((this.#total - done) / perSecond));
		return { ...news, perSecond: Math.round(perSecond), secondsLeft };
	}
}
