import type { Acting } from "../api/acting.ts";
import { holdersOf } from "../phone-numbers/index.ts";
import type { CaseRecord } from "./case-record.ts";

/** Open cases of the project with this number, the oldest first. */
export function casesHolding({ store, project }: Pick<Acting, "store" | "project">, digits: string): CaseRecord[] {
	// Mostly nobody has it, which the entries of the number say soonest.
	if (holdersOf(store, digits).length === 0) return [];
	return store
		.prepare<CaseRecord>(
			"SELECT * FROM contact_case INDEXED BY contact_case_phone WHERE phone = ? AND phone <> '' AND project_id = ? AND deleted_at IS NULL AND closed_at IS NULL ORDER BY seq LIMIT 10",
		)
		.all(digits, project.id);
}

/** Cases of one type with this external id: more than one is too many to say which is meant. */
export function casesOfExternalId(
	{ store, project }: Pick<Acting, "store" | "project">,
	type: string,
	externalId: string,
): CaseRecord[] {
	return store
		.prepare<CaseRecord>(
			"SELECT * FROM contact_case WHERE project_id = ? AND external_id = ? AND case_type = ? AND deleted_at IS NULL ORDER BY seq LIMIT 2",
		)
		.all(project.id, externalId, type);
}
