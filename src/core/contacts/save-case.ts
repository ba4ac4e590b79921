import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant } from "../ground/index.ts";
import { type StateChange, syncCaseNumber } from "../phone-numbers/index.ts";
import { type CaseRecord, isYes, phoneProperty, propertiesOf, verifiedProperty } from "./case-record.ts";
import { countIn } from "./count-in.ts";
import { indexCase } from "./search-index.ts";
import { rememberWord } from "./vocabulary.ts";

/** A case about to be written: what staff decide; the rest follows from it. */
export interface CaseDraft {
	id: string;
	type: string;
	name: string;
	externalId: string | null;
	owner: string | null;
	properties: Map<string, string>;
	closedAt: string | null;
	clientKey: string | null;
}

/**
 * Writes a case and everything that follows from it: search, number entry (and whoever gets a freed number), suggestions, news to the
 * windows. Call inside the transaction that also writes the audit line.
 */
export function saveCase(acting: Acting, draft: CaseDraft, before: CaseRecord | null): CaseRecord {
	const { store } = acting;
	const phone = draft.properties.get(phoneProperty) ?? "";
	const consented = isYes(draft.properties.get(verifiedProperty));
	const follow = (revision: number) =>
		syncCaseNumber(acting, {
			kind: "case",
			id: draft.id,
			projectId: acting.project.id,
			phone,
			active: draft.closedAt === null,
			verified: consented,
			gatewayName: draft.properties.get("contact_backend_id")?.trim() || null,
			revision,
			isNew: !before,
		});
	// Of a new case nobody has heard yet: its number's state is written with it.
	const first = before ? [] : follow(1);
	const columns = {
		id: draft.id,
		project_id: acting.project.id,
		case_type: draft.type,
		name: draft.name,
		external_id: draft.externalId,
		owner: draft.owner,
		phone,
		consented: consented ? 1 : 0,
		properties: JSON.stringify(Object.fromEntries(draft.properties)),
		closed_at: draft.closedAt,
		modified_at: instant(acting.clock),
	};
	if (before) update(store, columns, before);
	const written = before
		? reread(acting, draft.id)
		: insert(store, columns, first.find(({ id }) => id === draft.id)?.state ?? "none", draft.clientKey);
	if (
		!before ||
		before.name !== written.name ||
		before.phone !== written.phone ||
		before.external_id !== written.external_id
	) {
		indexCase(store, written, !before);
	}
	remember(acting, draft, before);
	store.announce({ type: "changed", topics: ["cases", "numbers"], ids: [draft.id] });
	if (!before) return written;
	showStates(acting, follow(written.revision));
	return reread(acting, draft.id);
}

type Columns = Omit<
	CaseRecord,
	"seq" | "consent_state" | "number_state" | "client_key" | "opened_at" | "revision" | "deleted_at"
>;
const changing = [
	"case_type",
	"name",
	"external_id",
	"owner",
	"phone",
	"consented",
	"properties",
	"closed_at",
] as const;

/** A new case, as the database has it then. */
function insert(
	store: Acting["store"],
	columns: Columns,
	state: CaseRecord["number_state"],
	clientKey: string | null,
): CaseRecord {
	const { lastInsertRowid } = store
		.prepare(
			`INSERT INTO contact_case (id, project_id, case_type, name, external_id, owner, phone, consented, number_state, properties, client_key, opened_at, modified_at, closed_at)
			 VALUES (:id, :project_id, :case_type, :name, :external_id, :owner, :phone, :consented, :state, :properties, :clientKey, :modified_at, :modified_at, :closed_at)`,
		)
		.run({ ...columns, clientKey, state });
	const made: CaseRecord = {
		...columns,
		seq: Number(lastInsertRowid),
		client_key: clientKey,
		number_state: state,
		consent_state: "unknown",
		opened_at: columns.modified_at,
		revision: 1,
		deleted_at: null,
	};
	countIn(store, made);
	return made;
}

/** Names only what differs: SQLite writes every index of a named column anew, also where its value stays. */
function update(store: Acting["store"], columns: Columns, before: CaseRecord): void {
	const changed = [...changing.filter((name) => columns[name] !== before[name]), "modified_at"];
	store
		.prepare(
			`UPDATE contact_case SET ${changed.map((name) => `${name} = :${name}`).join(", ")}, revision = revision + 1
			 WHERE id = :id AND project_id = :project_id`,
		)
		.run({ ...columns });
}

/** Keeps the state of a number beside each case it belongs to, for the lists; whoever was given a freed number is put on record. */
export function showStates(acting: Acting, changes: readonly StateChange[]): void {
	for (const change of changes) {
		if (change.freed)
			recordAudit(acting, { action: "number.passed-on", subject: { kind: change.kind, id: change.id } });
		if (change.freed) acting.store.announce({ type: "changed", topics: ["cases", "numbers"], ids: [change.id] });
		if (change.kind !== "case") continue;
		acting.store
			.prepare("UPDATE contact_case SET number_state = ? WHERE id = ? AND number_state <> ?")
			.run(change.state, change.id, change.state);
	}
}

export function draftOf(record: CaseRecord): CaseDraft {
	return {
		id: record.id,
		type: record.case_type,
		name: record.name,
		externalId: record.external_id,
		owner: record.owner,
		properties: propertiesOf(record),
		closedAt: record.closed_at,
		clientKey: record.client_key,
	};
}

function reread({ store }: Acting, id: string): CaseRecord {
	const row = store.prepare<CaseRecord>("SELECT * FROM contact_case WHERE id = ?").get(id);
	if (!row) throw new Error("a case that was just written is missing");
	return row;
}

function remember(acting: Acting, draft: CaseDraft, before: CaseRecord | null): void {
	const known = before ? propertiesOf(before) : new Map<string, string>();
	if (before?.case_type !== draft.type) rememberWord(acting, "type", draft.type);
	if (draft.owner && before?.owner !== draft.owner) rememberWord(acting, "owner", draft.owner);
	for (const name of draft.properties.keys()) if (!known.has(name)) rememberWord(acting, "property", name);
}
