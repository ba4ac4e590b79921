import { z } from "zod";
import type { SheetLook } from "../../../core/api/index.ts";
import { type Draft, useDraft } from "../../components/use-draft.ts";

export const setupSteps = ["file", "type", "columns"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** What a column becomes where a person said so; `to` "" leaves it out. */
const target = z.object({ to: z.string(), isNew: z.boolean() });
export type Target = z.output<typeof target>;

export const importDraft = z.object({
	step: z.enum(setupSteps),
	/** Stands for the file in the core. */
	file: z.string(),
	fileName: z.string(),
	sheet: z.string().optional(),
	encoding: z.string().optional(),
	separator: z.string().optional(),
	header: z.boolean(),
	/** The row that the table begins with. */
	firstRow: z.number().default(1),
	kind: z.enum(["cases", "workers"]),
	type: z.string(),
	/** Undefined: as its header suggests. */
	idColumn: z.number().nullable().optional(),
	match: z.enum(["case_id", "external_id"]).optional(),
	createNew: z.boolean(),
	/** By number of the column. A column that is not in it becomes what its header suggests. */
	targets: z.record(z.string(), target),
	country: z.string(),
	askedBy: z.string(),
	askedOn: z.string(),
	how: z.enum(["spoken", "paper", "other"]),
	/** The import that was checked with this. */
	batch: z.string().optional(),
});
export type ImportDraft = z.output<typeof importDraft>;

export const draftForm = "import";

/** The setting up of an import by the person signed in, which outlives leaving the page. */
export function useImportDraft(): Draft<ImportDraft> {
	return useDraft(draftForm, importDraft);
}

/** A file that was just chosen: nothing said of it yet. */
export function draftOf(file: string, fileName: string, country: string): ImportDraft {
	return {
		step: "file",
		file,
		fileName,
		header: true,
		firstRow: 1,
		kind: "cases",
		type: "",
		createNew: true,
		targets: {},
		country,
		askedBy: "",
		askedOn: "",
		how: "paper",
	};
}

/** What each step of the setting up gets. */
export interface SetupProps {
	draft: ImportDraft;
	look: SheetLook;
	change(some: Partial<ImportDraft>): void;
}

/** What no longer holds for another file or another sheet of it. */
export const fresh = {
	step: "file",
	sheet: undefined,
	encoding: undefined,
	separator: undefined,
	firstRow: 1,
	idColumn: undefined,
	match: undefined,
	targets: {},
	batch: undefined,
} satisfies Partial<ImportDraft>;
