import type { Store } from "../storage/index.ts";
import type { RowProblem } from "./api.ts";
import type { RowRecord } from "./batch-record.ts";

/** How a row stands, as it is counted. */
export type Standing = Pick<RowRecord, "verdict" | "would" | "decision" | "outcome" | "undone">;

/**
 * Counts what a transaction does to the rows of a batch, so that no screen counts a hundred thousand of them. Whoever writes rows says how they stood
 * and how they stand now, and writes the tally down before the transaction ends.
 */
export class RowTally {
	readonly #store: Store;
	readonly #batch: number;
	readonly #standing = new Map<string, { as: Standing; rows: number }>();
	readonly #said = new Map<string, { code: string; warning: number; rows: number }>();

	constructor(store: Store, batch: number) {
		this.#store = store;
		this.#batch = batch;
	}

	/** So many rows stood so, and stand so now; null: they were not there. */
	moved(before: Standing | null, now: Standing, rows = 1): void {
		if (before) this.#add(before, -rows);
		this.#add(now, rows);
	}

	/** What was said of one row, and what is said of it now. */
	said(before: readonly RowProblem[], now: readonly RowProblem[]): void {
		for (const [problems, one] of [
			[before, -1],
			[now, 1],
		] as const)
			for (const key of new Set(problems.map(({ code, warning, note }) => `${note ? 2 : warning ? 1 : 0} ${code}`))) {
				const known = this.#said.get(key) ?? { code: key.slice(2), warning: Number(key[0]), rows: 0 };
				known.rows += one;
				this.#said.set(key, known);
			}
	}

	/** Inside the transaction. */
	write(): void {
		for (const { as, rows } of this.#standing.values())
			if (rows !== 0)
				this.#store
					.prepare(
						`INSERT INTO import_tally (batch, verdict, would, decision, outcome, undone, rows) VALUES (?, ?, ?, ?, ?, ?, ?)
						 ON CONFLICT DO UPDATE SET rows = rows + excluded.rows`,
					)
					.run(this.#batch, as.verdict, as.would ?? "", as.decision ?? "", as.outcome ?? "", as.undone ?? "", rows);
		for (const { code, warning, rows } of this.#said.values())
			if (rows !== 0)
				this.#store
					.prepare(
						`INSERT INTO import_code_tally (batch, code, warning, rows) VALUES (?, ?, ?, ?)
						 ON CONFLICT DO UPDATE SET rows = rows + excluded.rows`,
					)
					.run(this.#batch, code, warning, rows);
		this.#standing.clear();
		this.#said.clear();
	}

	#add(as: Standing, rows: number): void {
		const key = `${as.verdict} ${as.would} ${as.decision} ${as.outcome} ${as.undone}`;
		const known = this.#standing.get(key);
		if (known) known.rows += rows;
		else this.#standing.set(key, { as, rows });
	}
}
