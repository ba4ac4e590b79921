/** So many in so many milliseconds; whoever comes when they are used up is told to wait (commcare-behaviour §7.1). */
export interface Rate {
	most: number;
	perMs: number;
}

/** Which limits hold; none: as many as come. */
export interface Rates {
	forms: Rate | null;
	calls: Rate | null;
	/** Sent with a refusal; HQ does not promise it. */
	retryAfterSeconds: number | null;
}

/** Counts what came within the window. */
export class RateCount {
	#times: number[] = [];
	/** Requests that were refused. */
	refused = 0;

	takes(rate: Rate | null, nowMs: number): boolean {
		if (!rate) return true;
		this.#times = this.#times.filter((at) => nowMs - at < rate.perMs);
		if (this.#times.length >= rate.most) {
			this.refused += 1;
			return false;
		}
		this.#times.push(nowMs);
		return true;
	}
}
