import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import {
	caseAnyhow,
	contactRef,
	phoneProperty,
	type ReceivedCase,
	receiveCase,
	verifiedProperty,
} from "../contacts/index.ts";
import { instant } from "../ground/index.ts";
import { lenientDigits, reserverOf } from "../phone-numbers/index.ts";
import { openConflicts, requeueCase } from "./collect.ts";
import {
	differences,
	type Flat,
	flatOfOurs,
	flatOfTheirs,
	mirrorNames,
	readFlat,
	shownField,
	writeFlat,
} from "./flat.ts";
import type { HqCase } from "./hq-answers.ts";
import { merge } from "./merge.ts";

export type Received = "same" | "taken" | "conflict" | "later";

/**
 * Takes in HQ's copy of one case: what only HQ changed is written here, what was changed on both sides waits for a person, what only we changed
 * goes on waiting to be sent. `later`: one of our changes is on its way, so that HQ's copy has to be read again after it. Inside a transaction.
 */
export function receive(acting: Acting, there: HqCase): Received {
	const { store, project } = acting;
	const id = there.case_id;
	const isUnderWay = store
		.prepare("SELECT 1 FROM hq_item WHERE kind = 'case' AND contact_id = ? AND state = 'formed' LIMIT 1")
		.get(id);
	if (isUnderWay) {
		store.prepare("UPDATE hq_contact SET recheck = 1 WHERE kind = 'case' AND contact_id = ?").run(id);
		return "later";
	}
	const theirs = flatOfTheirs(there, (ownerId) => ownerName(acting, ownerId));
	const known = store
		.prepare<{ there: string | null }>("SELECT there FROM hq_contact WHERE kind = 'case' AND contact_id = ?")
		.get(id);
	const before = readFlat(known?.there ?? null);
	const record = caseAnyhow(acting, id);
	store.prepare("UPDATE hq_contact SET recheck = 0 WHERE kind = 'case' AND contact_id = ? AND recheck = 1").run(id);
	noteTaken(acting, there);
	if (before && differences(before, theirs).size === 0) return "same";

	const remember = () =>
		store
			.prepare(
				`INSERT INTO hq_contact (kind, contact_id, project_id, hq_id, there, queued) VALUES ('case', :id, :project, :id, :there, :there)
				 ON CONFLICT (kind, contact_id) DO UPDATE SET there = excluded.there`,
			)
			.run({ id, project: project.id, there: writeFlat(theirs) });
	if (!record) {
		receiveCase(acting, asReceived(id, theirs));
		remember();
		requeueCase(acting, id);
		return "taken";
	}
	if (record.deleted_at) {
		remember();
		return "same";
	}
	const { take, conflicts } = merge(before, flatOfOurs(acting, record), theirs, mirrorNames(acting));
	for (const field of openConflicts(acting, id))
		if (!conflicts.includes(field))
			store.prepare("DELETE FROM hq_conflict WHERE kind = 'case' AND contact_id = ? AND field = ?").run(id, field);
	for (const field of conflicts) noteConflict(acting, there, field, before?.get(field) ?? "", theirs.get(field) ?? "");
	if (take.size > 0) receiveCase(acting, asReceived(id, take));
	remember();
	requeueCase(acting, id);
	return conflicts.length > 0 ? "conflict" : take.size > 0 ? "taken" : "same";
}

export function asReceived(id: string, flat: Flat): ReceivedCase {
	const closed = flat.get("@closed");
	return {
		id,
		type: flat.get("@type"),
		name: flat.get("@name"),
		externalId: flat.get("@externalId"),
		owner: flat.get("@owner"),
		...(closed === undefined ? {} : { closed: closed === "1" }),
		properties: new Map([...flat].filter(([field]) => !field.startsWith("@"))),
	};
}

function noteConflict(acting: Acting, there: HqCase, field: string, before: string, theirs: string): void {
	const { store, project } = acting;
	const known = store
		.prepare("SELECT 1 FROM hq_conflict WHERE kind = 'case' AND contact_id = ? AND field = ?")
		.get(there.case_id, field);
	store
		.prepare(
			`INSERT INTO hq_conflict (project_id, kind, contact_id, field, before, there, found_at, there_at) VALUES (?, 'case', ?, ?, ?, ?, ?, ?)
			 ON CONFLICT (kind, contact_id, field) DO UPDATE SET there = excluded.there, there_at = excluded.there_at`,
		)
		.run(project.id, there.case_id, field, before, theirs, instant(acting.clock), there.server_last_modified ?? null);
	if (!known)
		recordAudit(acting, {
			action: "hq.conflict-found",
			subject: { kind: "case", id: there.case_id },
			details: { field: shownField(field) },
		});
	store.announce({ type: "changed", topics: ["hq"] });
}

/** A number that HQ takes for two-way with this case while somebody else holds it two-way here. HQ takes any value of the flag for yes (§1.3). */
function noteTaken(acting: Acting, there: HqCase): void {
	const { store, project } = acting;
	store
		.prepare("DELETE FROM hq_taken_number WHERE project_id = ? AND kind = 'case' AND hq_id = ?")
		.run(project.id, there.case_id);
	const digits = lenientDigits(there.properties[phoneProperty] ?? "");
	if (there.closed || !digits || !there.properties[verifiedProperty]) return;
	const holder = reserverOf(store, digits);
	if (holder?.state !== "two-way" || (holder.kind === "case" && holder.id === there.case_id)) return;
	store
		.prepare("INSERT INTO hq_taken_number (project_id, kind, hq_id, digits, name) VALUES (?, 'case', ?, ?, ?)")
		.run(project.id, there.case_id, digits, there.case_name);
}

/** Numbers that are still two-way with somebody else here. */
export function takenNumbers(acting: Acting) {
	return acting.store
		.prepare<{ kind: "case" | "worker"; hq_id: string; digits: string; name: string }>(
			"SELECT kind, hq_id, digits, name FROM hq_taken_number WHERE project_id = ? ORDER BY digits LIMIT 500",
		)
		.all(acting.project.id)
		.flatMap(({ kind, hq_id: id, digits, name }) => {
			const holder = reserverOf(acting.store, digits);
			if (holder?.state !== "two-way" || (holder.kind === kind && holder.id === id)) return [];
			return [{ digits, here: contactRef(acting, holder), there: { kind, id, name } }];
		});
}

function ownerName({ store, project }: Acting, id: string): string {
	return (
		store.prepare<{ name: string }>("SELECT name FROM hq_owner WHERE project_id = ? AND hq_id = ?").get(project.id, id)
			?.name ?? id
	);
}
