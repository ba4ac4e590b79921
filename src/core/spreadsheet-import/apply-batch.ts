import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import type { ImportBatch, ImportPlan } from "./api.ts";
import { type BatchRecord, batchView, findBatch, planOf, type RowRecord } from "./batch-record.ts";
import { tallyOf } from "./batch-tally.ts";
import type { ImportDeps } from "./deps.ts";
import { claimBatch, inChunks } from "./work-on-batch.ts";
import { type Written, writeCase } from "./write-case.ts";
import { writeWorker } from "./write-worker.ts";

/** Imports of more rows than this begin with a backup (reliability A6). */
const backupOver = 500;
const atOnce = 20;

const toWrite = `batch = ? AND outcome IS NULL AND (verdict IN ('new', 'update') OR (verdict = 'decide' AND decision = 'take'))`;

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
		const plan = planOf(batch);
		let after = 0;
		let waiting: RowRecord[] = [];
		const whole = await inChunks(deps, acting, batch, {
			total,
			topics: plan.kind === "cases" ? ["cases", "numbers", "consent"] : ["workers", "numbers"],
			next(quiet) {
				if (waiting.length === 0)
					waiting = store
						.prepare<RowRecord>(`SELECT * FROM import_row WHERE ${toWrite} AND row > ? ORDER BY row LIMIT ${atOnce}`)
						.all(batch.seq, after);
				const row = waiting.shift();
				if (!row) return 0;
				after = row.row;
				writeRow(quiet, batch, plan, row);
				return 1;
			},
		});
		if (whole) state = "done";
	} finally {
		acting.signal?.removeEventListener("abort", cancel);
		deps.running.delete(id);
		if (store.isOpen()) settle(acting, batch, state);
	}
	if (state === "stopped") return fail("cancelled");
	const after = findBatch(acting, id);
	return after.ok ? ok(batchView(acting, after.value)) : after;
}

function writeRow(acting: Acting, batch: BatchRecord, plan: ImportPlan, row: RowRecord): void {
	// What one row's verbs did before one of them refused is taken back with it.
	const written = acting.store.piece<Result<Written>>(() =>
		plan.kind === "cases" ? writeCase(acting, batch, plan, row) : writeWorker(acting, row),
	);
	const { outcome, target, revision, before }: Partial<Written> = written.ok ? written.value : {};
	acting.store
		.prepare(
			"UPDATE import_row SET outcome = ?, target = ?, revision = ?, before = ?, failure = ? WHERE batch = ? AND row = ?",
		)
		.run(
			outcome ?? "failed",
			target ?? row.target,
			revision ?? null,
			before ? JSON.stringify(before) : null,
			written.ok ? null : written.problem.code,
			batch.seq,
			row.row,
		);
}

function settle(acting: Acting, batch: BatchRecord, state: "done" | "stopped"): void {
	const { store } = acting;
	store.write(() => {
		store
			.prepare("UPDATE import_batch SET state = ?, worked_by = NULL, ended_at = ? WHERE seq = ?")
			.run(state, instant(acting.clock), batch.seq);
		recordAudit(acting, {
			action: state === "done" ? "import.applied" : "import.stopped",
			subject: { kind: "import", id: batch.id },
			details: { kind: batch.kind },
		});
		store.announce({ type: "changed", topics: ["imports"] });
	});
}
