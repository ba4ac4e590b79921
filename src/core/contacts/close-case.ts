import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant, ok, type Result } from "../ground/index.ts";
import { syncCaseNumber } from "../phone-numbers/index.ts";
import type { CaseView } from "./api.ts";
import { findCase } from "./case-record.ts";
import { caseView } from "./case-view.ts";
import { draftOf, saveCase, showStates } from "./save-case.ts";
import { unindexCase } from "./search-index.ts";

/** Closes a case: its number is freed and goes to whoever waits for it. Closing a closed one changes nothing. Problem `case-not-found`. */
export function closeCase(acting: Acting, id: string): Result<CaseView> {
	return setClosed(acting, id, true);
}

/** Opens a closed case again; its number becomes two-way only if nobody took it meanwhile. Problem `case-not-found`. */
export function reopenCase(acting: Acting, id: string): Result<CaseView> {
	return setClosed(acting, id, false);
}

function setClosed(acting: Acting, id: string, closed: boolean): Result<CaseView> {
	const found = findCase(acting, id);
	if (!found.ok) return found;
	if ((found.value.closed_at !== null) === closed) return ok(caseView(acting, found.value));
	return acting.store.write(() => {
		const record = saveCase(
			acting,
			{ ...draftOf(found.value), closedAt: closed ? instant(acting.clock) : null },
			found.value,
		);
		recordAudit(acting, { action: closed ? "case.closed" : "case.reopened", subject: { kind: "case", id } });
		return ok(caseView(acting, record));
	});
}

/** Takes a case out of every list. Its consent records, its texts and an opt-out of its number stay. Problem `case-not-found`. */
export function deleteCase(acting: Acting, id: string): Result<{ id: string }> {
	const found = findCase(acting, id);
	if (!found.ok) return found;
	return acting.store.write(() => {
		const { store } = acting;
		store
			.prepare("UPDATE contact_case SET deleted_at = ?, revision = revision + 1 WHERE id = ?")
			.run(instant(acting.clock), id);
		// After it, so that a survey is said to have ended with the case and not with its number.
		store.prepare("UPDATE contact_case SET number_state = 'none' WHERE id = ?").run(id);
		unindexCase(store, found.value.seq);
		showStates(
			acting,
			syncCaseNumber(acting, {
				kind: "case",
				id,
				projectId: acting.project.id,
				phone: found.value.phone,
				active: false,
				verified: false,
				gatewayName: null,
				revision: found.value.revision + 1,
			}),
		);
		recordAudit(acting, { action: "case.deleted", subject: { kind: "case", id } });
		store.announce({ type: "changed", topics: ["cases", "numbers"], ids: [id] });
		return ok({ id });
	});
}
