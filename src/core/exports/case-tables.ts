import { setImmediate } from "node:timers/promises";
import type { Acting } from "../api/acting.ts";
import { type CaseRecord, listRecords, propertiesOf } from "../contacts/index.ts";
import { keptSheetNames, type OutRow } from "../spreadsheet-import/index.ts";
import { pageRows, type Table } from "./table.ts";

/** Columns that HQ's importer and our own know by these names (commcare-behaviour §5.4). `close` is empty where the case is open. */
const fields = ["case_id", "external_id", "name", "owner_name", "close"] as const;
/** The pages' own come first among the properties. */
const first = ["contact_phone_number", "contact_phone_number_is_verified", "commcare_email_address", "language_code"];
/** What a workbook does not take in the name of a sheet. */
const unnameable = /[[\]:*?/\\]/g;

/**
 * One table a case type, named like it, as HQ takes several types at once (§5.1). A text file has room for one table: there, several types stand in a
 * column of their own.
 */
export async function caseTables(acting: Acting, search: string, format: "xlsx" | "csv"): Promise<Table[]> {
	const types = new Map<string, Set<string>>();
	for (const records of pagesOf(acting, search)) {
		for (const record of records) {
			const names = types.get(record.case_type) ?? new Set();
			types.set(record.case_type, names);
			for (const name of propertiesOf(record).keys()) names.add(name);
		}
		await setImmediate();
	}
	if (format === "csv" && types.size > 1) {
		const properties = inOrder(new Set([...types.values()].flatMap((names) => [...names])));
		return [
			{
				name: "cases",
				header: [...fields, "case_type", ...properties],
				*pages() {
					for (const records of pagesOf(acting, search))
						yield records.map((record) => rowOf(record, properties, [record.case_type]));
				},
			},
		];
	}
	const taken = new Set(keptSheetNames);
	const tables = [...types]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([type, names]): Table => {
			const properties = inOrder(names);
			return {
				name: sheetName(type, taken),
				header: [...fields, ...properties],
				*pages() {
					for (const records of pagesOf(acting, search, type)) yield records.map((record) => rowOf(record, properties));
				},
			};
		});
	return tables.length > 0 ? tables : [{ name: "cases", header: [...fields, ...first], pages: () => [] }];
}

function inOrder(names: ReadonlySet<string>): string[] {
	return [...first.filter((name) => names.has(name)), ...[...names].filter((name) => !first.includes(name)).sort()];
}

function* pagesOf(acting: Acting, search: string, type?: string): Iterable<CaseRecord[]> {
	for (let after: string | undefined; ; ) {
		const page = listRecords(acting, { search, type, after, limit: pageRows });
		yield page.records;
		if (page.next === null) return;
		after = page.next;
	}
}

function rowOf(record: CaseRecord, properties: readonly string[], more: readonly string[] = []): OutRow {
	const values = propertiesOf(record);
	const { id, external_id, name, owner, closed_at } = record;
	return [
		id,
		external_id,
		name,
		owner,
		closed_at === null ? null : "yes",
		...more,
		...properties.map((each) => values.get(each) ?? null),
	];
}

function sheetName(type: string, taken: Set<string>): string {
	const plain = type.replace(unnameable, "_").replace(/^'|'$/g, "_").slice(0, 31) || "_";
	let name = plain;
	for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${plain.slice(0, 28)}_${copy}`;
	taken.add(name.toLowerCase());
	return name;
}
