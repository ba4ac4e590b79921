import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { isOptedOut } from "../consent/index.ts";
import { entryDigits } from "../phone-numbers/index.ts";
import type { Param } from "../storage/index.ts";
import type { CaseRow } from "./api.ts";
import { type CaseRecord, propertiesOf } from "./case-record.ts";
import { searchCondition } from "./search-index.ts";

/** Newest registration first; a page is cut by the place in that order, so that rows never shift under the reader. `limit` 0: all. */
export function listCases(
	acting: Acting,
	input: ParsedInputOf<"cases.list">,
): { rows: CaseRow[]; next: string | null } {
	const where = ["project_id = ?", "deleted_at IS NULL"];
	const params: Param[] = [acting.project.id];
	const search = searchCondition(input.search);
	if (search) {
		where.push(search.sql);
		params.push(...search.params);
	} else if (input.search.trim() !== "") {
		return { rows: [], next: null };
	}
	if (input.closed !== undefined) where.push(`(closed_at IS NULL) = ${input.closed ? 0 : 1}`);
	if (input.consented !== undefined) where.push(`consented = ${input.consented ? 1 : 0}`);
	if (input.state) {
		where.push("number_state = ?");
		params.push(input.state);
	}
	if (input.type) {
		where.push("case_type = ?");
		params.push(input.type);
	}
	if (input.after) {
		where.push("seq < ?");
		params.push(Number(input.after) || 0);
	}
	const limit = input.limit === 0 ? -1 : input.limit;
	const rows = acting.store
		.prepare<CaseRecord>(`SELECT * FROM contact_case WHERE ${where.join(" AND ")} ORDER BY seq DESC LIMIT ?`)
		.all(...params, limit < 0 ? -1 : limit + 1);
	const page = limit < 0 ? rows : rows.slice(0, limit);
	const last = page.at(-1);
	return {
		rows: page.map((record) => caseRow(acting, record)),
		next: rows.length > page.length && last ? String(last.seq) : null,
	};
}

export function caseRow(acting: Acting, record: CaseRecord): CaseRow {
	const digits = entryDigits({ phone: record.phone, active: true });
	return {
		id: record.id,
		type: record.case_type,
		name: record.name,
		digits,
		numberState: record.number_state,
		consented: record.consented === 1,
		optedOut: digits !== null && isOptedOut(acting.store, digits),
		closed: record.closed_at !== null,
		modifiedAt: record.modified_at,
		language: propertiesOf(record).get("language_code") ?? null,
	};
}
