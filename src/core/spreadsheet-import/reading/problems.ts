/** Why a file or a sheet was not read. Details: `file` (its name), and what each names in its words. */
export const readingProblems = [
	"file-not-found",
	"file-unusable",
	"file-empty",
	"file-too-large",
	"file-too-heavy",
	"file-too-many-parts",
	"file-password",
	"file-damaged",
	"file-changed",
	"file-html",
	"file-xml",
	"file-numbers",
	"file-zip",
	"file-not-a-sheet",
	"file-doctype",
	"file-crashed",
	"file-too-slow",
	"csv-quotes",
	"encoding-unknown",
	"encoding-wrong",
	"separator-unknown",
	"sheet-none",
	"sheet-not-found",
	"sheet-too-long",
	"sheet-too-wide",
] as const;

/** What can be wrong with the value of one cell. */
export const cellProblems = [
	"digits-lost",
	"letters-lost",
	"formula-without-value",
	"cell-error",
	"bad-date",
	"date-doubtful",
	"date-instead",
] as const;
