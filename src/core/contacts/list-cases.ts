import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { isOptedOut } from "../consent/index.ts";
import { entryDigits, waitsForNumber } from "../phone-numbers/index.ts";
import type { Param } from "../storage/index.ts";
import type { CaseRow } from "./api.ts";
import { type CaseRecord, propertiesOf, shownConsent } from "./case-record.ts";
import { type SearchPlan, searchPlan } from "./search-index.ts";

type Wishes = ParsedInputOf<"cases.list">;

/** Newest registration first; a page is cut by the place in that order, so that rows never shift under the reader. `limit` 0: all. */
export function listCases(acting: Acting, input: Wishes): { rows: CaseRow[]; next: string | null } {
	const { records, next } = listRecords(acting, input);
	return { rows: records.map((record) => caseRow(acting, record)), next };
}

/** As `listCases`, whole. */
export function listRecords(acting: Acting, input: Wishes): { records: CaseRecord[]; next: string | null } {
	const plan = searchPlan(input.search);
	if (!plan && input.search.trim() !== "") return { records: [], next: null };
	const { sql, params } = plan ? searched(acting, input, plan) : listed(acting, input);
	const rows = acting.store
		.prepare<CaseRecord>(`SELECT c.* FROM ${sql} LIMIT ?`)
		.all(...params, input.limit === 0 ? -1 : input.limit + 1);
	const page = input.limit === 0 ? rows : rows.slice(0, input.limit);
	const last = page.at(-1);
	return {
		records: page,
		next: rows.length > page.length && last ? String(last.seq) : null,
	};
}

interface Condition {
	sql: string;
	params: Param[];
}

/** One filter, with the index that answers it alone, and how many cases it leaves. */
interface Filter extends Condition {
	index: string;
	leaves: number;
}

function listed(acting: Acting, input: Wishes): Condition {
	const filters = filtersOf(acting, input);
	const after = afterOf(input);
	const where = ["c.project_id = ?", "c.deleted_at IS NULL", ...filters.map(({ sql }) => sql)];
	return {
		sql: `contact_case c INDEXED BY ${filters[0]?.index ?? "contact_case_list"} WHERE ${where.join(" AND ")}${after.sql.replace("$", "c.seq")} ORDER BY c.seq DESC`,
		params: [acting.project.id, ...filters.flatMap(({ params }) => params), ...after.params],
	};
}

/**
 * Words lead: the full-text table proposes cases newest first and stops at a page. Each is looked up where that costs least: in the index
 * of the filter that leaves fewest, then in its text, and only then in its row.
 */
function searched(acting: Acting, input: Wishes, plan: SearchPlan): Condition {
	const filters = filtersOf(acting, input);
	const [fewest] = filters;
	const after = afterOf(input);
	const from = [`${plan.table} s`];
	const where = [`s.${plan.table} MATCH ?`];
	const params: Param[] = [plan.match, ...after.params];
	if (fewest) {
		from.push(`contact_case f INDEXED BY ${fewest.index}`);
		where.push("f.project_id = ?", "f.deleted_at IS NULL", fewest.sql.replaceAll("c.", "f."), "f.seq = s.rowid");
		params.push(acting.project.id, ...fewest.params);
	}
	if (plan.holds.length > 0) {
		from.push("case_text t");
		where.push("t.seq = s.rowid", ...plan.holds.map(() => "instr(t.text, ?) > 0"));
		params.push(...plan.holds);
	}
	from.push("contact_case c");
	where.push("c.seq = s.rowid", "c.project_id = ?", "c.deleted_at IS NULL", ...filters.slice(1).map(({ sql }) => sql));
	params.push(acting.project.id, ...filters.slice(1).flatMap((filter) => filter.params));
	const [match = "", ...rest] = where;
	return {
		sql: `${from.join(" CROSS JOIN ")} WHERE ${match}${after.sql.replace("$", "s.rowid")} AND ${rest.join(" AND ")} ORDER BY s.rowid DESC`,
		params,
	};
}

function afterOf({ after }: Wishes): Condition {
	return after ? { sql: " AND $ < ?", params: [Number(after) || 0] } : { sql: "", params: [] };
}

/** The filters asked for, first the one that leaves fewest cases. */
function filtersOf({ store, project }: Acting, input: Wishes): Filter[] {
	const filters: Filter[] = [];
	const count = store
		.prepare<{ open: number; closed: number; consented: number; two_way: number }>(
			"SELECT open, closed, consented, two_way FROM case_count WHERE project_id = ?",
		)
		.get(project.id) ?? { open: 0, closed: 0, consented: 0, two_way: 0 };
	const all = count.open + count.closed;
	if (input.closed !== undefined)
		filters.push({
			sql: `(c.closed_at IS NULL) = ${input.closed ? 0 : 1}`,
			params: [],
			index: "contact_case_open",
			leaves: input.closed ? count.closed : count.open,
		});
	if (input.consented !== undefined)
		filters.push({
			sql: `c.consented = ${input.consented ? 1 : 0}`,
			params: [],
			index: "contact_case_consent",
			leaves: input.consented ? count.consented : all - count.consented,
		});
	if (input.state)
		filters.push({
			sql: "c.number_state = ?",
			params: [input.state],
			index: "contact_case_state",
			leaves: input.state === "two-way" ? count.two_way : all - count.two_way,
		});
	// How many there are of a type is not counted.
	if (input.type)
		filters.push({ sql: "c.case_type = ?", params: [input.type], index: "contact_case_type", leaves: all / 3 });
	return filters.sort((a, b) => a.leaves - b.leaves);
}

export function caseRow(acting: Acting, record: CaseRecord): CaseRow {
	const digits = entryDigits({ phone: record.phone, active: true });
	return {
		id: record.id,
		type: record.case_type,
		name: record.name,
		digits,
		numberState: record.number_state,
		inUse:
			record.consented === 1 &&
			record.number_state === "one-way" &&
			digits !== null &&
			waitsForNumber(acting.store, record.id),
		consented: record.consented === 1,
		consent: shownConsent(record),
		optedOut: digits !== null && isOptedOut(acting.store, digits),
		closed: record.closed_at !== null,
		modifiedAt: record.modified_at,
		language: propertiesOf(record).get("language_code") ?? null,
	};
}
