import { phoneProperty, verifiedProperty } from "../contacts/index.ts";
import type { ParsedNumber } from "../phone-numbers/api.ts";
import type { ImportPlan, RowProblem, Verdict } from "./api.ts";
import { cellUse } from "./check-plan.ts";
import { type Cell, cellValue, shownText } from "./reading/index.ts";

/** Somebody who is there already, as far as a row must know. */
export interface KnownTarget {
	/** Id of the case, or username. */
	id: string;
	/** What stands there now under each name a column can become. */
	values: ReadonlyMap<string, string>;
}

/** Everything a row is compared with; handed in, so that the check itself knows no database. */
export interface LookUps {
	parseNumber(raw: string): Pick<ParsedNumber, "digits" | "problem">;
	byCaseId(id: string): KnownTarget | null;
	/** At most two: more than one is too many. */
	byExternalId(id: string): readonly KnownTarget[];
	byUsername(username: string): KnownTarget | null;
	/** What a new username is refused with, or null. */
	whyNotUsername(username: string): Pick<RowProblem, "code" | "longest"> | null;
	/** Open cases with this number; of a sheet of workers, active workers. */
	holders(digits: string): readonly { id: string; name: string }[];
	/** Another row of the sheet with this id: while it is read an earlier one, which is noted for the next. */
	otherWithId(key: string, row: number): number | null;
	/** Others with this number, and with this number and name; the same. */
	othersWithNumber(digits: string, name: string, row: number): { number: number | null; person: number | null };
	/** Why a value will not do what it is meant for, or null. */
	whyDoubtful(to: string, value: string): string | null;
	sameName(one: string, other: string): boolean;
	foldName(name: string): string;
}

export interface CheckedRow {
	verdict: Verdict;
	would: "new" | "update" | null;
	problems: RowProblem[];
	/** What is written: pairs of name and value; `""` clears. */
	takes: [to: string, value: string][];
	target: string | null;
}

/** Characters that a name or an external id may have. */
const longest = 255;
/** Only 1 says that somebody consented; a no is never meant so. Whatever else stands there may be a yes that would be lost. */
const plainConsent = /^\s*(?:1|0|no|n|false|non|faux|لا)?\s*$/iu;

