import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";
import type { Problem } from "../ground/result.ts";
import { usualLimits } from "./reading/limits.ts";

export type ImportKind = "cases" | "workers";
export type ImportState = "checking" | "checked" | "applying" | "stopped" | "done" | "undoing" | "undone" | "discarded";
/** `decide`: somebody has to say whether it is taken. */
export type Verdict = "new" | "update" | "same" | "skipped" | "decide" | "refused";

/** What is wrong with, or to be looked at in, one cell; `column` null: the whole row. */
export interface RowProblem {
	/** Index of the column from 0. */
	column: number | null;
	code: string;
	/** The cell as it is shown in the sheet. */
	value: string;
	/** A person may take it all the same. */
	warning?: boolean;
	/** Nobody has to decide: it is taken as it stands, and does not what it is meant for. */
	note?: boolean;
	/** Another row of the sheet, or the id of a case, that it is about. */
	other?: string;
	/** How many characters there may be, where there are more. */
	longest?: number;
}

/** One column of the sheet as a person maps it. */
export interface SheetColumn {
	/** From 0. */
	column: number;
	/** Empty where the column has no title, and in a sheet without headers. */
	header: string;
	/** What it most likely is: a property, `name`, `external_id`, `owner`, `close` (`yes` closes a case that is there), for workers `username`, `phone` …; null: nobody knows. */
	guess: string | null;
	/** The guess is how this header was mapped the last time. */
	remembered: boolean;
	/** The first values that are not empty. */
	samples: string[];
}

export interface SheetLook {
	fileName: string;
	format: string;
	macros: boolean;
	encoding: string | null;
	/** False: look at the letters. */
	encodingSure: boolean;
	separator: string | null;
	sheets: { name: string; hidden: boolean; rows: number | null; columns: number | null; merged: number }[];
	sheet: string;
	columns: SheetColumn[];
	/** The first rows of the whole sheet, any of which the table may begin with; as shown. */
	top: SheetLook["rows"];
	/** The first rows below the header, as shown. */
	rows: { row: number; cells: (string | null)[] }[];
	/** The column that most likely identifies the case, and how. */
	idColumn: number | null;
	match: "case_id" | "external_id" | null;
	/** Imports of the same file: one that can go on, and those that are done. */
	stopped: string | null;
	already: { batch: string; at: string; by: string | null }[];
}

export interface ImportBatch {
	id: string;
	kind: ImportKind;
	state: ImportState;
	fileName: string;
	type: string;
	by: string | null;
	createdAt: string;
	endedAt: string | null;
	undoneAt: string | null;
	undoneBy: string | null;
	/** Headers by column. */
	header: string[];
	mapped: boolean[];
	/** Columns with a title, or with something in any row, of which nothing is kept; there may be more columns than headers. */
	unmapped: number[];
	/** What identifies a case; null: nothing does, or they are workers. */
	idColumn: number | null;
	rows: number;
	verdicts: Record<Verdict, number>;
	/** What an `imports.apply` would write now: checked, decided and not written yet. */
	toWrite: { new: number; updated: number };
	/** Rows that still wait for a decision, and rows that somebody left out. */
	undecided: number;
	leftOut: number;
	/** Rows by the code of what is said of them. */
	codes: { code: string; rows: number; warning: boolean; note: boolean }[];
	/** What was written so far. */
	written: { new: number; updated: number; failed: number };
	undone: { reversed: number; kept: number; failed: number };
	/** The same file was imported before. */
	already: { batch: string; at: string; by: string | null }[];
}

export interface ImportRow {
	row: number;
	cells: string[];
	verdict: Verdict;
	would: "new" | "update" | null;
	decision: "take" | "skip" | null;
	problems: RowProblem[];
	/** Id of the case, or username. */
	target: string | null;
	outcome: "new" | "updated" | "failed" | null;
	failure: Problem | null;
	undone: string | null;
}

/** A row that was corrected, and the others of which something else is said now: they are asked about anew. In the sheet's order. */
export interface CorrectedRow {
	row: ImportRow;
	others: ImportRow[];
}

