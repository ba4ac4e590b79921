import type { Acting } from "../api/acting.ts";
import type { CaseRow } from "./api.ts";
import type { CaseRecord } from "./case-record.ts";
import { caseRow } from "./list-cases.ts";

/** The newest open cases of the project. */
export function recentCases(acting: Acting, limit: number): CaseRow[] {
	return acting.store
		.prepare<CaseRecord>(
			"SELECT * FROM contact_case WHERE project_id = ? AND deleted_at IS NULL AND closed_at IS NULL ORDER BY seq DESC LIMIT ?",
		)
		.all(acting.project.id, limit)
		.map((record) => caseRow(acting, record));
}

/** How many were registered on each day (`2026-01-05`, UTC) from that one on, and how many of those with consent. */
export function registrationsByDay(
	{ store, project }: Acting,
	firstDay: string,
): { day: string; registered: number; consented: number }[] {
	return store
		.prepare<{ day: string; registered: number; consented: number }>(
			"SELECT day, registered, consented FROM registration_day WHERE project_id = ? AND day >= ?",
		)
		.all(project.id, firstDay);
}
