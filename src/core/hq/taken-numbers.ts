import type { Acting } from "../api/acting.ts";
import { contactRef } from "../contacts/index.ts";
import { reserverOf } from "../phone-numbers/index.ts";
import type { HqTakenNumber } from "./api.ts";

/**
 * Notes which of the numbers that HQ gives to this contact somebody else holds two-way here. HQ looks for one holder on its whole server, so the
 * two may differ (commcare-behaviour §7.6). `ourId`: the contact's own id here.
 */
export function noteTaken(
	{ store, project }: Acting,
	there: { kind: "case" | "worker"; hqId: string; name: string; ourId: string | null },
	numbers: readonly string[],
): void {
	const { kind, hqId, name, ourId } = there;
	store
		.prepare("DELETE FROM hq_taken_number WHERE project_id = ? AND kind = ? AND hq_id = ?")
		.run(project.id, kind, hqId);
	for (const digits of numbers) {
		const holder = reserverOf(store, digits);
		if (holder?.state !== "two-way" || (holder.kind === kind && holder.id === ourId)) continue;
		store
			.prepare("INSERT INTO hq_taken_number (project_id, kind, hq_id, digits, name) VALUES (?, ?, ?, ?, ?)")
			.run(project.id, kind, hqId, digits, name);
	}
}

/** Numbers that are still two-way with somebody else here. */
export function takenNumbers(acting: Acting): HqTakenNumber[] {
	const { store, project } = acting;
	return store
		.prepare<{ kind: "case" | "worker"; hq_id: string; digits: string; name: string; our_id: string | null }>(
			`SELECT t.*, c.contact_id our_id FROM hq_taken_number t
			 LEFT JOIN hq_contact c ON c.project_id = t.project_id AND c.kind = t.kind AND c.hq_id = t.hq_id
			 WHERE t.project_id = ? ORDER BY t.digits LIMIT 500`,
		)
		.all(project.id)
		.flatMap(({ kind, hq_id: id, digits, name, our_id: ourId }) => {
			const holder = reserverOf(store, digits);
			if (holder?.state !== "two-way" || (holder.kind === kind && holder.id === ourId)) return [];
			return [{ digits, here: contactRef(acting, holder), there: { kind, id, name } }];
		});
}
