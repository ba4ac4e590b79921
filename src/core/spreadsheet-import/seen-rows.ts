/** The row of a sheet that a number was met in first, with the name there; of a number that several share, each name with its first row. */
type Sharers = { row: number; name: string } | Map<string, number>;

/** Where numbers, people and ids of one sheet were met first. A hundred thousand rows must fit beside everything else, so nothing is kept twice. */
export class SeenRows {
	readonly #ids = new Map<string, number>();
	readonly #numbers = new Map<string, Sharers>();

	/** The first row with this id; notes this one where there is none. */
	otherWithId(key: string, row: number): number | null {
		const first = this.#ids.get(key);
		if (first === undefined) this.#ids.set(key, row);
		return first ?? null;
	}

	/** The first rows with this number, and with the same name beside it; notes this one. */
	othersWithNumber(digits: string, name: string, row: number): { number: number | null; person: number | null } {
		const seen = this.#numbers.get(digits);
		if (!seen) {
			this.#numbers.set(digits, { row, name });
			return { number: null, person: null };
		}
		const sharers = seen instanceof Map ? seen : new Map([[seen.name, seen.row]]);
		const [number = null] = sharers.values();
		const person = sharers.get(name) ?? null;
		if (person === null) sharers.set(name, row);
		if (sharers !== seen && sharers.size > 1) this.#numbers.set(digits, sharers);
		return { number, person };
	}
}
