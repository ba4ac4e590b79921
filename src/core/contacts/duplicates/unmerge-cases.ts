import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { appendConsentEvent, carryConsentEvent, consentHistory } from "../../consent/index.ts";
import { fail, instant, ok, type Result } from "../../ground/index.ts";
import { entryDigits } from "../../phone-numbers/index.ts";
import { type CaseRecord, findCase, isYes, verifiedProperty } from "../case-record.ts";
import { draftOf, saveCase } from "../save-case.ts";
import { indexCase } from "../search-index.ts";
import type { MergeView } from "./api.ts";
import { type Change, fieldOf, findMerge, mergeRow, setValue } from "./merge-record.ts";

/**
 * Takes a merge back: the dropped case is there again with its number, and the other loses what it took over, unless that was changed since.
 * Problems: `merge-not-found`, `case-not-found`.
 */
export function unmergeCases(acting: Acting, id: string): Result<MergeView & { kept: string[] }> {
	const { store } = acting;
	return store.write(() => {
		const row = mergeRow(acting, id);
		if (!row || row.undone_at !== null) return fail("merge-not-found", { field: "id" });
		const keep = findCase(acting, row.keep_id);
		if (!keep.ok) return keep;
		const kept = giveBack(acting, id, keep.value, JSON.parse(row.changes) as Change[]);

		store.prepare("UPDATE contact_case SET deleted_at = NULL WHERE id = ?").run(row.drop_id);
		const drop = findCase(acting, row.drop_id);
		if (!drop.ok) return drop;
		indexCase(store, drop.value, true);
		saveCase(acting, draftOf(drop.value), drop.value);

		store.prepare("UPDATE case_merge SET undone_at = ? WHERE id = ?").run(instant(acting.clock), id);
		store
			.prepare(
				"UPDATE possible_duplicate SET settled_as = NULL, settled_at = NULL WHERE settled_as = 'merged' AND ((older_id = ? AND newer_id = ?) OR (older_id = ? AND newer_id = ?))",
			)
			.run(row.keep_id, row.drop_id, row.drop_id, row.keep_id);
		recordAudit(acting, {
			action: "case.unmerged",
			subject: { kind: "case", id: row.keep_id },
			details: { restored: row.drop_id, kept: kept.length },
		});
		store.announce({ type: "changed", topics: ["cases", "consent", "numbers"], ids: [row.keep_id, row.drop_id] });
		const view = findMerge(acting, id);
		return view.ok ? ok({ ...view.value, kept }) : view;
	});
}

/** Puts back what the merge changed; names of what was changed since and stays. */
function giveBack(acting: Acting, mergeId: string, record: CaseRecord, changes: readonly Change[]): string[] {
	const draft = draftOf(record);
	const kept: string[] = [];
	for (const { name, before, after } of changes) {
		if (name === `.${verifiedProperty}`) continue;
		if (fieldOf(draft, name) === after) setValue(draft, name, before);
		else kept.push(name.replace(/^\./, ""));
	}
	const [newest, ...earlier] = consentHistory(acting, record.id);
	// Somebody has answered since: that answer stands.
	const isCarried = newest?.source?.startsWith(`merge:${mergeId} `) ?? false;
	const own = isCarried ? earlier[0] : undefined;
	if (isCarried) {
		if (own?.kind === "given") draft.properties.set(verifiedProperty, "1");
		else draft.properties.delete(verifiedProperty);
	} else if (changes.some(({ name }) => name === `.${verifiedProperty}`)) kept.push(verifiedProperty);
	saveCase(acting, draft, record);
	if (own) carryConsentEvent(acting, own.id, record.id, `unmerge:${mergeId} event:${own.id}`);
	// Nobody asked this person: the yes was another's, and only a withdrawal can say so on an append-only record.
	else if (isCarried && newest?.kind === "given" && !isYes(draft.properties.get(verifiedProperty)))
		appendConsentEvent(acting, {
			caseId: record.id,
			digits: entryDigits({ phone: record.phone, active: true }),
			kind: "withdrawn",
			channel: "staff",
			statementId: null,
			witness: null,
			source: `unmerge:${mergeId}`,
		});
	return kept;
}
