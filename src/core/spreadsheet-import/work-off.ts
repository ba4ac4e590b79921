import type { Acting } from "../api/acting.ts";
import { ok, type Result } from "../ground/index.ts";
import type { BatchRecord } from "./batch-record.ts";
import { type RowChecker, rowsChecked } from "./check-rows.ts";
import type { ImportDeps } from "./deps.ts";
import type { RowWork } from "./import-thread.ts";
import { Stride } from "./stride.ts";
import { unwriteRows } from "./unwrite-rows.ts";
import { writeRows } from "./write-rows.ts";

export const rowWorks = { apply: writeRows, undo: unwriteRows } as const;

/** Fewer are done by the time another thread would have begun. */
const apartOver = 500;

/**
 * Works through the rows of a batch: many of them on a thread of its own, so that nobody waits for it. The value is false where it was cancelled.
 * Problems: those of storage.
 */
export async function workOff(
	deps: ImportDeps,
	acting: Acting,
	batch: BatchRecord,
	work: RowWork,
): Promise<Result<boolean>> {
	if (work.total > apartOver) return deps.thread.work(acting, batch, work);
	return ok(await rowWorks[work.job](acting, batch, work.total, new Stride(acting.clock)));
}

/** Who gives the rows of a sheet their verdicts, `rows` of them or nobody knows how many: as with `workOff`. */
export async function checkOff(
	deps: ImportDeps,
	acting: Acting,
	batch: BatchRecord,
	rows: number | null,
): Promise<RowChecker> {
	if (rows === null || rows > apartOver) return deps.thread.check(acting, batch);
	const checker = rowsChecked(acting, batch, new Stride(acting.clock));
	return {
		take: checker.take,
		async end() {
			await checker.end();
			return ok();
		},
	};
}
