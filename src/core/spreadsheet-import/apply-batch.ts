import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { type BatchRecord, batchView, findBatch, planOf } from "./batch-record.ts";
import { tallyOf } from "./batch-tally.ts";
import type { ImportDeps } from "./deps.ts";
import { remember } from "./presets.ts";
import { workOff } from "./work-off.ts";
import { claimBatch } from "./work-on-batch.ts";

/** Imports of more rows than this begin with a backup (reliability A6). */
const backupOver = 500;

/** Writes what was checked, from where it was left. Problems as `imports.apply` says. */
export async function applyBatch(deps: ImportDeps, acting: Acting, id: string): Promise<Result<ImportBatch>> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	const batch = found.value;
	const { store } = acting;
	if (!["checked", "applying", "stopped", "done"].includes(batch.state)) return fail("import-not-open");
	const counted = tallyOf(acting, batch.seq).toWrite;
	const total = counted.new + counted.updated;
	const claimed = claimBatch(deps, acting, batch, "applying");
	if (!claimed.ok) return claimed;
	const control = new AbortController();
	deps.running.set(id, control);
	const cancel = () => control.abort();
	acting.signal?.addEventListener("abort", cancel, { once: true });
	let state: "done" | "stopped" = "stopped";
	try {
		if (total > backupOver) {
			const backedUp = await deps.backUp();
			if (!backedUp.ok) return backedUp;
		}
		const whole = await workOff(deps, { ...acting, signal: control.signal }, batch, { job: "apply", total });
		if (!whole.ok) return whole;
		if (whole.value) state = "done";
	} finally {
		acting.signal?.removeEventListener("abort", cancel);
		deps.running.delete(id);
		if (store.isOpen()) settle(acting, batch, state);
	}
	if (state === "stopped") return fail("cancelled");
	const after = findBatch(acting, id);
	return after.ok ? ok(batchView(acting, after.value)) : after;
}

function settle(acting: Acting, batch: BatchRecord, state: "done" | "stopped"): void {
	const { store } = acting;
	store.write(() => {
		store
			.prepare("UPDATE import_batch SET state = ?, worked_by = NULL, ended_at = ? WHERE seq = ?")
			.run(state, instant(acting.clock), batch.seq);
		if (state === "done") remember(acting, planOf(batch), JSON.parse(batch.header) as string[]);
		recordAudit(acting, {
			action: state === "done" ? "import.applied" : "import.stopped",
			subject: { kind: "import", id: batch.id },
			details: { kind: batch.kind },
		});
		store.announce({ type: "changed", topics: ["imports"] });
	});
}
