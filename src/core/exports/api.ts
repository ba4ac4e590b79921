import { z } from "zod";
import { does, gives } from "../api/entry.ts";
import type { WrittenFile } from "../spreadsheet-import/api.ts";

export const exportsApi = {
	/**
	 * Writes a table for other programs, which `files.download` then gives out; that it was written is put on record. Cases: one sheet a case type in
	 * the shape HQ's importer takes (in a text file one table, with the type in a column where there are several), open and closed ones; `search` as in the list. Messages and consents: those that hold every word. Problems
	 * `workbook-cell-too-long`, `workbook-sheet-full`, `cancelled`, `disk-full`.
	 */
	"exports.write": does(
		"supervisor",
		z.object({
			what: z.enum(["cases", "messages", "consents"]),
			format: z.enum(["xlsx", "csv"]).default("xlsx"),
			search: z.string().max(200).default(""),
			language: z.string().max(35).default("en"),
		}),
		gives<WrittenFile>(),
	),
};
