import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { isOptedOut } from "../consent/index.ts";
import { entryDigits, waitsForNumber } from "../phone-numbers/index.ts";
import type { Param } from "../storage/index.ts";
import type { CaseRow } from "./api.ts";
import { type CaseRecord, propertiesOf } from "./case-record.ts";
import { type SearchPlan, searchPlan } from "./search-index.ts";

/** Newest registration first; a page is cut by the place in that order, so that rows never shift under the reader. `limit` 0: all. */
export function listCases(
	acting: Acting,
	input: ParsedInputOf<"cases.list">,
): { rows: CaseRow[]; next: string | null } {
	const plan = searchPlan(input.search);
	if (!plan && input.search.trim() !== "") return { rows: [], next: null };
	const filter = filterOf(acting, input);
	const { sql, params } = plan
		? searched(acting, input, plan, filter)
		: { sql: `contact_case c WHERE ${filter.sql} ORDER BY c.seq DESC`, params: filter.params };
	const rows = acting.store
		.prepare<CaseRecord>(`SELECT c.* FROM ${sql} LIMIT ?`)
		.all(...params, input.limit === 0 ? -1 : input.limit + 1);
	const page = input.limit === 0 ? rows : rows.slice(0, input.limit);
	const last = page.at(-1);
	return {
		rows: page.map((record) => caseRow(acting, record)),
		next: rows.length > page.length && last ? String(last.seq) : null,
	};
}

interface Condition {
	sql: string;
	params: Param[];
}

function filterOf(acting: Acting, input: ParsedInputOf<"cases.list">): Condition {
	const where = ["c.project_id = ?", "c.deleted_at IS NULL"];
	const params: Param[] = [acting.project.id];
	if (input.closed !== undefined) where.push(`(c.closed_at IS NULL) = ${input.closed ? 0 : 1}`);
	if (input.consented !== undefined) where.push(`c.consented = ${input.consented ? 1 : 0}`);
	if (input.state) {
		where.push("c.number_state = ?");
		params.push(input.state);
	}
	if (input.type) {
		where.push("c.case_type = ?");
		params.push(input.type);
	}
	if (input.after) {
		where.push("c.seq < ?");
		params.push(Number(input.after) || 0);
	}
	return { sql: where.join(" AND "), params };
}

/**
 * Words lead: the full-text table gives its rows newest first and stops at a page. Only where the filter leaves few cases do those lead,
 * since a common word would be walked through to its end for them.
 */
function searched(acting: Acting, input: ParsedInputOf<"cases.list">, plan: SearchPlan, filter: Condition): Condition {
	const short = plan.alsoShort
		? {
				sql: " AND EXISTS (SELECT 1 FROM case_search_short WHERE case_search_short MATCH ? AND rowid = c.seq)",
				params: [plan.alsoShort],
			}
		: { sql: "", params: [] };
	if (leavesFew(acting, input))
		return {
			sql: `contact_case c WHERE ${filter.sql} AND c.seq IN (SELECT rowid FROM ${plan.table} WHERE ${plan.table} MATCH ?)${short.sql} ORDER BY c.seq DESC`,
			params: [...filter.params, plan.match, ...short.params],
		};
	return {
		sql: `${plan.table} s CROSS JOIN contact_case c ON c.seq = s.rowid WHERE s.${plan.table} MATCH ? AND ${filter.sql}${short.sql} ORDER BY s.rowid DESC`,
		params: [plan.match, ...filter.params, ...short.params],
	};
}

/** A filter that leaves fewer than one case in twenty. */
function leavesFew({ store, project }: Acting, input: ParsedInputOf<"cases.list">): boolean {
	const count = store
		.prepare<{ open: number; closed: number; consented: number; two_way: number }>(
			"SELECT open, closed, consented, two_way FROM case_count WHERE project_id = ?",
		)
		.get(project.id);
	if (!count) return false;
	const all = count.open + count.closed;
	const few = (left: number) => left * 20 < all;
	if (input.closed !== undefined && few(input.closed ? count.closed : count.open)) return true;
	if (input.consented !== undefined && few(input.consented ? count.consented : all - count.consented)) return true;
	return input.state !== undefined && few(input.state === "two-way" ? count.two_way : all - count.two_way);
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
		optedOut: digits !== null && isOptedOut(acting.store, digits),
		closed: record.closed_at !== null,
		modifiedAt: record.modified_at,
		language: propertiesOf(record).get("language_code") ?? null,
	};
}
