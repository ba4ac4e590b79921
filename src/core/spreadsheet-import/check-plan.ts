import { checkPropertyNames } from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { isCountry } from "../settings/index.ts";
import type { ImportKind, ImportPlan } from "./api.ts";
import type { CellUse } from "./reading/index.ts";

/** Other spellings of a case's own fields, as exports write them. */
const fieldNames = new Map([
	["case_name", "name"],
	["owner_name", "owner"],
	["owner_id", "owner"],
]);
/** What becomes of a case itself and is no property of it. */
export const caseFields: ReadonlySet<string> = new Set(["name", "external_id", "owner", "close"]);
/** HQ links cases by these; here a case stands for itself, and a link kept as a text would look like one. */
const parentFields = /^parent_(id|external_id|type|relationship_type|identifier)$/;
const workerFields = new Set(["username", "first_name", "last_name", "email", "language", "phone"]);

/** A plan whose columns are there and become each something else. Problems as `imports.check` says. */
export function checkPlan(plan: ImportPlan, columns: number): Result<ImportPlan> {
	if (plan.country && !isCountry(plan.country.toUpperCase())) return fail("bad-country", { field: "country" });
	if (plan.kind === "cases" && plan.type === "") return fail("case-type-missing", { field: "type" });
	const mapped = plan.columns.map(({ column, to }) => ({ column, to: fieldNames.get(to) ?? to }));
	if (mapped.length === 0) return fail("nothing-mapped", { field: "columns" });
	const missing = [...mapped.map(({ column }) => column), plan.idColumn ?? 0].find((column) => column >= columns);
	if (missing !== undefined) return fail("column-missing", { field: "columns", details: { column: missing + 1 } });
	const taken = new Set<string>();
	for (const { column, to } of mapped) {
		const key = plan.kind === "workers" && to === "phone" ? `phone ${column}` : to;
		if (taken.has(key)) return fail("column-doubled", { field: "columns", details: { property: to } });
		taken.add(key);
	}
	if (plan.kind === "workers") {
		if (!taken.has("username")) return fail("username-not-mapped", { field: "columns" });
		const strange = mapped.find(({ to }) => !workerFields.has(to));
		if (strange) return fail("not-of-workers", { field: "columns", details: { property: strange.to } });
	} else {
		const parent = mapped.find(({ to }) => parentFields.test(to));
		if (parent) return fail("parent-not-kept", { field: "columns", details: { property: parent.to } });
		const names = checkPropertyNames(mapped.filter(({ to }) => !caseFields.has(to)).map(({ to }) => ({ name: to })));
		if (!names.ok) return names;
	}
	return ok({ ...plan, columns: mapped });
}

/** How the cells of a column are read. */
export function cellUse(kind: ImportKind, to: string): CellUse {
	if (to === "contact_phone_number" || (kind === "workers" && to === "phone")) return "phone";
	if (to === "external_id" || to === "username") return "id";
	return /^(date_of_birth|dob|birth_?date|date_.+|.+_date)$/.test(to) ? "date" : "plain";
}
