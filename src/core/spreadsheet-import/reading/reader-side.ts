import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Problem } from "../../ground/index.ts";
import { unsealed } from "../sealed-file.ts";
import type { BookInfo, KnownNumber, RowWishes, SheetInfo, SheetRow } from "./cell.ts";
import { cellValue } from "./cell-value.ts";
import { type Limits, lotRows, lotsAhead, usualLimits } from "./limits.ts";
import { type PackedLot, packLot } from "./lot.ts";
import { type Book, openBook } from "./open-book.ts";
import { Unreadable } from "./unreadable.ts";
import { tooLarge } from "./xlsx/zip.ts";

export interface ReadingTask {
	job: "look" | "rows";
	file: string;
	wishes: RowWishes;
	limits?: Partial<Limits>;
}

export type FromReader =
	| PackedLot
	| { book: BookInfo; first: SheetRow[] }
	/** `filled`: the columns that hold something. */
	| { done: { rows: number; filled: number[] } }
	| { problem: Problem }
	| { bug: string };

/** The way to whoever asked. */
export interface Way {
	postMessage(message: FromReader): void;
	on(event: "message", heard: (message: unknown) => void): unknown;
}

export async function readForOffice(port: Way, task: ReadingTask): Promise<void> {
	const limits = { ...usualLimits, ...task.limits, ...(task.wishes.maxRows ? { rows: task.wishes.maxRows } : {}) };
	try {
		const { bytes, sha256 } = await snapshot(task, limits);
		if (task.wishes.sha256 !== undefined && task.wishes.sha256 !== sha256) throw new Unreadable("file-changed");
		const book = await openBook(bytes, task.wishes, limits);
		if (task.job === "look") port.postMessage((await look(book, sha256, task.wishes, limits)) satisfies FromReader);
		else port.postMessage({ done: await sendRows(port, book, task.wishes, limits) } satisfies FromReader);
	} catch (error) {
		if (error instanceof Unreadable) port.postMessage({ problem: error.problem } satisfies FromReader);
		else port.postMessage({ bug: error instanceof Error ? (error.stack ?? error.message) : "" } satisfies FromReader);
	}
}

/** The whole file as it is at this moment; what happens to it afterwards is no matter. */
async function snapshot({ file, wishes }: ReadingTask, limits: Limits): Promise<{ bytes: Buffer; sha256: string }> {
	const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
		throw new Unreadable(error.code === "ENOENT" || error.code === "ENOTDIR" ? "file-not-found" : "file-unusable");
	});
	try {
		const before = await handle.stat();
		if (!before.isFile()) throw new Unreadable("file-unusable");
		if (before.size > limits.fileBytes) throw tooLarge(limits.fileBytes);
		const stored = await handle.readFile();
		const after = await handle.stat();
		if (before.mtimeMs !== after.mtimeMs || after.size !== stored.length) throw new Unreadable("file-changed");
		const bytes = wishes.seal ? unsealed(wishes.seal, stored) : stored;
		return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
	} catch (error) {
		throw error instanceof Unreadable ? error : new Unreadable("file-unusable");
	} finally {
		await handle.close();
	}
}

/** Counts every sheet, and keeps the first rows of the one that is wished for on the way: so many of its table, and those above it. */
async function look(
	book: Book,
	sha256: string,
	wishes: RowWishes,
	limits: Limits,
): Promise<{ book: BookInfo; first: SheetRow[] }> {
	const sheets: SheetInfo[] = [];
	const first: SheetRow[] = [];
	let above = 0;
	const wished = wishes.rows ? sheetIndex(book, wishes.sheet) : -1;
	for (const [index, { name, hidden }] of book.sheets.entries()) {
		const facts = { rows: 0, columns: 0, merged: 0 };
		let whole = true;
		for await (const rows of book.rows(index, facts)) {
			if (index === wished) {
				above += rows.length - table(rows, wishes).length;
				const missing = above + (wishes.rows ?? 0) - first.length;
				if (missing > 0) first.push(...rows.slice(0, missing));
			}
			if (facts.rows <= limits.rows) continue;
			whole = false;
			break;
		}
		sheets.push({
			name,
			hidden,
			rows: whole ? facts.rows - (index === wished ? above : 0) : null,
			columns: whole ? facts.columns : null,
			merged: facts.merged,
		});
	}
	const { format, encoding, encodingSure, separator, macros } = book;
	return { book: { format, sheets, encoding, encodingSure, separator, macros, sha256 }, first };
}

/** Sends the rows in lots and waits for the other side to take them: at most a few are under way. */
async function sendRows(port: Way, book: Book, wishes: RowWishes, limits: Limits) {
	const index = sheetIndex(book, wishes.sheet);
	const taken = awaitTaken(port);
	const facts = { rows: 0, columns: 0, merged: 0 };
	let sent = 0;
	let lot: SheetRow[] = [];
	const filled = new Set<number>();
	const numbersIn = wishes.numbers && (await numberReader(wishes.numbers));
	const send = async () => {
		for (const { cells } of lot)
			for (const [column, { kind }] of cells.entries()) if (kind !== "empty") filled.add(column);
		port.postMessage(packLot({ rows: lot, known: numbersIn?.(lot) ?? [] }) satisfies FromReader);
		sent += lot.length;
		lot = [];
		await taken();
	};
	for await (const rows of book.rows(index, facts)) {
		for (const row of table(rows, wishes)) {
			if (sent + lot.length >= (wishes.rows ?? Number.POSITIVE_INFINITY)) {
				if (lot.length > 0) await send();
				return { rows: sent, filled: [...filled] };
			}
			if (sent + lot.length >= limits.rows) throw new Unreadable("sheet-too-long", { most: limits.rows });
			lot.push(row);
			if (lot.length === lotRows) await send();
		}
	}
	if (lot.length > 0) await send();
	return { rows: sent, filled: [...filled] };
}

/** Without what stands above the table. */
function table(rows: readonly SheetRow[], { firstRow = 1 }: RowWishes): readonly SheetRow[] {
	return firstRow > 1 ? rows.filter(({ row }) => row >= firstRow) : rows;
}

/** Knows the numbers of every country only where somebody wants them. */
async function numberReader({ columns, country }: NonNullable<RowWishes["numbers"]>) {
	const { readNumber } = await import("../../phone-numbers/index.ts");
	return (rows: readonly SheetRow[]): KnownNumber[] =>
		rows.flatMap(({ cells }) =>
			columns.flatMap((column): KnownNumber[] => {
				const raw = cellValue(cells[column] ?? { kind: "empty" }, "phone").value;
				if (!raw) return [];
				const { digits, problem } = readNumber(raw, country);
				return [[raw, digits, problem]];
			}),
		);
}

function sheetIndex(book: Book, wished: string | undefined): number {
	if (wished === undefined) {
		const shown = book.sheets.findIndex(({ hidden }) => hidden === "no");
		return Math.max(shown, 0);
	}
	const index = book.sheets.findIndex(({ name }) => name === wished);
	if (index < 0) {
		throw new Unreadable("sheet-not-found", { sheet: wished, sheets: book.sheets.map(({ name }) => name).join(", ") });
	}
	return index;
}

/** Resolves as soon as fewer than `lotsAhead` lots wait to be taken. */
function awaitTaken(port: Way): () => Promise<void> {
	let ahead = 0;
	let goOn: (() => void) | undefined;
	port.on("message", () => {
		ahead -= 1;
		goOn?.();
	});
	return () => {
		ahead += 1;
		if (ahead < lotsAhead) return Promise.resolve();
		return new Promise((resolve) => {
			goOn = resolve;
		});
	};
}
