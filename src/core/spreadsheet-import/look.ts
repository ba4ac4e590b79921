import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { SheetColumn, SheetLook } from "./api.ts";
import { importsOfFile, shownImports } from "./batch-record.ts";
import { type ImportDeps, wishesOf } from "./deps.ts";
import { guessTarget, headerKey, idKind } from "./guess-columns.ts";
import { remembered } from "./presets.ts";
import { type Cell, lookAtBook, type SheetRow, shownText } from "./reading/index.ts";

const mostSamples = 3;
/** A title, who wrote it and when, an empty line: a table that begins below these rows is rare. */
const mostTop = 10;

/** What the importer sees in a file, and what it makes of each column. Problems: those of reading, `file-gone`. */
export async function lookAt(
	deps: ImportDeps,
	acting: Acting,
	input: ParsedInputOf<"imports.look">,
): Promise<Result<SheetLook>> {
	const file = deps.shelf.find(input.file, acting.staff?.id ?? null);
	if (!file.ok) return file;
	const wishes = wishesOf(deps, file.value, input);
	const wished = { ...wishes, sheet: input.sheet, rows: input.rows + (input.header ? 1 : 0) };
	const book = await lookAtBook(file.value.path, wished, undefined, acting.signal);
	if (!book.ok) return book;
	deps.shelf.note(input.file, book.value, wishes);
	const sheet = input.sheet ?? (book.value.sheets.find(({ hidden }) => hidden === "no") ?? book.value.sheets[0])?.name;
	if (sheet === undefined) return fail("sheet-none", { details: { file: file.value.name } });
	const top = book.value.first.slice(0, mostTop);
	const rows = book.value.first.filter(({ row }) => row >= input.firstRow);
	const header = input.header ? headerOf(rows.shift()?.cells ?? [], rows) : untitled(rows);
	const presets = remembered(acting, input.kind);
	const ids = input.kind === "cases" ? header.map(idKind) : [];
	const byCaseId = ids.indexOf("case_id");
	const idColumn = byCaseId >= 0 ? byCaseId : ids.indexOf("external_id");
	const before = header.map((title) => presets.byHeader.get(headerKey(title)) ?? null);
	const guesses = onceEach(
		header.map((title, column) => ({
			title,
			isRemembered: before[column] !== null,
			guess: before[column] ?? (column === idColumn ? null : guessTarget(input.kind, title, presets.properties)),
		})),
	);
	const columns = header.map((title, column): SheetColumn => {
		const guess = guesses[column] ?? null;
		const samples = rows
			.map(({ cells }) => shownText(cells[column] ?? { kind: "empty" }))
			.filter((text) => text !== "");
		return {
			column,
			header: title,
			guess,
			remembered: before[column] !== null && guess !== null,
			samples: samples.slice(0, mostSamples),
		};
	});
	const others = importsOfFile(acting, book.value.sha256);
	return ok({
		fileName: file.value.name,
		format: book.value.format,
		macros: book.value.macros,
		encoding: book.value.encoding ?? null,
		encodingSure: book.value.encodingSure ?? true,
		separator: book.value.separator ?? null,
		sheets: book.value.sheets.map((one) => ({ ...one, hidden: one.hidden !== "no" })),
		sheet,
		columns,
		top: top.map(({ row, cells }) => ({ row, cells: cells.map(shownOrNull) })),
		rows: rows.map(({ row, cells }) => ({
			row,
			cells: header.map((_, column) => shownOrNull(cells[column])),
		})),
		idColumn: idColumn >= 0 ? idColumn : null,
		match: ids[idColumn] ?? null,
		stopped: others.find(({ state }) => state !== "done")?.id ?? null,
		already: shownImports(others),
	});
}

interface Guessed {
	title: string;
	guess: string | null;
	isRemembered: boolean;
}

/** Of several columns that would become the same, the one that is called exactly so has it, else the one that had it the last time, else the first. */
function onceEach(columns: readonly Guessed[]): (string | null)[] {
	const claim = ({ title, guess, isRemembered }: Guessed) => (title === guess ? 0 : isRemembered ? 1 : 2);
	const holders = new Map<string, Guessed>();
	for (const column of columns) {
		const { guess } = column;
		const holder = guess === null ? undefined : holders.get(guess);
		if (guess !== null && (!holder || claim(column) < claim(holder))) holders.set(guess, column);
	}
	return columns.map((column) =>
		column.guess === null || column.guess === "phone" || holders.get(column.guess) === column ? column.guess : null,
	);
}

/** Titles of the first row, and of columns that only hold values further down. */
export function headerOf(cells: readonly Cell[], rows: readonly SheetRow[]): string[] {
	const width = Math.max(cells.length, ...rows.map((row) => row.cells.length));
	return Array.from({ length: width }, (_, column) => shownText(cells[column] ?? { kind: "empty" }).trim());
}

/** Columns without a title are called by their number, in the words of whoever looks. */
function untitled(rows: readonly SheetRow[]): string[] {
	const width = Math.max(0, ...rows.map((row) => row.cells.length));
	return Array.from({ length: width }, () => "");
}

function shownOrNull(cell: Cell | undefined): string | null {
	return !cell || cell.kind === "empty" ? null : shownText(cell);
}
