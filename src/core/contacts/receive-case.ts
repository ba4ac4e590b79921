import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant } from "../ground/index.ts";
import { type CaseRecord, isNo, oneLine, propertiesOf, shownConsent, verifiedProperty } from "./case-record.ts";
import { putWithdrawalOnRecord } from "./record-consent.ts";
import { draftOf, saveCase } from "./save-case.ts";

/** What HQ says of a case; what is left out stays as it is here. */
export interface ReceivedCase {
	id: string;
	type?: string;
	name?: string;
	externalId?: string;
	owner?: string;
	closed?: boolean;
	/** An empty value clears. */
	properties: ReadonlyMap<string, string>;
}

/** A case of the acting project, also one that was deleted here. */
export function caseAnyhow({ store, project }: Acting, id: string): CaseRecord | undefined {
	return store.prepare<CaseRecord>("SELECT * FROM contact_case WHERE id = ? AND project_id = ?").get(id, project.id);
}

/**
 * Writes what was changed on HQ, or makes the case that was made there. A flag of consent that comes with it stands without a proof record, so
 * where the rule asks for one nobody is texted by it; a flag that was emptied or set to 0 there is a withdrawal here; what else is put in its place says nothing of consent
 * (commcare-behaviour §1.3), and is shown as a doubtful value. A case that was deleted here stays so.
 */
export function receiveCase(acting: Acting, received: ReceivedCase): CaseRecord | null {
	return acting.store.write(() => {
		const before = caseAnyhow(acting, received.id);
		if (before?.deleted_at) return null;
		const draft = before
			? draftOf(before)
			: {
					id: received.id,
					type: "",
					name: "",
					externalId: null,
					owner: null,
					properties: new Map<string, string>(),
					closedAt: null,
					clientKey: null,
				};
		if (received.type !== undefined) draft.type = received.type;
		if (received.name !== undefined) draft.name = oneLine(received.name) || "unknown";
		if (received.externalId !== undefined) draft.externalId = received.externalId || null;
		if (received.owner !== undefined) draft.owner = received.owner || null;
		if (received.closed !== undefined) draft.closedAt = received.closed ? instant(acting.clock) : null;
		for (const [name, value] of received.properties) {
			if (value === "") draft.properties.delete(name);
			else draft.properties.set(name, value);
		}
		const record = saveCase(acting, draft, before ?? null);
		recordAudit(acting, { action: "case.received", subject: { kind: "case", id: received.id } });
		if (before && tookAway(before, draft.properties.get(verifiedProperty)))
			putWithdrawalOnRecord(acting, record, "staff");
		return record;
	});
}

function tookAway(before: CaseRecord, flag: string | undefined): boolean {
	return shownConsent(before) === "given" && !isNo(propertiesOf(before).get(verifiedProperty)) && isNo(flag);
}
