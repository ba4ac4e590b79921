/** What a plan or a batch is refused with. */
export const importProblems = [
	"file-gone",
	"nothing-mapped",
	"column-doubled",
	"column-missing",
	"case-type-missing",
	"username-not-mapped",
	"not-of-workers",
	"parent-not-kept",
	"import-not-found",
	"import-not-open",
	"import-at-work",
	"import-nothing-to-undo",
	"import-nothing-to-report",
	"workbook-cell-too-long",
	"workbook-sheet-full",
	"row-not-found",
	"row-not-to-decide",
	"cancelled",
] as const;

/** What is said of a row or a cell, besides the codes of reading a cell. */
export const rowProblems = [
	"bad-number",
	"consent-not-one",
	"duplicate-number",
	"duplicate-row",
	"same-person",
	"blank-id",
	"too-many-matches",
	"no-match",
	"row-blank",
	"unknown-owner",
	"name-missing",
	"consent-without-number",
] as const;
