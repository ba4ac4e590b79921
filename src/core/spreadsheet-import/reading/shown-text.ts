import type { Cell } from "./cell.ts";
import { renderNumber } from "./render-number.ts";

/** What a person would read in the cell. */
export function shownText(cell: Cell): string {
	switch (cell.kind) {
		case "empty":
		case "no-value":
			return "";
		case "text":
		case "date":
			return cell.text;
		case "number":
			return renderNumber(cell.value, cell.format) ?? String(cell.value);
		case "boolean":
			return cell.value ? "TRUE" : "FALSE";
		case "error":
			return cell.code;
	}
}
