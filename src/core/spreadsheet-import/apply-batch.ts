import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { findBatch, planOf } from "./batch-record.ts";
import { tallyOf } from "./batch-tally.ts";
import type { ImportDeps } from "./deps.ts";
import { remember } from "./presets.ts";
import { workOff } from "./work-off.ts";
import { workOnBatch } from "./work-on-batch.ts";

/** Imports of more rows than this begin with a backup (reliability A6). */
const backupOver = 500;

/** Writes what was checked, from where it was left. Problems as `imports.apply` says. */
export async function applyBatch(deps: ImportDeps, acting: Acting, id: string): Promise<Result<ImportBatch>> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	const batch = found.value;
	if (!["checked", "applying", "stopped", "done"].includes(batch.state)) return fail("import-not-open");
	const { toWrite } = tallyOf(acting, batch.seq);
	const total = toWrite.new + toWrite.updated;
	return workOnBatch(deps, acting, batch, {
		state: "applying",
		async rows(working) {
			if (total > backupOver) {
				const backedUp = await deps.backUp();
				if (!backedUp.ok) return backedUp;
			}
			return workOff(deps, working, batch, { job: "apply", total });
		},
		settle(whole) {
			acting.store
				.prepare("UPDATE import_batch SET state = ?, ended_at = ? WHERE seq = ?")
				.run(whole ? "done" : "stopped", instant(acting.clock), batch.seq);
			if (whole) remember(acting, planOf(batch), JSON.parse(batch.header) as string[]);
			recordAudit(acting, {
				action: whole ? "import.applied" : "import.stopped",
				subject: { kind: "import", id: batch.id },
				details: { kind: batch.kind },
			});
		},
	});
}
