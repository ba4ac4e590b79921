import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { findBatch } from "./batch-record.ts";
import { tallyOf } from "./batch-tally.ts";
import type { ImportDeps } from "./deps.ts";
import { workOff } from "./work-off.ts";
import { workOnBatch } from "./work-on-batch.ts";

/** Takes an import back, last row first: reversed, kept since somebody changed it, could not. Problems as `imports.undo` says. */
export async function undoBatch(deps: ImportDeps, acting: Acting, id: string): Promise<Result<ImportBatch>> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	const batch = found.value;
	const { written, undone } = tallyOf(acting, batch.seq);
	const total = written.new + written.updated - undone.reversed - undone.kept - undone.failed;
	if (total === 0 || !["done", "stopped", "applying", "undoing"].includes(batch.state))
		return fail("import-nothing-to-undo");
	return workOnBatch(deps, acting, batch, {
		state: "undoing",
		rows: (working) => workOff(deps, working, batch, { job: "undo", total }),
		settle(whole) {
			acting.store
				.prepare("UPDATE import_batch SET state = ?, undone_at = ?, undone_by = ? WHERE seq = ?")
				.run(whole ? "undone" : "undoing", instant(acting.clock), acting.staff?.name ?? null, batch.seq);
			recordAudit(acting, { action: "import.undone", subject: { kind: "import", id: batch.id }, details: { whole } });
		},
	});
}
