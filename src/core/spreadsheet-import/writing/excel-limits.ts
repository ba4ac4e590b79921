import type { Problem } from "../../ground/index.ts";

/** What Excel takes in a workbook (its "specifications and limits"); one that holds more it calls damaged, or cuts. */
export const excelLimits = { rows: 1_048_576, cellLetters: 32_767 };

/** Sheets can't be called so: Excel keeps the name for itself. Compared in small letters. */
export const keptSheetNames: readonly string[] = ["history"];

/** Thrown by what writes a workbook, where Excel would not take what is written. */
export class BeyondExcel extends Error {
	readonly problem: Problem;
	constructor(code: "workbook-cell-too-long" | "workbook-sheet-full", details: Problem["details"]) {
		super(code);
		this.problem = { code, details };
	}
}
