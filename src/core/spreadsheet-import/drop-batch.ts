import type { Acting } from "../api/acting.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { ImportBatch } from "./api.ts";
import { type BatchRecord, batchView, findBatch } from "./batch-record.ts";
import type { ImportDeps } from "./deps.ts";
import { isAtWork } from "./work-on-batch.ts";

/** Drops what was checked and not applied; only its line in the history stays. Problems `import-not-found`, `import-not-open`, `import-at-work`. */
export async function discardBatch(deps: ImportDeps, acting: Acting, id: string): Promise<Result<ImportBatch>> {
	const found = findBatch(acting, id);
	if (!found.ok) return found;
	if (found.value.state !== "checked") return fail("import-not-open");
	if (isAtWork(deps, acting, found.value)) return fail("import-at-work");
	const { store } = acting;
	const discarded = { ...found.value, state: "discarded" as const };
	store.write(() => {
		store.prepare("UPDATE import_batch SET state = 'discarded' WHERE seq = ?").run(found.value.seq);
		store.announce({ type: "changed", topics: ["imports"] });
	});
	await dropRows(acting, found.value.seq);
	return ok(batchView(acting, discarded));
}

/** A check that came to no end leaves nothing. */
export async function dropBatch(acting: Acting, { seq }: BatchRecord): Promise<void> {
	await dropRows(acting, seq);
	acting.store.write(() => acting.store.prepare("DELETE FROM import_batch WHERE seq = ?").run(seq));
}

const atOnce = 500;

async function dropRows({ store }: Acting, batch: number): Promise<void> {
	const long = store.longWork();
	const someRows = `DELETE FROM import_row WHERE batch = ? AND row <=
		(SELECT max(row) FROM (SELECT row FROM import_row WHERE batch = ? ORDER BY row LIMIT ${atOnce}))`;
	const someKeys = `DELETE FROM import_key WHERE batch = ? AND key <=
		(SELECT max(key) FROM (SELECT key FROM import_key WHERE batch = ? ORDER BY key LIMIT ${atOnce}))`;
	try {
		for (const some of [someKeys, someRows])
			while (store.isOpen() && long.write(() => store.prepare(some).run(batch, batch).changes) > 0) await long.rest();
	} finally {
		await long.end();
	}
	if (!store.isOpen()) return;
	store.write(() => {
		store.prepare("DELETE FROM import_tally WHERE batch = ?").run(batch);
		store.prepare("DELETE FROM import_code_tally WHERE batch = ?").run(batch);
	});
}

/** Checks that a crash cut off, and rows of what was discarded when one came. */
export async function dropLeftOver(deps: ImportDeps, acting: Acting): Promise<void> {
	for (const batch of acting.store
		.prepare<BatchRecord>(`SELECT * FROM import_batch WHERE project_id = ? AND (state = 'checking'
			 OR (state = 'discarded' AND seq IN (SELECT batch FROM import_tally WHERE rows > 0)))`)
		.all(acting.project.id))
		if (!isAtWork(deps, acting, batch))
			await (batch.state === "discarded" ? dropRows(acting, batch.seq) : dropBatch(acting, batch));
}
