import { type Cell, emptyCell } from "../cell.ts";
import { isDateFormat, isoText, serialText } from "../serial-date.ts";
import { unescapeText } from "./unescape-text.ts";
import type { Workbook } from "./workbook.ts";

/** A cell as the sheet's XML has it. */
export interface RawCell {
	type: string;
	style: number;
	/** Null where the file says nothing. */
	value: string | null;
	formula: boolean;
}

const numeric = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const dateFormats = new Map<string, boolean>();

/** What the cell holds. One that the file says wrongly (an index that leads nowhere, a number that is none) is an error and never empty. */
export function cellOf(
	raw: RawCell,
	book: Pick<Workbook, "formats" | "date1904" | "uncalculated">,
	strings: readonly string[],
): Cell {
	const { type, value, formula } = raw;
	if (value === null || value === "") return formula && type !== "str" ? { kind: "no-value" } : emptyCell;
	switch (type) {
		case "s": {
			const text = /^\s*\d+\s*$/.test(value) ? strings[Number(value)] : undefined;
			return text === undefined ? { kind: "error", code: "#REF!" } : textCell(text);
		}
		case "str":
		case "inlineStr":
			return textCell(unescapeText(value));
		case "n":
			return numberCell(raw, value, book);
		case "b":
			return /^\s*(0|1|true|false)\s*$/i.test(value)
				? { kind: "boolean", value: /1|true/i.test(value) }
				: { kind: "error", code: "#VALUE!" };
		case "e":
			return { kind: "error", code: value.trim() };
		case "d": {
			const text = isoText(value);
			return text === null ? { kind: "error", code: "#VALUE!" } : { kind: "date", text };
		}
		default:
			return { kind: "error", code: "#VALUE!" };
	}
}

function textCell(text: string): Cell {
	return text === "" ? emptyCell : { kind: "text", text };
}

function numberCell(
	{ style, formula }: RawCell,
	written: string,
	book: Pick<Workbook, "formats" | "date1904" | "uncalculated">,
): Cell {
	const value = numeric.test(written) ? Number(written) : Number.NaN;
	if (!Number.isFinite(value)) return { kind: "error", code: "#NUM!" };
	if (formula && value === 0 && book.uncalculated) return { kind: "no-value" };
	return numberOrDate(value, written.trim(), book.formats[style] ?? "General", book.date1904);
}

/** A number is a date where its format shows one and the calendar has that day. */
export function numberOrDate(value: number, written: string, format: string, date1904: boolean): Cell {
	let isDate = dateFormats.get(format);
	if (isDate === undefined) {
		isDate = isDateFormat(format);
		dateFormats.set(format, isDate);
	}
	const text = isDate ? serialText(value, format, date1904) : null;
	return text === null
		? { kind: "number", value, written, format: format === "General" ? null : format }
		: { kind: "date", text };
}
