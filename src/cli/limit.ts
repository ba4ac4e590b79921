import type { Args } from "./flags.ts";
import { misuse, type Outcome } from "./outcome.ts";

/** A whole number that is not negative. Misuse: `not-a-count`. */
export function countOf(args: Args, flag: string, otherwise: number): Outcome<number> {
	const value = args.value(flag);
	if (value === undefined) return { ok: true, value: otherwise };
	const count = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
	return Number.isNaN(count) ? misuse("not-a-count", { flag: `--${flag}`, value }) : { ok: true, value: count };
}

const pageSize = 500;

/** Rows of a list that the core gives in pages; `limit` 0 means all. Each page is handed over before the next is asked for. */
export async function inPages<Row>(
	limit: number,
	ask: (page: { limit: number; after?: string }) => Promise<Outcome<{ rows: Row[]; next: string | null }>>,
	show: (row: Row) => Promise<Outcome<unknown>>,
): Promise<Outcome<number>> {
	let shown = 0;
	let after: string | undefined;
	do {
		const wanted = limit === 0 ? pageSize : Math.min(pageSize, limit - shown);
		const page = await ask(after === undefined ? { limit: wanted } : { limit: wanted, after });
		if (!page.ok) return page;
		for (const row of page.value.rows) {
			const showing = await show(row);
			if (!showing.ok) return showing;
		}
		shown += page.value.rows.length;
		after = page.value.rows.length > 0 ? (page.value.next ?? undefined) : undefined;
	} while (after !== undefined && (limit === 0 || shown < limit));
	return { ok: true, value: shown };
}
