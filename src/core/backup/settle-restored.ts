import { z } from "zod";
import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { instant } from "../ground/index.ts";
import { adoptKeyFile, type Office, readKeyFile } from "../staff/index.ts";
import { readMeta, writeMeta } from "../storage/index.ts";

/** Stands in a database that was put back, until it has been settled. */
export const restoredKey = "restored";

const noteSchema = z.object({
	madeAt: z.string(),
	by: z.object({ id: z.string(), name: z.string(), role: z.enum(["clerk", "supervisor", "technician"]) }),
});
export type RestoredNote = z.infer<typeof noteSchema>;

/**
 * Settles a database that came back from a backup, at its first opening and before any gateway runs: its staff are those of today, what it
 * held as unsent is in doubt, and the audit says so. Whoever was stopped again by the journal is counted by the caller.
 * Returns whether there was anything to settle.
 */
export function settleRestored(
	office: Office,
	acting: Acting,
	{ doubtUnsent, stopped }: { doubtUnsent(): number; stopped: number },
): boolean {
	const { store, dataDir } = office;
	const text = readMeta(store, restoredKey);
	if (!text) return false;
	const note = noteSchema.safeParse(JSON.parse(text));
	return store.write(() => {
		const keys = readKeyFile(dataDir);
		if (keys.ok) adoptKeyFile(store, keys.value, instant(acting.clock));
		const doubted = doubtUnsent();
		writeMeta(store, restoredKey, "");
		recordAudit(
			{ ...acting, staff: note.success ? note.data.by : null },
			{
				action: "backup.restored",
				details: { doubted, stopped, ...(note.success ? { madeAtMs: Date.parse(note.data.madeAt) } : {}) },
			},
		);
		return true;
	});
}
