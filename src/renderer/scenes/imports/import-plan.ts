import type { InputOf, SheetLook } from "../../../core/api/index.ts";
import type { ImportDraft, Target } from "./import-draft.ts";

/** What a case has besides its own properties, and the properties that Outpost itself goes by, in the pages' order. */
export const caseTargets = [
	"name",
	"contact_phone_number",
	"contact_phone_number_is_verified",
	"commcare_email_address",
	"language_code",
	"time_zone",
	"contact_backend_id",
	"external_id",
	"owner",
] as const;
export const workerTargets = ["username", "first_name", "last_name", "phone", "email", "language"] as const;

type Draft = ImportDraft;

/** The column that identifies a case, and how: as a person said, else as its header suggests. */
export function idOf(draft: Draft, look: SheetLook): { column: number | null; match: "case_id" | "external_id" } {
	const column = draft.kind === "workers" ? null : draft.idColumn === undefined ? look.idColumn : draft.idColumn;
	return { column, match: draft.match ?? look.match ?? "case_id" };
}

export interface MappedColumn extends Target {
	column: number;
	header: string;
	samples: string[];
	/** Where it comes from, while nobody has said otherwise. */
	from: "guess" | "remembered" | null;
	identifies: boolean;
}

/** Every column that holds something, with what becomes of it. `known`: properties of the project. */
export function mappedColumns(draft: Draft, look: SheetLook, known: readonly string[]): MappedColumn[] {
	const id = idOf(draft, look).column;
	const offered = new Set<string>([...(draft.kind === "cases" ? caseTargets : workerTargets), ...known]);
	return look.columns
		.filter(({ header, samples, column }) => header !== "" || samples.length > 0 || column === id)
		.map(({ column, header, samples, guess, remembered }) => {
			const said = draft.targets[String(column)];
			const to = said ?? { to: guess ?? "", isNew: guess !== null && !offered.has(guess) };
			const from = said || guess === null ? null : remembered ? "remembered" : "guess";
			return { ...to, column, header, samples, from, identifies: column === id };
		});
}

/**
 * The row that most likely holds the headers where the first one seems to be the title of the whole table: one cell of it is filled, and several
 * columns beside it hold something. Null: the first one will do.
 */
export function headersBelow({ columns, rows }: SheetLook): number | null {
	const titled = columns.filter(({ header }) => header !== "").length;
	const beside = columns.filter(({ header, samples }) => header === "" && samples.length > 0).length;
	if (titled !== 1 || beside < 2) return null;
	const filled = rows.map(({ cells }) => cells.filter((cell) => cell !== null).length);
	const half = Math.max(...filled) / 2;
	return rows.find((_, at) => (filled[at] ?? 0) > half)?.row ?? null;
}

/** The columns that are not imported, by header. */
export function unmapped(columns: readonly MappedColumn[]): MappedColumn[] {
	return columns.filter(({ to, identifies }) => to === "" && !identifies);
}

/** The property's name that a header suggests: `Case Name` gives `case_name`; "" where none can be made of it. */
export function suggestedProperty(header: string): string {
	const name = header
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "_")
		.replace(/^[^a-z]+|_+$/g, "");
	return name.slice(0, 255);
}

/** Every column that is left over becomes a new property named after its header, where that gives a name of its own. */
export function withTheRest(draft: Draft, columns: readonly MappedColumn[], known: readonly string[]): Draft {
	const taken = new Set(columns.map(({ to }) => to));
	const targets = { ...draft.targets };
	for (const { column, header } of unmapped(columns)) {
		const to = suggestedProperty(header || `column ${column + 1}`);
		if (to === "" || taken.has(to)) continue;
		taken.add(to);
		targets[column] = { to, isNew: !known.includes(to) };
	}
	return { ...draft, targets };
}

export type PlanField = "columns" | "askedBy" | "askedOn";

/** What is still missing before the rows can be checked. */
export function missingOf(draft: Draft, columns: readonly MappedColumn[]): PlanField[] {
	const missing: PlanField[] = [];
	if (columns.every(({ to, identifies }) => to === "" || identifies)) missing.push("columns");
	if (needsConsent(columns)) {
		if (draft.askedBy.trim() === "") missing.push("askedBy");
		if (draft.askedOn.trim() === "") missing.push("askedOn");
	}
	return missing;
}

export function needsConsent(columns: readonly MappedColumn[]): boolean {
	return columns.some(({ to }) => to === "contact_phone_number_is_verified");
}

/** The first column that holds phone numbers. */
export function phoneColumn(columns: readonly MappedColumn[]): MappedColumn | undefined {
	return columns.find(({ to }) => to === "contact_phone_number" || to === "phone");
}

export function readingOf(draft: Draft) {
	const { file, sheet, encoding, separator, header, firstRow } = draft;
	return { file, sheet, encoding, separator, header, firstRow };
}

export function planOf(draft: Draft, look: SheetLook, columns: readonly MappedColumn[]): InputOf<"imports.check"> {
	const id = idOf(draft, look);
	return {
		...readingOf(draft),
		sheet: look.sheet,
		kind: draft.kind,
		type: draft.kind === "cases" ? draft.type : "",
		columns: columns
			.filter(({ to, identifies }) => to.trim() !== "" && !identifies)
			.map(({ column, to }) => ({ column, to: to.trim() })),
		idColumn: id.column,
		match: id.match,
		createNew: draft.createNew,
		country: draft.country,
		...(needsConsent(columns) ? { consent: { askedBy: draft.askedBy, askedOn: draft.askedOn, how: draft.how } } : {}),
	};
}
