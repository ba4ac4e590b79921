import type { SheetLook } from "../core/api/index.ts";
import { misuse, type Outcome, refused } from "./outcome.ts";

/** The column that somebody named: its header, or `#1` for the first. */
export function columnAt(look: SheetLook, named: string): number | undefined {
	const number = /^#(\d{1,3})$/.exec(named)?.[1];
	if (number !== undefined) return look.columns.find(({ column }) => column === Number(number) - 1)?.column;
	const wanted = named.trim();
	const found =
		look.columns.find(({ header }) => header === wanted) ??
		look.columns.find(({ header }) => header.toLowerCase() === wanted.toLowerCase());
	return found?.column;
}

/** Each column with what it becomes: as named on the command line, else as guessed. Nothing behind the `=`: not imported. */
export function mappedColumns(
	look: SheetLook,
	maps: readonly string[],
): Outcome<{ column: number; to: string; guessed: boolean }[]> {
	const named = new Map<number, string>();
	for (const map of maps) {
		const at = map.lastIndexOf("=");
		if (at < 1) return misuse("not-a-pair", { word: map.slice(0, 80) });
		const column = columnAt(look, map.slice(0, at));
		if (column === undefined) return refused("column-missing", { column: map.slice(0, at) });
		named.set(column, map.slice(at + 1).trim());
	}
	const taken = new Set(named.values());
	const columns = look.columns.flatMap(({ column, guess }) => {
		const to = named.get(column) ?? (guess !== null && (guess === "phone" || !taken.has(guess)) ? guess : "");
		return to === "" ? [] : [{ column, to, guessed: !named.has(column) }];
	});
	return { ok: true, value: columns };
}
