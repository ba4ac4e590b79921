import { type Cell, shownText } from "../reading/index.ts";
import type { OutCell } from "./book-plan.ts";

/** What XML can't hold, and what would be taken for such a sign when it is read again (ECMA-376 part 1, 22.9.2.19). */
const unwritable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=[xX][0-9A-Fa-f]{4}_)/g;
/** Programs make a formula of a text that begins so, when it comes from a text table. */
export const formulaStart = /^'*[=+\-@\t\r\u0000＝＋－＠]/;

/** Text for a workbook, with `_x000D_` and its like for what can't stand there. */
export function escapeText(text: string): string {
	return text.replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

export function textOf(cell: OutCell): string {
	return cell === null ? "" : typeof cell === "string" ? cell : shownText(cell);
}

/** Text for a text table: an apostrophe in front of what would become a formula; reading takes it away again. */
export function plainText(cell: OutCell): string {
	const text = textOf(cell);
	const bare = text.replaceAll("\0", "");
	return formulaStart.test(text) ? `'${bare}` : bare;
}

/** A cell as the workbook library takes it. What had lost something keeps the signs of that, so that it is refused again when it is read. */
export function bookValue(cell: OutCell): {
	value: string | number | boolean | { error: string } | null;
	format: string;
} {
	if (cell === null) return { value: null, format: "@" };
	if (typeof cell === "string") return { value: escapeText(cell), format: "@" };
	switch (cell.kind) {
		case "number":
			return /e/i.test(cell.written) || !keepsDigits(cell)
				? { value: cell.written, format: "@" }
				: { value: cell.value, format: cell.format ?? "General" };
		case "boolean":
			return { value: cell.value, format: "General" };
		case "error":
			return { value: { error: knownErrors.has(cell.code) ? cell.code : "#VALUE!" }, format: "General" };
		case "no-value":
			return { value: { error: "#N/A" }, format: "General" };
		default:
			return { value: escapeText(shownText(cell)), format: "@" };
	}
}

const knownErrors = new Set(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]);

function keepsDigits(cell: Cell & { kind: "number" }): boolean {
	return Number.isFinite(cell.value) && Number(cell.written) === cell.value && cell.written.length <= 17;
}
