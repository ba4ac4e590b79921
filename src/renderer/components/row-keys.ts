/** Rows that PageUp and PageDown jump over. */
const pageOfRows = 10;

/** Where a key leads from row `from` of `count`; null for keys that lead nowhere. */
export function destination(key: string, from: number, count: number): number | null {
	switch (key) {
		case "ArrowDown":
			return from + 1;
		case "ArrowUp":
			return from - 1;
		case "PageDown":
			return from + pageOfRows;
		case "PageUp":
			return from - pageOfRows;
		case "Home":
			return 0;
		case "End":
			return count - 1;
		default:
			return null;
	}
}
