import Papa from "papaparse";
import { Unreadable } from "../unreadable.ts";

const candidates = [",", ";", "\t", "|"];
const looked = 200;

/** What parts the columns, and where the table begins: Excel's own `sep=;` in the first line is no row of it. */
export function findSeparator(text: string, wished?: string): { separator: string; start: number } {
	const said = /^sep=(.)\n/i.exec(text.slice(0, 8));
	if (wished !== undefined && !/^[^"\n\r]$/.test(wished)) throw new Unreadable("separator-unknown");
	const start = said?.[0].length ?? 0;
	const separator = wished ?? said?.[1] ?? likeliest(text.slice(start, start + 200_000));
	return { separator, start };
}

/** The one that makes most rows equally wide; a file of one column has none, and a comma does no harm there. */
function likeliest(text: string): string {
	let best = { separator: ",", score: 0 };
	for (const separator of candidates) {
		const { data } = Papa.parse<string[]>(text, { delimiter: separator, newline: "\n", preview: looked });
		const widths = new Map<number, number>();
		for (const row of data) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
		const [width = 1, rows = 0] = [...widths].sort(([, a], [, b]) => b - a)[0] ?? [];
		const score = (rows / data.length) * (1 + Math.log2(width) / 10);
		if (rows > 0 && score > best.score) best = { separator, score };
	}
	return best.separator;
}
