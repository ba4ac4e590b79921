import type { Cell } from "./reading/index.ts";

/** Cells as a row keeps them: text as it is, nothing as null, the rest whole. */
export function packCells(cells: readonly Cell[]): string {
	return JSON.stringify(cells.map((cell) => (cell.kind === "text" ? cell.text : cell.kind === "empty" ? null : cell)));
}

export function unpackCells(packed: string): Cell[] {
	return (JSON.parse(packed) as (string | null | Cell)[]).map((cell) => {
		if (cell === null) return { kind: "empty" };
		return typeof cell === "string" ? { kind: "text", text: cell } : cell;
	});
}