/** The verdict of one row. Pure: what it has to know of the rest is asked of `look`. Nothing is thrown for what a cell may hold. */
export function checkRow(plan: ImportPlan, row: number, cells: readonly Cell[], look: LookUps): CheckedRow {
	const problems: RowProblem[] = [];
	const takes: [string, string][] = [];
	const numbers: { column: number; digits: string }[] = [];
	const say = (column: number | null, code: string, more: Partial<RowProblem> = {}) =>
		problems.push({
			column,
			code,
			value: column === null ? "" : shownText(cells[column] ?? { kind: "empty" }),
			...more,
		});
	for (const { column, to } of plan.columns) {
		const cell = cells[column];
		if (!cell || cell.kind === "empty") continue;
		const use = cellUse(plan.kind, to);
		const read = cellValue(cell, use);
		if (read.problem) say(column, read.problem);
		if (read.warning) say(column, read.warning, { warning: true });
		if (read.value === null || read.problem) continue;
		// Anything else leaves it open, and only who is there already can be closed (commcare-behaviour §5.4).
		if (to === "close" && read.value.trim().toLowerCase() !== "yes") continue;
		const value = use === "phone" && read.value.trim() !== "" ? number(read.value, column) : read.value;
		if (value === null) continue;
		if (use === "phone" && value !== "") numbers.push({ column, digits: value });
		if ((to === "name" || to === "external_id") && value.trim().length > longest)
			say(column, to === "name" ? "name-too-long" : "external-id-too-long", { longest });
		if (to === verifiedProperty && !plainConsent.test(value)) say(column, "consent-not-one", { warning: true });
		takes.push([to, value]);
	}

	function number(raw: string, column: number): string | null {
		const parsed = look.parseNumber(raw);
		if (parsed.digits === null) say(column, parsed.problem === "digits-lost" ? "digits-lost" : "bad-number");
		else if (parsed.problem) say(column, parsed.problem, { warning: true });
		return parsed.digits;
	}

	const settle = (verdict: "new" | "update" | "same" | "skipped", target: string | null): CheckedRow => {
		if (problems.some(({ warning, note }) => !warning && !note) && verdict !== "skipped")
			return { verdict: "refused", would: null, problems, takes, target };
		const open = problems.some(({ warning }) => warning) && (verdict === "new" || verdict === "update");
		return { verdict: open ? "decide" : verdict, would: open ? verdict : null, problems, takes, target };
	};

	if (takes.length === 0 && problems.length === 0) {
		say(null, "row-blank", { warning: true });
		return settle("skipped", null);
	}
	const found = plan.kind === "workers" ? findWorker() : findCase();
	if (found === "refused") return settle("new", null);
	if (found) {
		const differs = takes.some(([to, value]) => !hasAlready(found, to, value));
		if (differs) {
			flagNumbers(found);
			noteDoubts(found);
		}
		return settle(differs ? "update" : "same", found.id);
	}
	if (!plan.createNew) {
		say(null, "no-match", { warning: true });
		return settle("skipped", null);
	}
	flagNumbers(null);
	noteDoubts(null);
	return settle("new", null);

	function findCase(): KnownTarget | null | "refused" {
		if (plan.idColumn === null) return null;
		const read = cellValue(cells[plan.idColumn] ?? { kind: "empty" }, "id");
		const id = read.value?.trim() ?? "";
		if (read.problem) {
			say(plan.idColumn, read.problem);
			return "refused";
		}
		if (plan.match === "external_id" && id === "") {
			say(plan.idColumn, "blank-id");
			return "refused";
		}
		if (id === "") return null;
		if (plan.match === "case_id") {
			const known = look.byCaseId(id);
			const other = known && look.otherWithId(known.id, row);
			if (other) say(plan.idColumn, "duplicate-row", { warning: true, other: String(other) });
			return known;
		}
		if (id.length > longest) {
			say(plan.idColumn, "external-id-too-long", { longest });
			return "refused";
		}
		const known = look.byExternalId(id);
		if (known.length > 1) {
			say(plan.idColumn, "too-many-matches");
			return "refused";
		}
		if (!known[0] && !takes.some(([to]) => to === "external_id")) takes.push(["external_id", id]);
		const other = look.otherWithId(id, row);
		if (other !== null) say(plan.idColumn, "duplicate-row", { warning: true, other: String(other) });
		return known[0] ?? null;
	}

	function findWorker(): KnownTarget | null | "refused" {
		const column = plan.columns.find(({ to }) => to === "username")?.column ?? 0;
		const username = takes.find(([to]) => to === "username")?.[1].trim() ?? "";
		if (username === "") {
			say(column, "blank-id");
			return "refused";
		}
		const other = look.otherWithId(look.foldName(username), row);
		if (other !== null) say(column, "duplicate-row", { warning: true, other: String(other) });
		const known = look.byUsername(username);
		const why = known ? null : look.whyNotUsername(username);
		if (why) say(column, why.code, why);
		return known;
	}

	function noteDoubts(self: KnownTarget | null): void {
		// A row that is not written does nothing at all.
		if (problems.some(({ warning, note }) => !warning && !note)) return;
		const said = new Map(takes);
		const becomes = (to: string) => said.get(to) ?? self?.values.get(to) ?? "";
		if (plan.kind === "cases" && becomes("name").trim() === "" && (!self || said.has("name")))
			say(columnOf("name"), "name-missing", { note: true });
		if (said.get(verifiedProperty)?.trim() === "1" && becomes(phoneProperty).trim() === "")
			say(columnOf(verifiedProperty), "consent-without-number", { note: true });
		for (const [to, value] of takes) {
			const why = self && hasAlready(self, to, value) ? null : look.whyDoubtful(to, value);
			if (why) say(columnOf(to), why, { note: true });
		}
	}

	function columnOf(to: string): number | null {
		return plan.columns.find((one) => one.to === to)?.column ?? null;
	}

	function flagNumbers(self: KnownTarget | null): void {
		const isCase = plan.kind === "cases";
		const name = takes.find(([to]) => to === (isCase ? "name" : "username"))?.[1] ?? "";
		for (const { column, digits } of numbers) {
			const isOwn = self !== null && hasAlready(self, isCase ? "contact_phone_number" : "phone", digits);
			const others = isOwn ? [] : look.holders(digits).filter(({ id }) => id !== self?.id);
			const same = others.find((holder) => look.sameName(holder.name, name));
			const other = others.find((holder) => !look.sameName(holder.name, name));
			// A username may be all digits and would be taken for a row.
			if (same) say(column, "same-person", { warning: true, other: same.id });
			if (other) say(column, "duplicate-number", { warning: true, ...(isCase ? { other: other.id } : {}) });
			const sharing = look.othersWithNumber(digits, look.foldName(name), row);
			// That another row is the same worker its username says.
			if (sharing.person !== null && isCase)
				say(column, "duplicate-row", { warning: true, other: String(sharing.person) });
			else if (sharing.person === null && sharing.number !== null)
				say(column, "duplicate-number", { warning: true, other: String(sharing.number) });
		}
	}
}

function hasAlready(target: KnownTarget, to: string, value: string): boolean {
	if (to === "close") return target.values.get("close") === "yes";
	if (to === "username") return true;
	if (to === "phone") return (target.values.get("phone") ?? "").split(" ").includes(value);
	return (
		(target.values.get(to) ?? "") === (to === "name" || to === "owner" || to === "external_id" ? value.trim() : value)
	);
}
