import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { carryConsentEvent, consentHistory } from "../../consent/index.ts";
import { fail, instant, newId, ok, type Result } from "../../ground/index.ts";
import { findCase, verifiedProperty } from "../case-record.ts";
import { deleteCase } from "../close-case.ts";
import { draftOf, saveCase } from "../save-case.ts";
import type { MergeView } from "./api.ts";
import { type Change, changesBetween, findMerge } from "./merge-record.ts";

/**
 * Two cases are one person: `drop` leaves every list, `keep` takes over what it lacks, and the newest answer about consent of the two (a no wins a
 * tie). Consent records stay where they are; numbers are synced anew. Can be taken back.
 * Problems: `case-not-found`, `same-case`, `case-closed`.
 */
export function mergeCases(acting: Acting, keepId: string, dropId: string): Result<MergeView> {
	if (keepId === dropId) return fail("same-case", { field: "drop" });
	const keep = findCase(acting, keepId);
	if (!keep.ok) return keep;
	const drop = findCase(acting, dropId);
	if (!drop.ok) return drop;
	if (keep.value.closed_at !== null) return fail("case-closed", { field: "keep" });
	const { store } = acting;
	return store.write(() => {
		const id = newId();
		const before = draftOf(keep.value);
		const draft = draftOf(keep.value);
		const other = draftOf(drop.value);
		if (draft.name === "unknown") draft.name = other.name;
		draft.owner ??= other.owner;
		draft.externalId ??= other.externalId;
		for (const [name, value] of other.properties)
			if (name !== verifiedProperty && !draft.properties.get(name)) draft.properties.set(name, value);

		const newer = newerAnswer(acting, keepId, dropId);
		if (newer?.kind === "given") draft.properties.set(verifiedProperty, "1");
		else if (newer) draft.properties.delete(verifiedProperty);

		const gone = deleteCase(acting, dropId);
		if (!gone.ok) return gone;
		saveCase(acting, draft, keep.value);
		if (newer) carryConsentEvent(acting, newer.id, keepId, `merge:${id} event:${newer.id}`);
		const changes: Change[] = changesBetween(before, draft);
		store
			.prepare(
				"INSERT INTO case_merge (id, project_id, keep_id, drop_id, at, staff_name, changes) VALUES (?, ?, ?, ?, ?, ?, ?)",
			)
			.run(
				id,
				acting.project.id,
				keepId,
				dropId,
				instant(acting.clock),
				acting.staff?.name ?? null,
				JSON.stringify(changes),
			);
		store
			.prepare(
				"UPDATE possible_duplicate SET settled_as = 'merged', settled_at = ? WHERE settled_as IS NULL AND ((older_id = ? AND newer_id = ?) OR (older_id = ? AND newer_id = ?))",
			)
			.run(instant(acting.clock), keepId, dropId, dropId, keepId);
		recordAudit(acting, {
			action: "case.merged",
			subject: { kind: "case", id: keepId },
			details: { dropped: dropId, fields: changes.length },
		});
		store.announce({ type: "changed", topics: ["cases", "consent", "numbers"], ids: [keepId, dropId] });
		return findMerge(acting, id);
	});
}

/** The other case's last answer, where it is newer than this one's. */
function newerAnswer(acting: Acting, keepId: string, dropId: string) {
	const [own] = consentHistory(acting, keepId);
	const [other] = consentHistory(acting, dropId);
	if (!other) return null;
	const lead = own ? Date.parse(other.at) - Date.parse(own.at) : 1;
	return lead > 0 || (lead === 0 && other.kind !== "given") ? other : null;
}

/** They are two people and not offered again. Problem `duplicate-not-found`. */
export function notSame(acting: Acting, id: string): Result<{ id: string }> {
	return acting.store.write(() => {
		const done = acting.store
			.prepare(
				"UPDATE possible_duplicate SET settled_as = 'not-same', settled_at = ? WHERE id = ? AND project_id = ? AND settled_as IS NULL",
			)
			.run(instant(acting.clock), Number(id) || 0, acting.project.id);
		if (done.changes !== 1) return fail("duplicate-not-found", { field: "id" });
		recordAudit(acting, { action: "duplicate.refused", subject: { kind: "duplicate", id } });
		acting.store.announce({ type: "changed", topics: ["cases"] });
		return ok({ id });
	});
}
