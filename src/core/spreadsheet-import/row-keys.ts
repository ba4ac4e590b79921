import { crc32 } from "node:zlib";
import { foldText } from "../contacts/index.ts";
import type { Store } from "../storage/index.ts";
import type { ImportPlan } from "./api.ts";
import { type BatchRecord, planOf, problemsOf, type RowRecord } from "./batch-record.ts";
import type { LookUps } from "./check-row.ts";
import { unpackCells } from "./pack-cells.ts";
import { cellValue } from "./reading/index.ts";

/** By what rows of one sheet are alike, and which of them a row was said to be like. */
const keyOf = {
	id: (id: string) => `id ${id}`,
	number: (digits: string) => `number ${digits}`,
	person: (digits: string, name: string) => `person ${digits} ${name}`,
	like: (row: number | string) => `like ${row}`,
};

export type KeyedRow = Pick<RowRecord, "row" | "cells" | "problems" | "takes" | "target">;

/** Where more rows than this are alike, the first ones stand for all. */
const mostAlike = 1_000;

/** What a row as it stands is compared by. */
function keysOf(plan: ImportPlan, row: KeyedRow): string[] {
	const takes = JSON.parse(row.takes ?? "[]") as [to: string, value: string][];
	const taken = (wanted: string) => takes.find(([to]) => to === wanted)?.[1] ?? "";
	const name = foldText(taken(plan.kind === "cases" ? "name" : "username"));
	const id = idOf(plan, row, taken("username"));
	return [
		...(id === "" ? [] : [keyOf.id(id)]),
		...takes
			.filter(([to, digits]) => (to === "contact_phone_number" || to === "phone") && digits !== "")
			.flatMap(([, digits]) => [keyOf.number(digits), keyOf.person(digits, name)]),
		...problemsOf(row).flatMap(({ other }) => (other === undefined ? [] : [keyOf.like(other)])),
	];
}

/** The id that the check of a row asks for. */
function idOf({ kind, match, idColumn }: ImportPlan, row: KeyedRow, username: string): string {
	if (kind === "workers") return foldText(username || (row.target ?? ""));
	if (match === "case_id" || idColumn === null) return row.target ?? "";
	return cellValue(unpackCells(row.cells)[idColumn] ?? { kind: "empty" }, "id").value?.trim() ?? "";
}

/** The keys of a row as they are kept. */
export function hashesOf(plan: ImportPlan, row: KeyedRow): number[] {
	return keysOf(plan, row).map((key) => crc32(key));
}

/** Keeps one key of a row; inside the transaction. */
export function keepKey(store: Store, batch: number, hash: number, row: number): void {
	store.prepare("INSERT OR IGNORE INTO import_key (batch, key, row) VALUES (?, ?, ?)").run(batch, hash, row);
}

/**
 * Finds the rows of a sheet that are like one that is corrected, among those that are kept and whose keys are. Not those that were said to be like it: of
 * them somebody is asked already.
 */
export function keptRows(store: Store, batch: BatchRecord): Pick<LookUps, "otherWithId" | "othersWithNumber"> {
	const plan = planOf(batch);
	const firstWith = (key: string, row: number): number | null => {
		for (const other of rowsOnce(store, batch.seq, key))
			if (other.row !== row && !isLike(other, row) && keysOf(plan, other).includes(key)) return other.row;
		return null;
	};
	return {
		otherWithId: (id, row) => firstWith(keyOf.id(id), row),
		othersWithNumber: (digits, name, row) => ({
			number: firstWith(keyOf.number(digits), row),
			person: firstWith(keyOf.person(digits, name), row),
		}),
	};
}

/** Rows that were said to be like this one, in the sheet's order. */
export function rowsLike(store: Store, batch: number, row: number): number[] {
	return [...rowsOnce(store, batch, keyOf.like(row))].filter((other) => isLike(other, row)).map((other) => other.row);
}

/** Was it said of this row that it is like the other? */
export function isLike(row: KeyedRow, other: number): boolean {
	return problemsOf(row).some((problem) => problem.other === String(other));
}

/** Rows that have the key, or had it once, or one with the same sum. */
function rowsOnce(store: Store, batch: number, key: string): IterableIterator<KeyedRow> {
	return store
		.prepare<KeyedRow>(
			`SELECT r.row, cells, problems, takes, target FROM import_key k JOIN import_row r ON r.batch = k.batch AND r.row = k.row
			 WHERE k.batch = ? AND k.key = ? ORDER BY k.row LIMIT ${mostAlike}`,
		)
		.iterate(batch, crc32(key));
}
