import type { Cell } from "./cell.ts";
import { renderNumber } from "./render-number.ts";

/** What a column is for: a phone number and an id lose their sense with one digit. */
export type CellUse = "plain" | "phone" | "id" | "date";

export interface CellReading {
	/** Null: nothing is said, so nothing is to be changed. `""`: to be cleared (`---`). */
	value: string | null;
	/** The row can't be taken with this: `digits-lost`, `letters-lost`, `formula-without-value`, `cell-error`, `bad-date`, `date-instead`. */
	problem?: string;
	/** Somebody should look: `digits-lost`, `date-doubtful`. */
	warning?: string;
}

/** A double keeps every whole number of so many digits; Excel keeps no more. */
const safeDigits = 15;
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?: \d{2}:\d{2}:\d{2})?$/;

/** What a cell stands for as a case property (always text), without a guess: what can't be known is a problem or a warning. */
export function cellValue(cell: Cell, as: CellUse): CellReading {
	switch (cell.kind) {
		case "empty":
			return { value: null };
		case "text":
			return textValue(cell.text, as);
		case "number":
			return as === "date" ? { value: String(cell.value), problem: "bad-date" } : numberValue(cell, as);
		case "boolean":
			return { value: cell.value ? "True" : "False", ...(as === "date" ? { problem: "bad-date" } : {}) };
		case "date":
			return dateValue(cell.text, as);
		case "error":
			return { value: null, problem: "cell-error" };
		case "no-value":
			return { value: null, problem: "formula-without-value" };
	}
}

function textValue(text: string, as: CellUse): CellReading {
	if (text === "") return { value: null };
	if (text.trim() === "---") return { value: "" };
	if (text.includes("\uFFFD")) return { value: text, problem: "letters-lost" };
	if (as === "date") return isRealDate(text.trim()) ? { value: text.trim() } : { value: text, problem: "bad-date" };
	if (as === "phone") return phoneText(text);
	if (/^\s*[+-]?\d[.,]\d+E\+?\d{2,}\s*$/i.test(text)) {
		return as === "id" ? { value: text, problem: "digits-lost" } : { value: text, warning: "digits-lost" };
	}
	return { value: text };
}

/** `9.2E+11` has lost its digits; `919876543210.0`, as statistics programs write it, has lost none. */
function phoneText(text: string): CellReading {
	if (/^\s*[+-]?\d+(?:[.,]\d+)?E[+-]?\d+\s*$/i.test(text)) return { value: text, problem: "digits-lost" };
	const decimal = /^\s*(\+?\d{5,})[.,](\d*)\s*$/.exec(text);
	if (!decimal) return { value: text };
	return /^0*$/.test(decimal[2] ?? "") ? { value: decimal[1] ?? text } : { value: text, problem: "digits-lost" };
}

function numberValue(cell: Cell & { kind: "number" }, as: CellUse): CellReading {
	const { value, written } = cell;
	if (!Number.isInteger(value)) {
		if (as === "phone") return { value: written, problem: "digits-lost" };
		if (as === "id") return { value: wholeText(Math.trunc(value), ""), warning: "digits-lost" };
		// A sheet keeps and shows fifteen digits; those behind them are the noise of binary fractions.
		return { value: String(Number(value.toPrecision(safeDigits))) };
	}
	const digits = wholeText(value, written);
	const length = digits.replace("-", "").length;
	if (length > safeDigits) {
		return as === "plain" ? { value: digits, warning: "digits-lost" } : { value: digits, problem: "digits-lost" };
	}
	if (as === "phone") return phoneNumber(cell, digits);
	return { value: paddedBy(cell, digits) };
}

function phoneNumber(cell: Cell & { kind: "number" }, digits: string): CellReading {
	const [, mantissa = "", exponent] = /^[+-]?([\d.]+)(?:e([+-]?\d+))?$/i.exec(cell.written) ?? [];
	const significant = mantissa.replace(".", "").length;
	if (cell.value < 0) return { value: digits, problem: "digits-lost" };
	if (exponent !== undefined && significant <= 6 && significant < digits.length) {
		return { value: digits, problem: "digits-lost" };
	}
	const shown = renderNumber(cell.value, cell.format);
	const value = shown !== null && /^[+()\d\s./-]+$/.test(shown) && !/[.,]\d+$/.test(shown) ? shown : digits;
	// `9.19877E+11` that went through a sheet again: a number that ends so has most likely been rounded.
	return digits.length >= 10 && /0{6}$/.test(digits) ? { value, warning: "digits-lost" } : { value };
}

/** Leading zeros that only the format shows belong to the value: whoever looks at the sheet sees them. */
function paddedBy(cell: Cell & { kind: "number" }, digits: string): string {
	return /^0{2,}$/.test(cell.format ?? "") && cell.value >= 0 ? digits.padStart(cell.format?.length ?? 0, "0") : digits;
}

function wholeText(value: number, written: string): string {
	if (/^-?\d+$/.test(written)) return written.replace(/^(-?)0+(?=\d)/, "$1");
	return BigInt(value).toString();
}

function dateValue(text: string, as: CellUse): CellReading {
	// What was typed as a number or an id and taken for a date can't be had back.
	if (as === "phone" || as === "id") return { value: text, problem: "date-instead" };
	if (as === "date" && !isoDate.test(text)) return { value: text, problem: "bad-date" };
	// Programs differ by a day before March 1900, and Excel knows a day there that never was.
	return /^1900-0[12]/.test(text) ? { value: text, warning: "date-doubtful" } : { value: text };
}

function isRealDate(text: string): boolean {
	const [, year, month, day] = isoDate.exec(text) ?? [];
	if (!year) return false;
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
