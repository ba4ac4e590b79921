import type { Acting } from "../api/acting.ts";
import { isOptedOut } from "../consent/index.ts";
import { caseAnyhow } from "../contacts/index.ts";
import { entryDigits } from "../phone-numbers/index.ts";
import type { HqStopThere } from "./api.ts";
import type { Flat } from "./flat.ts";
import { mirrorOf, stopped } from "./mirror.ts";

/**
 * Notes whether HQ tells a STOP of this case that this office did not tell it: another one heard it. Opt-outs stay each office's own (commcare-behaviour §7.6),
 * so it is shown to people, who decide; nothing is blocked by what anybody may write on HQ.
 */
export function noteStop(
	acting: Acting,
	caseId: string,
	{ there, told }: { there: Flat /** What this office told last. */; told: Flat | null },
): void {
	const { store, project } = acting;
	const { optOut } = mirrorOf(acting);
	const isElsewhere = optOut !== "" && there.get(optOut) === stopped && told?.get(optOut) !== stopped;
	const { changes } = store
		.prepare(
			isElsewhere
				? "INSERT OR IGNORE INTO hq_stop_there (project_id, case_id) VALUES (?, ?)"
				: "DELETE FROM hq_stop_there WHERE project_id = ? AND case_id = ?",
		)
		.run(project.id, caseId);
	if (changes > 0) store.announce({ type: "changed", topics: ["hq"] });
}

/** Open cases, or that one, whose STOP only another office heard. */
export function stopsThere(acting: Acting, caseId?: string): HqStopThere[] {
	return acting.store
		.prepare<{ case_id: string }>(
			"SELECT case_id FROM hq_stop_there WHERE project_id = :project AND (:id IS NULL OR case_id = :id) LIMIT 500",
		)
		.all({ project: acting.project.id, id: caseId ?? null })
		.flatMap(({ case_id: id }) => {
			const record = caseAnyhow(acting, id);
			const digits = record && !record.deleted_at && entryDigits({ phone: record.phone, active: !record.closed_at });
			if (!digits || isOptedOut(acting.store, digits)) return [];
			return [{ contact: { kind: "case" as const, id, name: record.name, project: acting.project.name }, digits }];
		});
}
