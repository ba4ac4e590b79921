import type { Acting } from "../api/acting.ts";
import {
	casesOfExternalId,
	changeRecord,
	closeCase,
	deleteCase,
	type FlagProof,
	findCase,
	phoneProperty,
	registerRecord,
	reopenCase,
} from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportPlan } from "./api.ts";
import type { BatchRecord, RowRecord } from "./batch-record.ts";
import { caseFields } from "./check-plan.ts";
import { caseTarget } from "./look-ups.ts";

export type Pairs = [to: string, value: string][];

/** What came of writing one row. */
export interface Written {
	outcome: "new" | "updated";
	target: string;
	/** Of the target after it, and as it was found; null: nobody was there. */
	revision: number;
	found: number | null;
	/** What stood there before under the names that were written; null: nobody was there. */
	before: Pairs | null;
}

/** Registers or changes a case as a row says, through the verbs that the screens use. Problems: theirs. */
export function writeCase(acting: Acting, batch: BatchRecord, plan: ImportPlan, row: RowRecord): Result<Written> {
	const takes = JSON.parse(row.takes ?? "[]") as Pairs;
	const proof = proofOf(batch, plan, row.row);
	const externalId = takes.find(([to]) => to === "external_id")?.[1];
	// Another row, another process or a clerk may have made it since the check.
	const again =
		!row.target && plan.match === "external_id" && externalId ? casesOfExternalId(acting, plan.type, externalId) : [];
	if (again.length > 1) return fail("too-many-matches");
	const id = row.target ?? again[0]?.id;
	if (id === undefined) {
		const digits = takes.find(([to]) => to === phoneProperty)?.[1];
		const made = registerRecord(acting, { ...newCase(takes), type: plan.type, acceptDoubtful: true }, proof, digits);
		return made.ok
			? ok({ outcome: "new", target: made.value.id, revision: made.value.revision, found: null, before: null })
			: made;
	}
	const found = findCase(acting, id);
	if (!found.ok) return found;
	const values = caseTarget(found.value).values;
	const changed = changeRecord(acting, { ...changes(takes), id, acceptDoubtful: true }, proof);
	if (!changed.ok) return changed;
	const closed = takes.some(([to]) => to === "close") ? closeCase(acting, id) : null;
	if (closed && !closed.ok) return closed;
	const before = takes.map(([to]): [string, string] => [to, values.get(to) ?? ""]);
	const { revision } = (closed ?? changed).value;
	return ok({ outcome: "updated", target: id, revision, found: found.value.revision, before });
}

/** Takes back what a row wrote on a case that stands as it left it. The value: its revision after it; null: it is gone. Problems: those of the verbs. */
export function unwriteCase(acting: Acting, row: RowRecord): Result<number | null> {
	const id = row.target ?? "";
	if (row.before === null) {
		const gone = deleteCase(acting, id);
		return gone.ok ? ok(null) : gone;
	}
	const before = JSON.parse(row.before) as Pairs;
	if (before.some(([to, value]) => to === "close" && value === "")) {
		const open = reopenCase(acting, id);
		if (!open.ok) return open;
	}
	const { phone: _, ...back } = changes(before);
	const properties = before.filter(([to]) => !isField(to)).map(([name, value]) => ({ name, value }));
	const changed = changeRecord(acting, { ...back, properties, id, acceptDoubtful: true });
	return changed.ok ? ok(changed.value.revision) : changed;
}

function newCase(takes: Pairs) {
	const { phone = "", name = "", owner, externalId, properties } = changes(takes.filter(([, value]) => value !== ""));
	return { phone, name, owner, externalId, properties };
}

/** Digits are handed on with their plus, so that they are not taken for a national number. */
function changes(takes: Pairs) {
	const value = (name: string) => takes.find(([to]) => to === name)?.[1];
	const digits = value(phoneProperty);
	return {
		...defined("name", value("name")),
		...defined("owner", value("owner")),
		...defined("externalId", value("external_id")),
		...defined("phone", digits && `+${digits}`),
		...(digits === "" ? { phone: "" } : {}),
		properties: takes
			.filter(([to]) => !isField(to) && to !== phoneProperty)
			.map(([name, text]) => ({ name, value: text })),
	};
}

function defined<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
	return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}

function isField(to: string): boolean {
	return caseFields.has(to);
}

/** What a flag of 1 in the sheet stands for: who asked, when and how; and where it stood. */
function proofOf(batch: BatchRecord, plan: ImportPlan, row: number): FlagProof {
	const { askedBy = "", askedOn = "", how } = plan.consent ?? {};
	const witness = [askedBy, askedOn].filter(Boolean).join(", ");
	return {
		channel: "import",
		...(witness ? { witness } : {}),
		how,
		source: `${batch.file_name}, ${row} (${batch.id})`,
	};
}