/** A file that was chosen before. */
export interface RecentFile {
	/** Stands for it in `imports.look` and `imports.check`. */
	file: string;
	name: string;
}

/** A file that was written for somebody. */
export interface WrittenFile {
	/** Stands for it in `files.download`, for whoever asked and until the office closes. */
	file: string;
	/** What it is best called. */
	name: string;
	bytes: number;
	/** Rows in it, without headers. */
	rows: number;
}

/** How much of an import could be taken back now; by rows. */
export interface UndoOutlook {
	reversed: number;
	/** Changed or deleted since by somebody. */
	kept: number;
	/** Could not be taken back in an earlier try. */
	failed: number;
}

/** From 0. */
const column = z
	.number()
	.int()
	.min(0)
	.max(usualLimits.columns - 1);
const file = z.string().max(100);
const language = z.string().max(35).default("en");
const batch = z.string().max(80);
const reading = {
	file,
	sheet: z.string().max(300).optional(),
	encoding: z.string().max(40).optional(),
	separator: z.string().max(1).optional(),
	header: z.boolean().default(true),
	/** The row that the table begins with, as the spreadsheet counts; those above it are left out. */
	firstRow: z.number().int().min(1).max(1000).default(1),
};
const kind = z.enum(["cases", "workers"]).default("cases");

export const importPlan = z.object({
	kind,
	/** Case type; not for workers. */
	type: z.string().trim().max(255).default(""),
	header: z.boolean().default(true),
	/** What each column becomes; columns left out are not imported. */
	columns: z.array(z.object({ column, to: z.string().trim().min(1).max(255) })).max(usualLimits.columns),
	idColumn: column.nullable().default(null),
	match: z.enum(["case_id", "external_id"]).default("case_id"),
	createNew: z.boolean().default(false),
	country: z.string().max(2).optional(),
	/** What a `contact_phone_number_is_verified` of 1 stands for. */
	consent: z
		.object({
			askedBy: z.string().trim().max(80).default(""),
			askedOn: z.string().trim().max(40).default(""),
			how: z.enum(["spoken", "paper", "other"]).default("paper"),
		})
		.optional(),
});
export type ImportPlan = z.output<typeof importPlan>;

