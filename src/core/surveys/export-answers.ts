import type { Acting } from "../api/acting.ts";
import { ok, type Result } from "../ground/index.ts";
import { listAnswers } from "./list-answers.ts";
import { definitionOf, findSurveyEver } from "./survey-record.ts";

/**
 * All answers of a survey as a table of text, one person a line, oldest first, and the same as CSV (RFC 4180, UTF-8 with its mark, so that
 * spreadsheets read it right). Columns are named like the case properties. Problem `survey-not-found`.
 */
export function exportAnswers(
	acting: Acting,
	idOrName: string,
): Result<{ fileName: string; header: string[]; rows: string[][]; csv: string }> {
	const survey = findSurveyEver(acting, idOrName);
	if (!survey.ok) return survey;
	const listed = listAnswers(acting, { survey: survey.value.id, limit: 0 });
	if (!listed.ok) return listed;
	const columns = columnsOf(acting, survey.value.id);
	const header = [
		"case_id",
		"case_name",
		"number",
		"state",
		"started_at",
		"ended_at",
		...columns.map(({ property }) => property),
	];
	const rows = listed.value.rows.reverse().map((row) => {
		const answers = new Map(row.answers.map(({ id, value }) => [id, value]));
		return [
			row.contact.id,
			row.contact.name,
			row.digits,
			row.state,
			row.startedAt,
			row.endedAt ?? "",
			...columns.map(({ id }) => answers.get(id) ?? ""),
		];
	});
	const csv = `\ufeff${[header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
	const name = survey.value.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "survey";
	return ok({ fileName: `${name}.csv`, header, rows, csv });
}

/** Every question that any version asked, in the order of the newest that has it. */
function columnsOf({ store }: Acting, surveyId: string): { id: string; property: string }[] {
	const versions = store
		.prepare<{ version: number }>("SELECT version FROM survey_version WHERE survey_id = ? ORDER BY version DESC")
		.all(surveyId);
	const columns = new Map<string, string>();
	for (const { version } of versions)
		for (const { id, property } of definitionOf(store, surveyId, version).questions)
			if (!columns.has(id)) columns.set(id, property);
	return [...columns].map(([id, property]) => ({ id, property }));
}

/** A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it. Plain numbers stay numbers. */
export function csvCell(value: string): string {
	const risky = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(value) || /^[\t\r\n]/.test(value);
	const safe = risky && !/^-?\d{1,15}(\.\d+)?$/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