export const importsApi = {
	/**
	 * Takes a file in pieces of at most 36,000 bytes in base64; without `file` begins a new one. `file` of the answer stands for it from then on.
	 * Problems `file-too-large`, `file-gone`.
	 */
	"imports.upload": does(
		"clerk",
		z.object({ file: file.optional(), name: z.string().max(255), data: z.base64().max(48_000) }),
		gives<{ file: string; bytes: number }>(),
	),
	/** What the importer sees in a file. Problems: those of reading, `file-gone`. */
	"imports.look": asks(
		"clerk",
		z.object({ ...reading, kind, rows: z.number().int().min(1).max(200).default(20) }),
		gives<SheetLook>(),
	),
	/** Files that the person signed in chose since the office was opened here and that could be read: the last first, at most five. */
	"imports.recent": asks("clerk", z.object({}), gives<RecentFile[]>()),
	/**
	 * Checks every row and keeps them with their verdicts; writes nothing else. Answers when it is done; meanwhile `progress` of the job `import <id>`,
	 * with the `mark` by which the caller knows it.
	 * Problems: `file-gone`, those of reading, `nothing-mapped`, `column-doubled`, `column-missing`, `case-type-missing`, `username-not-mapped`,
	 * `not-of-workers`, `bad-property-name`, `reserved-property-name`, `parent-not-kept`, `bad-country`, `cancelled`.
	 */
	"imports.check": does(
		"clerk",
		importPlan.extend({ ...reading, mark: z.string().max(40).optional() }),
		gives<ImportBatch>(),
	),
	/** Newest first. */
	"imports.list": asks("clerk", z.object({}), gives<ImportBatch[]>()),
	/** Problem `import-not-found`. */
	"imports.show": asks("clerk", z.object({ batch }), gives<ImportBatch>()),
	/** Rows in the sheet's order. `after`: the last row seen. Problem `import-not-found`. */
	"imports.rows": asks(
		"clerk",
		z.object({
			batch,
			verdict: z.enum(["new", "update", "same", "skipped", "decide", "refused"]).optional(),
			code: z.string().max(60).optional(),
			/** Only what an undo left as it is: `undone` says why, `changed-since` or `deleted`. */
			kept: z.boolean().default(false),
			after: z.number().int().min(0).default(0),
			limit: z.number().int().min(1).max(1000).default(100),
		}),
		gives<{ rows: ImportRow[]; next: number | null }>(),
	),
	/**
	 * Corrects cells of one row and checks it again, and with it those (a thousand at most) of which it was said that they are like this one. The first
	 * time in an import takes longer. Problems `import-not-found`, `row-not-found`, `import-not-open`.
	 */
	"imports.fix": does(
		"clerk",
		z.object({
			batch,
			row: z.number().int(),
			cells: z.array(z.object({ column, value: z.string().max(100_000) })).max(usualLimits.columns),
		}),
		gives<CorrectedRow>(),
	),
	/**
	 * Takes or skips rows that need a decision: the named ones, or of those that nobody has decided about all, or those with one code (taken only
	 * where it is all that is said of them). Problems `import-not-found`, `import-not-open`, `row-not-to-decide` (of a named one, by `details.row`: it is
	 * written, or was checked again and needs no decision; then none is decided).
	 */
	"imports.decide": does(
		"clerk",
		z.object({
			batch,
			rows: z.array(z.number().int()).max(1000).optional(),
			code: z.string().max(60).optional(),
			as: z.enum(["take", "skip"]),
		}),
		gives<ImportBatch>(),
	),
	/**
	 * Writes what was checked, or goes on where it was stopped: a clerk prepares an import row by row, a supervisor confirms it. Rows without a decision are left out and can be decided and applied later. Answers when it
	 * is done; `progress` meanwhile. Problems `import-not-open`, `import-at-work`, `cancelled` (then `stopped`), `disk-full` and others of the driver.
	 */
	"imports.apply": does("supervisor", z.object({ batch }), gives<ImportBatch>()),
	/** Stops checking, applying or undoing at the next chunk's edge. Where nothing of it is under way nothing happens. Problem `import-not-found`. */
	"imports.cancel": does("clerk", z.object({ batch }), gives<null>()),
	/**
	 * Takes back what was written and not changed since; `imports.rows` names what was kept. Problems `import-not-found`, `import-nothing-to-undo`,
	 * `import-at-work`, `cancelled`.
	 */
	"imports.undo": does("supervisor", z.object({ batch }), gives<ImportBatch>()),
	/**
	 * A workbook of an import in the words of `language`. `result`: every row as it was with its row number, what became (or would become) of it, its id and the reasons.
	 * `reasons`: the rows that were refused, failed or wait for a decision, to be put right and loaded again. Problems `import-not-found`,
	 * `import-nothing-to-report`, `workbook-cell-too-long`, `workbook-sheet-full`, `cancelled`, `disk-full`.
	 */
	"imports.report": does(
		"clerk",
		z.object({ batch, what: z.enum(["result", "reasons"]), language }),
		gives<WrittenFile>(),
	),
	/** A workbook to fill in and import, with the columns of the project, an example and a sheet of help. Problems `cancelled`, `disk-full`. */
	"imports.template": does("clerk", z.object({ kind, language }), gives<WrittenFile>()),
	/** A piece of a file that was written for this person, at most 256 kB in base64. `next`: where the piece after it begins; null at the end. Problem `file-gone`. */
	"files.download": asks(
		"clerk",
		z.object({ file, from: z.number().int().min(0).default(0) }),
		gives<{ data: string; next: number | null }>(),
	),
	/** What `imports.undo` would do now, without doing it. Problem `import-not-found`. */
	"imports.undoOutlook": asks("clerk", z.object({ batch }), gives<UndoOutlook>()),
	/** Drops what was checked and not applied. Problems `import-not-found`, `import-not-open`, `import-at-work`. */
	"imports.discard": does("clerk", z.object({ batch }), gives<ImportBatch>()),
};
